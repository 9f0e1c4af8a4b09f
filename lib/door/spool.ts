import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** What the door has taken while the app is away: the request as it came, and when. `kind: "file"` follows its complaint. */
export type SpoolHead = {
  kind: "complaint" | "file";
  trackingId: string;
  /** Of the first acceptance; it survives replay. ISO 8601. */
  receivedAt: string;
  /** `contentHash` of a complaint, `sha256` of a file. */
  hash: string;
  /** Of a file: the claim key is not kept, only that it was the right one. */
  claimKeyHash: string;
};
export type SpoolRecord = { head: SpoolHead; body: Buffer };
/** Bytes that were once a record and can't be read any more: kept aside, an alarm for the operator. */
export type DamagedRecord = { damaged: Buffer };
/** Where a record stands: its file's number, and the byte at which it begins. */
export type SpoolPosition = { segment: number; offset: number };
export type Spool = ReturnType<typeof openSpool>;

const MAGIC = Buffer.from("JWB1");
/** Magic, length of head, length of body, checksum over head and body. */
const FRAME_BYTES = 4 + 4 + 4 + 16;
/** A file is closed at this size, so that replayed ones can be thrown away. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
const SEGMENT = /^(\d{8})\.spool$/;

/**
 * Append-only files with one fsync before a lodging is acknowledged (design §3, "Spool"). Each record carries a checksum,
 * so that a tail torn by a crash is seen and cut off when the folder is opened again; nothing acknowledged is in it.
 */
export function openSpool(directory: string) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const positionFile = join(directory, "replayed.json");
  let segment = listSegments(directory).at(-1) ?? 1;
  let file = openSync(pathOf(segment), "a+", 0o600);
  let size = cutTornTail(file);
  let replayed = readPosition();

  function pathOf(number: number): string {
    return join(directory, `${String(number).padStart(8, "0")}.spool`);
  }

  function readPosition(): SpoolPosition {
    if (!existsSync(positionFile)) return { segment: 1, offset: 0 };
    return JSON.parse(readFileSync(positionFile, "utf8")) as SpoolPosition;
  }

  /** Starts the next file where the present one is full. */
  function roll(): void {
    if (size < SEGMENT_BYTES) return;
    const next = openSync(pathOf(segment + 1), "a+", 0o600);
    closeSync(file);
    segment += 1;
    file = next;
    size = 0;
  }

  function* steps(): Generator<{ record: SpoolRecord | DamagedRecord; after: SpoolPosition }> {
    for (const number of listSegments(directory)) {
      if (number < replayed.segment) continue;
      const reader = openSync(pathOf(number), "r");
      try {
        let offset = number === replayed.segment ? replayed.offset : 0;
        for (let found = readNext(reader, offset); found; found = readNext(reader, offset)) {
          offset += found.bytes;
          yield { record: found.record, after: { segment: number, offset } };
        }
      } finally {
        closeSync(reader);
      }
    }
  }

  return {
    /**
     * Keeps a record durably; when this returns, it survives a power cut. Throws (ENOSPC …) with nothing half-written: what
     * a failed write has left is cut off again.
     */
    append(record: SpoolRecord): void {
      roll();
      const bytes = frame(record);
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
        fsyncSync(file);
      } catch (error) {
        ftruncateSync(file, size);
        throw error;
      }
      size += bytes.length;
    },

    /** The oldest record that hasn't been replayed, with the position after it; null when there is none. */
    next(): { record: SpoolRecord | DamagedRecord; after: SpoolPosition } | null {
      for (const step of steps()) return step;
      return null;
    },

    /**
     * Everything before `position` has reached the app. Not fsynced: a position that is lost means that records are sent
     * once more, and the app's PUT is idempotent. Files that are done with are removed.
     */
    advance(position: SpoolPosition): void {
      replayed = position;
      const temporary = `${positionFile}.new`;
      writeFileSync(temporary, JSON.stringify(position), { mode: 0o600 });
      renameSync(temporary, positionFile);
      for (const number of listSegments(directory)) {
        if (number < position.segment) rmSync(pathOf(number), { force: true });
      }
    },

    /** Every record that has not been replayed, oldest first: what the store's `RECEIVED` rows are made from. */
    *pending(): Generator<SpoolRecord> {
      for (const { record } of steps()) if (!("damaged" in record)) yield record;
    },

    close(): void {
      closeSync(file);
    },
  };
}

function listSegments(directory: string): number[] {
  return readdirSync(directory)
    .flatMap((name) => SEGMENT.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function frame({ head, body }: SpoolRecord): Buffer {
  const headBytes = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(headBytes.length, 0);
  lengths.writeUInt32BE(body.length, 4);
  return Buffer.concat([MAGIC, lengths, checksum(headBytes, body), headBytes, body]);
}

function checksum(head: Buffer, body: Buffer): Buffer {
  return createHash("sha256").update(head).update(body).digest().subarray(0, 16);
}

/** The record that begins at `offset`, and its length; null where none is whole. */
function readRecord(file: number, offset: number): { record: SpoolRecord; bytes: number } | null {
  const header = readAt(file, offset, FRAME_BYTES);
  if (!header?.subarray(0, 4).equals(MAGIC)) return null;
  const headLength = header.readUInt32BE(4);
  const bodyLength = header.readUInt32BE(8);
  if (offset + FRAME_BYTES + headLength + bodyLength > fstatSync(file).size) return null;
  const head = readAt(file, offset + FRAME_BYTES, headLength);
  const body = readAt(file, offset + FRAME_BYTES + headLength, bodyLength);
  if (!head || !body || !checksum(head, body).equals(header.subarray(12, 28))) return null;
  const record = { head: JSON.parse(head.toString("utf8")) as SpoolHead, body };
  return { record, bytes: FRAME_BYTES + headLength + bodyLength };
}

function readAt(file: number, offset: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, offset + read);
    if (count === 0) return null;
    read += count;
  }
  return bytes;
}

/**
 * What stands at `offset`: a whole record, or damaged bytes up to the next whole one. Null at the end, and at a tail with
 * no whole record behind it.
 */
function readNext(file: number, offset: number): { record: SpoolRecord | DamagedRecord; bytes: number } | null {
  const whole = readRecord(file, offset);
  if (whole) return whole;
  const rest = readAt(file, offset, Math.max(0, fstatSync(file).size - offset)) ?? Buffer.alloc(0);
  for (let at = rest.indexOf(MAGIC, 1); at > 0; at = rest.indexOf(MAGIC, at + 1)) {
    if (readRecord(file, offset + at)) return { record: { damaged: rest.subarray(0, at) }, bytes: at };
  }
  return null;
}

/** Cuts off what a crash has left half-written, which nobody was told is safe; answers with the size that remains. */
function cutTornTail(file: number): number {
  let offset = 0;
  for (let found = readNext(file, offset); found; found = readNext(file, offset)) offset += found.bytes;
  if (offset < fstatSync(file).size) {
    ftruncateSync(file, offset);
    fsyncSync(file);
  }
  return offset;
}
