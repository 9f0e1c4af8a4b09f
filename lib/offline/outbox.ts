import type { FieldError } from "@/lib/schemas/field-errors";
import { findDueAt, putComplaint, putFile } from "./api";
import type { LocalComplaint, LocalFile } from "./database";
import { findMyComplaint, isUnsent, updateMyComplaint } from "./my-complaints";

/**
 * What became of a sending. `again` leaves everything on the phone. `refused`: the complaint itself, never because of one
 * file; nothing was stored, the ID is free to be used once it is mended.
 */
export type Delivery =
  | { outcome: "sent" }
  | { outcome: "again"; retryAfter: number | null }
  | { outcome: "refused"; errors: FieldError[] };

/**
 * Sends one complaint of this phone, then its files one by one, going on where it broke off. Each answer is written down
 * before the next request, and `onStep` is told. One sender at a time on the whole phone, where the browser has locks.
 */
export async function sendComplaint(trackingId: string, onStep: () => void = () => {}): Promise<Delivery> {
  if (!navigator.locks) return send(trackingId, onStep);
  return navigator.locks.request("jawab-outbox", () => send(trackingId, onStep));
}

async function send(trackingId: string, onStep: () => void): Promise<Delivery> {
  const complaint = await findMyComplaint(trackingId);
  if (!complaint || !isUnsent(complaint)) return { outcome: "sent" };

  if (complaint.delivery === "waiting") {
    const answer = await putComplaint(complaint);
    if (answer.outcome === "again" || answer.outcome === "refused") return answer;
    const { outcome: delivery, receivedAt, state } = answer;
    await updateMyComplaint(trackingId, (kept) => ({ ...kept, delivery, receivedAt, state }));
    onStep();
    const dueAt = await findDueAt(trackingId);
    if (dueAt) await updateMyComplaint(trackingId, (kept) => ({ ...kept, dueAt }));
    onStep();
  }
  for (const file of complaint.files.filter(({ delivery }) => delivery === "waiting")) {
    const answer = await putFile(complaint, file);
    if (answer.outcome === "again") return answer;
    await updateMyComplaint(trackingId, (kept) => withFile(kept, file.sha256, answer.outcome));
    onStep();
  }
  return { outcome: "sent" };
}

/** A refused file keeps its bytes: they are the citizen's, and nobody else has them. */
function withFile(complaint: LocalComplaint, sha256: string, delivery: LocalFile["delivery"]): LocalComplaint {
  const files = complaint.files.map((file) => {
    if (file.sha256 !== sha256) return file;
    return { ...file, delivery, content: delivery === "delivered" ? null : file.content };
  });
  return { ...complaint, files };
}
