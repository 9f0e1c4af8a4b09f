import { createHash } from "node:crypto";
import { cleanFile } from "@/lib/channels/clean-file";
import { detectFileType } from "@/lib/channels/detect-file-type";
import { fileStore, isDiskFull } from "@/lib/channels/file-store";
import { db, type Tx } from "@/lib/data/db";
import { err, ok, type Result } from "@/lib/domain/result";
import { LIMITS } from "@/lib/schemas/lodgement";

export type EvidenceFile = { bytes: Buffer };
/** In the store, not yet in the database. Hash, type and size as sent come first, then those of what is kept. */
export type StoredEvidence = {
  sha256: string;
  type: string;
  bytes: number;
  kind: "photo" | "document";
  storedName: string;
  storedSha256: string;
  storedBytes: number;
};
type EvidenceRefusal =
  | { code: "file-not-taken"; index: number; reason: "type-not-taken" | "unreadable" | "too-large" }
  | { code: "no-space" };

type Stored = { files: StoredEvidence[]; discard: () => Promise<void>; discardUnused: () => Promise<void> };

/**
 * Cleans and stores what an officer attaches, before the transaction that may use it: nothing but the database is awaited
 * in there. `discard` takes the files away again, `discardUnused` those that no row refers to.
 */
export async function storeEvidence(files: readonly EvidenceFile[]): Promise<Result<Stored, EvidenceRefusal>> {
  const stored: StoredEvidence[] = [];
  const discard = async () => {
    await Promise.all(stored.map(({ storedName }) => fileStore.remove(storedName)));
  };
  const discardUnused = async () => {
    if (stored.length === 0) return;
    const names = stored.map(({ storedName }) => storedName);
    const used = await db.attachment.findMany({ where: { storedName: { in: names } }, select: { storedName: true } });
    const unused = names.filter((name) => used.every(({ storedName }) => storedName !== name));
    await Promise.all(unused.map((name) => fileStore.remove(name)));
  };
  for (const [index, { bytes }] of files.entries()) {
    const one = await storeOne(bytes);
    if (one.ok) stored.push(one.value);
    else {
      await discard();
      return err(
        one.error === "no-space" ? { code: "no-space" } : { code: "file-not-taken", index, reason: one.error },
      );
    }
  }
  return ok({ files: stored, discard, discardUnused });
}

async function storeOne(
  bytes: Buffer,
): Promise<Result<StoredEvidence, "type-not-taken" | "unreadable" | "too-large" | "no-space">> {
  if (bytes.byteLength > LIMITS.fileBytes) return err("too-large");
  const type = await detectFileType(bytes);
  if (!type || type.startsWith("audio/")) return err("type-not-taken");
  const cleaned = await cleanFile(bytes, type);
  if (!cleaned.ok) return cleaned;
  try {
    return ok({
      sha256: hash(bytes),
      type,
      bytes: bytes.byteLength,
      kind: type.startsWith("image/") ? "photo" : "document",
      storedName: await fileStore.put(cleaned.value.bytes),
      storedSha256: hash(cleaned.value.bytes),
      storedBytes: cleaned.value.bytes.byteLength,
    });
  } catch (error) {
    if (isDiskFull(error)) return err("no-space");
    throw error;
  }
}

/**
 * The rows of stored evidence. The same file attached again is the one that is there. What the helpline attaches `forCitizen`
 * is no proof of what the office did.
 */
export async function keepEvidence(
  tx: Tx,
  complaintId: string,
  files: readonly StoredEvidence[],
  { uploadedById, forCitizen, now }: { uploadedById: string | null; forCitizen: boolean; now: Date },
): Promise<void> {
  for (const [position, { kind, ...file }] of files.entries()) {
    const key = { complaintId, sha256: file.sha256 };
    await tx.attachment.upsert({
      where: { complaintId_sha256: key },
      create: {
        ...file,
        complaintId,
        role: forCitizen ? kind : "evidence",
        position: 100 + position,
        storedType: file.type,
        uploadedById,
        arrivedAt: now,
      },
      update: {},
    });
  }
}

function hash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
