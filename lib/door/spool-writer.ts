import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { syncFolder } from "@/lib/folder";
import { END, frame, type SpoolRecord } from "./spool-frame";

export type SpoolLimits = {
  /** Of all spool files together, replayed ones that still lie there included. */
  maxBytes: number;
  /** What must stay free on the disk, for the databases that live there too. */
  minFreeBytes: number;
};

/** A file of the spool: when it was made (ms), by which process. */
const SEGMENT = /^(\d{13})-\d+-[0-9a-f]{8}\.spool$/;
/** A file is closed at this size or age, so that replayed ones can be thrown away. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
const SEGMENT_MS = 10 * 60_000;
/** As much as one fsync covers at most. */
const BATCH_BYTES = 32 * 1024 * 1024;
const LOOK_EVERY_MS = 1_000;

type Segment = { path: string; file: number; size: number; openedAt: number };
type Waiting = { bytes: Buffer; kept: () => void; failed: (error: unknown) => void };

const sync = promisify(fsync);

/** The spool's files with the moment in which each was made, oldest first. */
export function listSegments(directory: string): { name: string; madeAt: number }[] {
  return readdirSync(directory)
    .flatMap((name) => {
      const madeAt = SEGMENT.exec(name)?.[1];
      return madeAt ? [{ name, madeAt: Number(madeAt) }] : [];
    })
    .sort((a, b) => a.madeAt - b.madeAt || (a.name < b.name ? -1 : 1));
}

/**
 * One process's stream into the spool. Each file is made by this process alone and written by nobody else; after a failed
 * write it is never written again, for a reader may have seen what was taken back. Appends that wait at the same time share
 * one fsync.
 */
export function openSpoolWriter(directory: string, { maxBytes, minFreeBytes }: SpoolLimits) {
  let segment: Segment | null = null;
  let queue: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let room = { at: Number.NEGATIVE_INFINITY, bytes: 0 };

  function open(): Segment {
    if (segment && segment.size < SEGMENT_BYTES && performance.now() - segment.openedAt < SEGMENT_MS) return segment;
    finish();
    const name = `${String(Date.now()).padStart(13, "0")}-${process.pid}-${randomBytes(4).toString("hex")}.spool`;
    const path = join(directory, name);
    const opened = { path, file: openSync(path, "wx", 0o600), size: 0, openedAt: performance.now() };
    segment = opened;
    syncFolder(directory);
    return opened;
  }

  /** Says that nothing more will come. Without it (a crash) the reader waits until nothing more can come. */
  function finish(): void {
    if (!segment) return;
    const { file, size, path } = segment;
    segment = null;
    try {
      if (size === 0) rmSync(path, { force: true });
      else writeSync(file, END);
    } catch {
      // the disk is full: the file's age will say the same
    }
    closeSync(file);
  }

  /** Takes back what a failed write has left, and leaves the file. */
  function abandon(): void {
    if (!segment) return;
    const { file, size, path } = segment;
    segment = null;
    try {
      if (size === 0) rmSync(path, { force: true });
      else ftruncateSync(file, size);
    } catch {
      // what stays is a torn tail, or a record that nobody was told of: both are harmless
    }
    closeSync(file);
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const { file } = open();
      let written = 0;
      for (const { bytes } of batch) written += writeWhole(file, bytes);
      await sync(file);
      // Removed under our feet: then nothing of this is safe.
      if (fstatSync(file).nlink === 0) throw new Error("The spool file has been removed");
      if (segment) segment.size += written;
    } catch (error) {
      abandon();
      const [only] = batch;
      if (batch.length === 1) only?.failed(error);
      // The one that is too much must not cost the others their place.
      else for (const one of batch) await commit([one]);
      return;
    }
    for (const { kept } of batch) kept();
  }

  async function flush(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch(queue);
      queue = queue.slice(batch.length);
      await commit(batch);
    }
    flushing = null;
  }

  /** Throws ENOSPC before anything is written, where the disk or the spool's share of it is as good as full. */
  function claimRoom(bytes: number): void {
    const now = performance.now();
    if (now - room.at > LOOK_EVERY_MS) room = { at: now, bytes: measureRoom() };
    if (bytes > room.bytes) throw Object.assign(new Error("No room in the spool"), { code: "ENOSPC" });
    room.bytes -= bytes;
  }

  function measureRoom(): number {
    const { bavail, bsize } = statfsSync(directory);
    return Math.min(bavail * bsize - minFreeBytes, maxBytes - spoolBytes(directory));
  }

  return {
    /**
     * Keeps a record durably; when this resolves, it survives a power cut. Rejects (ENOSPC …) with nothing half-written:
     * what a failed write has left is taken back.
     */
    append(record: SpoolRecord): Promise<void> {
      return new Promise((kept, failed) => {
        const bytes = frame(record);
        claimRoom(bytes.length);
        queue.push({ bytes, kept, failed });
        flushing ??= flush();
      });
    },
    /** Waits for what is being written. */
    async close(): Promise<void> {
      await flushing;
      finish();
    },
  };
}

/** What the spool takes on disk; files that vanish meanwhile count nothing. */
export function spoolBytes(directory: string): number {
  return listSegments(directory)
    .map(({ name }) => statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

function takeBatch(queue: readonly Waiting[]): Waiting[] {
  let sum = 0;
  const end = queue.findIndex(({ bytes }, i) => {
    sum += bytes.length;
    return i > 0 && sum > BATCH_BYTES;
  });
  return queue.slice(0, end === -1 ? queue.length : end);
}

function writeWhole(file: number, bytes: Buffer): number {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  return bytes.length;
}
