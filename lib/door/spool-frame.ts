import { createHash } from "node:crypto";
import { fstatSync, readSync } from "node:fs";

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

/**
 * What stands at an offset of a spool file, without its body. `torn`: a record that ends behind the file's end, as a crash
 * leaves it, or one that is being written at this moment. `rubbish`: no record here and none behind.
 */
export type Found =
  | { is: "record"; head: SpoolHead; bytes: number; bodyBytes: number }
  | { is: "damaged"; bytes: number }
  | { is: "end" }
  | { is: "torn" | "rubbish"; bytes: number };

const MAGIC = Buffer.from("JWB1");
/** The writer will add nothing behind this. */
export const END = Buffer.from("JWBE");
/** Magic, length of head, length of body, checksum of lengths and head, checksum of the body. */
const FRAME_BYTES = 4 + 4 + 4 + 8 + 16;
const MAX_HEAD_BYTES = 4_096;

/** A record as it lies on disk. Head and body carry a checksum each, so that a head can be trusted without its body. */
export function frame({ head, body }: SpoolRecord): Buffer {
  const headBytes = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(headBytes.length, 0);
  lengths.writeUInt32BE(body.length, 4);
  return Buffer.concat([MAGIC, lengths, headSum(lengths, headBytes), bodySum(body), headBytes, body]);
}

/** What stands at `offset`; null at the very end of the file. */
export function findAt(file: number, offset: number): Found | null {
  const { size } = fstatSync(file);
  if (offset >= size) return null;
  const found = findHead(file, offset, size);
  if (found) return found;
  const rest = readAt(file, offset, size - offset) ?? Buffer.alloc(0);
  if (rest.equals(END)) return { is: "end" };
  for (let at = rest.indexOf("JWB", 1); at > 0; at = rest.indexOf("JWB", at + 1)) {
    if (rest.subarray(at).equals(END) || findHead(file, offset + at, size)) return { is: "damaged", bytes: at };
  }
  return { is: rest.length < FRAME_BYTES && isBeginning(rest) ? "torn" : "rubbish", bytes: rest.length };
}

/** The whole record at `offset`; null where its body is not what was written. */
export function readRecord(file: number, offset: number): SpoolRecord | null {
  const header = readAt(file, offset, FRAME_BYTES);
  if (!header) return null;
  const headLength = header.readUInt32BE(4);
  const head = readAt(file, offset + FRAME_BYTES, headLength);
  const body = readAt(file, offset + FRAME_BYTES + headLength, header.readUInt32BE(8));
  if (!head || !body || !bodySum(body).equals(header.subarray(20, 36))) return null;
  return { head: JSON.parse(head.toString("utf8")) as SpoolHead, body };
}

/** `length` bytes from `offset`, or null where the file has fewer. */
export function readAt(file: number, offset: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const count = readSync(file, bytes, read, length - read, offset + read);
    if (count === 0) return null;
    read += count;
  }
  return bytes;
}

function findHead(file: number, offset: number, size: number): Found | null {
  const header = readAt(file, offset, FRAME_BYTES);
  if (!header?.subarray(0, 4).equals(MAGIC)) return null;
  const headLength = header.readUInt32BE(4);
  if (headLength > MAX_HEAD_BYTES) return null;
  const headBytes = readAt(file, offset + FRAME_BYTES, headLength);
  if (!headBytes) return { is: "torn", bytes: size - offset };
  if (!headSum(header.subarray(4, 12), headBytes).equals(header.subarray(12, 20))) return null;
  const bodyBytes = header.readUInt32BE(8);
  const bytes = FRAME_BYTES + headLength + bodyBytes;
  if (offset + bytes > size) return { is: "torn", bytes: size - offset };
  return { is: "record", head: JSON.parse(headBytes.toString("utf8")) as SpoolHead, bytes, bodyBytes };
}

function isBeginning(rest: Buffer): boolean {
  return MAGIC.equals(rest.subarray(0, 4)) || MAGIC.subarray(0, rest.length).equals(rest);
}

function headSum(lengths: Buffer, head: Buffer): Buffer {
  return createHash("sha256").update(lengths).update(head).digest().subarray(0, 8);
}

function bodySum(body: Buffer): Buffer {
  return createHash("sha256").update(body).digest().subarray(0, 16);
}
