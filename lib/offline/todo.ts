import type { LocalComplaint } from "./database";

type Stage = Pick<LocalComplaint, "delivery" | "files">;

/** Something of it must still be sent: the complaint itself, or a file. */
export function isUnsent({ delivery, files }: Stage): boolean {
  if (delivery === "refused") return false;
  return delivery === "queued" || delivery === "sending" || files.some((file) => file.delivery === "waiting");
}

/** Whether something of it lies on this phone alone, and is lost with it: unsent, refused, or a file that wasn't taken. */
export function isOnlyHere(complaint: Stage): boolean {
  return (
    isUnsent(complaint) ||
    complaint.delivery === "refused" ||
    complaint.files.some(({ delivery }) => delivery === "refused")
  );
}

/** Sets the mark by which the sender finds its work without reading the whole phone. */
export function markTodo(complaint: LocalComplaint): LocalComplaint {
  const { todo: _, ...rest } = complaint;
  const isSpooled =
    rest.delivery === "spooled" ||
    (rest.delivery !== "refused" && rest.files.some(({ delivery }) => delivery === "spooled"));
  return isUnsent(rest) || isSpooled ? { ...rest, todo: 1 } : rest;
}
