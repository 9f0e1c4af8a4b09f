import { createHash } from "node:crypto";
import { cleanFile } from "@/lib/channels/clean-file";
import { type FileStore, fileStore, isDiskFull } from "@/lib/channels/file-store";
import { opens } from "@/lib/data/complaints";
import { db, transact } from "@/lib/data/db";
import { appendEvent } from "@/lib/data/events";
import type { State } from "@/lib/domain/complaint/states";
import { err, ok, type Result } from "@/lib/domain/result";
import { type FileType, LIMITS } from "@/lib/schemas/lodgement";

export type AttachmentRequest = {
  trackingId: string;
  /** Of the bytes as sent, as listed in the complaint. */
  sha256: string;
  bytes: Buffer;
  claimKey: string | null;
  /** Of the claim key that a door has seen and not kept (lib/http/door-header.ts). */
  provenKeyHash?: string | null;
  now: Date;
  store?: FileStore;
};
export type Received = { created: boolean; trackingId: string; sha256: string; bytes: number; receivedAt: Date };
export type AttachmentRefusal = {
  code:
    | "no-key"
    | "wrong-key"
    | "unknown"
    | "unlisted"
    | "hash-differs"
    | "type-not-taken"
    | "unreadable"
    | "too-large"
    | "too-late"
    | "no-space";
};

/**
 * Takes one of the files that a complaint has listed, from whoever holds its claim key, within seven days. Idempotent by
 * its hash. Pictures are encoded anew; both hashes are kept. Source: design §4.
 */
export async function receiveAttachment(request: AttachmentRequest): Promise<Result<Received, AttachmentRefusal>> {
  const { trackingId, sha256, bytes, claimKey, provenKeyHash = null, now, store = fileStore } = request;
  if (claimKey === null && provenKeyHash === null) return err({ code: "no-key" });
  const complaint = await db.complaint.findUnique({
    where: { trackingId },
    select: { id: true, claimKeyHash: true, receivedAt: true, attachments: { where: { sha256 } } },
  });
  if (!complaint) return err({ code: "unknown" });
  const isOwner =
    claimKey === null ? provenKeyHash === complaint.claimKeyHash : opens(claimKey, complaint.claimKeyHash);
  if (!isOwner) return err({ code: "wrong-key" });
  const listed = complaint.attachments.find(({ role }) => role !== "evidence");
  if (!listed) return err({ code: "unlisted" });
  const received = { trackingId, sha256, bytes: listed.bytes };
  if (listed.arrivedAt) return ok({ ...received, created: false, receivedAt: listed.arrivedAt });

  if (now.getTime() - complaint.receivedAt.getTime() > LIMITS.filesDays * 86_400_000) return err({ code: "too-late" });
  if (bytes.byteLength > LIMITS.fileBytes) return err({ code: "too-large" });
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) return err({ code: "hash-differs" });
  // What was listed was measured against the whole complaint's 25 MB: a file larger than it said would get round that.
  if (bytes.byteLength > listed.bytes) return err({ code: "too-large" });
  const cleaned = await cleanFile(bytes, listed.type as FileType);
  if (!cleaned.ok) return err({ code: cleaned.error });

  let name: string;
  try {
    name = await store.put(cleaned.value.bytes);
  } catch (error) {
    if (isDiskFull(error)) return err({ code: "no-space" });
    throw error;
  }
  const first = await transact(async (tx) => {
    const { count } = await tx.attachment.updateMany({
      where: { id: listed.id, arrivedAt: null },
      data: {
        arrivedAt: now,
        storedName: name,
        storedType: cleaned.value.type,
        storedBytes: cleaned.value.bytes.byteLength,
        storedSha256: createHash("sha256").update(cleaned.value.bytes).digest("hex"),
      },
    });
    if (count === 0) return false;
    const { state, version } = await tx.complaint.findUniqueOrThrow({
      where: { id: complaint.id },
      select: { state: true, version: true },
    });
    // A listed file that arrives is the rest of SUBMIT, and changes no version that somebody may be looking at.
    await appendEvent(tx, {
      complaintId: complaint.id,
      action: "ATTACH",
      role: "citizen",
      actorId: null,
      from: state as State,
      to: state as State,
      shown: "owner",
      version,
      payload: { sha256, role: listed.role },
      at: now,
    });
    return true;
  }).catch(async (error) => {
    await store.remove(name); // or it would lie there for ever, with no row that knows of it
    throw error;
  });
  if (first) return ok({ ...received, created: true, receivedAt: now });
  // The same file came twice at once: the other one's copy is kept, and its time is the answer.
  await store.remove(name);
  const { arrivedAt } = await db.attachment.findUniqueOrThrow({
    where: { id: listed.id },
    select: { arrivedAt: true },
  });
  return ok({ ...received, created: false, receivedAt: arrivedAt ?? now });
}
