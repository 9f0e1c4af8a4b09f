import { fileStore } from "@/lib/channels/file-store";
import { findCaseFile } from "@/lib/data/cases";
import { findOwnFile } from "@/lib/data/complaints";
import type { StoredFile } from "@/lib/data/stored-file";
import type { StaffActor } from "@/lib/domain/complaint/actor";

/** A kept file's bytes, and the type they were found to be of. */
export type OpenedFile = { bytes: Buffer; type: string };
type Wanted = { trackingId: string; sha256: string };

/** For staff who may see the case; null for everybody else, and where there is none. */
export async function openCaseFile(
  { trackingId, sha256 }: Wanted,
  actor: StaffActor,
  now: Date,
): Promise<OpenedFile | null> {
  return open(await findCaseFile(trackingId, sha256, actor, now));
}

/** For whoever holds the complaint's claim key: its own files and the office's evidence. */
export async function openOwnFile({ trackingId, sha256 }: Wanted, claimKey: string): Promise<OpenedFile | null> {
  return open(await findOwnFile(trackingId, sha256, claimKey));
}

async function open(file: StoredFile | null): Promise<OpenedFile | null> {
  if (!file?.storedName || !file.storedType) return null;
  return { bytes: await fileStore.get(file.storedName), type: file.storedType };
}
