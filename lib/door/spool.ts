import { mkdirSync } from "node:fs";
import { openSpoolReader } from "./spool-reader";
import { openSpoolWriter, type SpoolLimits, spoolBytes } from "./spool-writer";

export type { SpoolHead, SpoolRecord } from "./spool-frame";
export type { PendingRecord, SpoolStep } from "./spool-reader";
export type Spool = ReturnType<typeof openSpool>;

const LIMITS: SpoolLimits = { maxBytes: 20 * 1024 ** 3, minFreeBytes: 200 * 1024 ** 2 };

/**
 * Append-only files with one fsync before a lodging is acknowledged (design §3, "Spool"), shared by all door workers of one
 * folder: each writes files of its own, the leading one reads them all. Records carry checksums, so that a tail torn by a
 * crash is seen and left; nothing acknowledged is in it.
 */
export function openSpool(directory: string, limits: Partial<SpoolLimits> = {}, now?: () => number) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const writer = openSpoolWriter(directory, { ...LIMITS, ...limits });
  let reader: ReturnType<typeof openSpoolReader> | null = null;
  return {
    directory,
    append: writer.append,
    close: writer.close,
    /** For the leading door alone; it begins where the one before it has stopped. */
    read: () => (reader ??= openSpoolReader(directory, now)),
    bytes: () => spoolBytes(directory),
  };
}

/** Whether a write failed because there is no room (of the disk, of a quota, of a file's allowed size, of the spool's share). */
export function isFull(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG" || code === "SQLITE_FULL";
}
