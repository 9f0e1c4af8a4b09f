import { tellChange } from "./changes";
import { type ChosenFile, type KeptFile, type LocalComplaint, openPhone } from "./database";
import { readComplaint } from "./read-record";
import { isUnsent, markTodo } from "./todo";

/** All that were lodged from this phone, the newest first. Without the files' bytes. */
export async function listMyComplaints(): Promise<LocalComplaint[]> {
  const all = await (await openPhone()).getAllFromIndex("complaints", "savedAt");
  return all.reverse().map(readComplaint);
}

/** Those with something left to send, or taken by a 202 and not yet seen to be entered. Oldest first. */
export async function listTodo(): Promise<LocalComplaint[]> {
  const all = await (await openPhone()).getAllFromIndex("complaints", "todo");
  return all.map(readComplaint).sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));
}

/** How many have something that must still be sent. */
export async function countUnsent(): Promise<number> {
  return (await listTodo()).filter(isUnsent).length;
}

/** One of them by its ID in the one true form, or null. */
export async function findMyComplaint(trackingId: string): Promise<LocalComplaint | null> {
  const kept = await (await openPhone()).get("complaints", trackingId);
  return kept ? readComplaint(kept) : null;
}

/** The files of one complaint that are still on this phone, with their bytes as they were chosen. */
export async function listFiles({ trackingId, files }: LocalComplaint): Promise<ChosenFile[]> {
  const phone = await openPhone();
  const found = await Promise.all(files.map(({ sha256 }) => phone.get("files", [trackingId, sha256])));
  return files.flatMap(({ delivery: _, refusal: __, ...facts }, index) => {
    const content = found[index]?.content;
    return content ? [{ ...facts, content }] : [];
  });
}

/** A file's bytes, or null where they are gone. */
export async function findBytes(trackingId: string, sha256: string): Promise<ArrayBuffer | null> {
  return (await (await openPhone()).get("files", [trackingId, sha256]))?.content ?? null;
}

/**
 * Changes one that is there; does nothing when it is gone, or when `change` answers null. In one transaction, so that two
 * tabs don't mix. Bytes of files go as soon as they are delivered, and not before.
 */
export async function updateMyComplaint(
  trackingId: string,
  change: (complaint: LocalComplaint) => LocalComplaint | null,
): Promise<void> {
  const write = (await openPhone()).transaction(["complaints", "files"], "readwrite");
  const kept = await write.objectStore("complaints").get(trackingId);
  const next = kept ? change(readComplaint(kept)) : null;
  if (next) {
    await write.objectStore("complaints").put(markTodo(next));
    for (const { sha256, delivery } of next.files) {
      if (delivery === "delivered") await write.objectStore("files").delete([trackingId, sha256]);
    }
  }
  await write.done;
  if (next) tellChange();
}

export type Removed = { complaint: LocalComplaint; files: KeptFile[] };

/** Takes one out of the phone's database, and answers with it, so that a slip of the finger can be undone. */
export async function removeMyComplaint(trackingId: string): Promise<Removed | null> {
  const write = (await openPhone()).transaction(["complaints", "files"], "readwrite");
  const complaint = await write.objectStore("complaints").get(trackingId);
  const own = IDBKeyRange.bound([trackingId], [trackingId, []]);
  const files = await write.objectStore("files").getAll(own);
  await write.objectStore("complaints").delete(trackingId);
  await write.objectStore("files").delete(own);
  await write.done;
  tellChange();
  return complaint ? { complaint: readComplaint(complaint), files } : null;
}

/** Undoes `removeMyComplaint`. */
export async function putBack({ complaint, files }: Removed): Promise<void> {
  const write = (await openPhone()).transaction(["complaints", "files"], "readwrite", { durability: "strict" });
  await write.objectStore("complaints").put(markTodo(complaint));
  for (const file of files) await write.objectStore("files").put(file);
  await write.done;
  tellChange();
}
