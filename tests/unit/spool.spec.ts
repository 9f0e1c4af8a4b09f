import { createHash } from "node:crypto";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSpool, type Spool, type SpoolRecord } from "@/lib/door/spool";

let directory = "";
let spool: Spool;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-spool-"));
  spool = openSpool(directory);
});
afterEach(() => {
  spool.close();
  rmSync(directory, { recursive: true, force: true });
});

function record(words: string | Buffer): SpoolRecord {
  const body = Buffer.from(words);
  const hash = createHash("sha256").update(body).digest("hex");
  const head = {
    kind: "complaint",
    trackingId: "PCP-7F3K-9QXM-2T8V7",
    receivedAt: "2026-11-23T05:00:00.000Z",
    hash,
    claimKeyHash: "",
  } as const;
  return { head, body };
}

function reopen(): void {
  spool.close();
  spool = openSpool(directory);
}

const segment = () => join(directory, readdirSync(directory).filter((name) => name.endsWith(".spool"))[0] ?? "");
const words = () => [...spool.pending()].map(({ body }) => body.toString());

test("what was appended is there, in order, also after opening again", () => {
  for (const text of ["one", "دو", "three"]) spool.append(record(text));
  expect(words()).toEqual(["one", "دو", "three"]);
  reopen();
  expect(words()).toEqual(["one", "دو", "three"]);
  expect(spool.next()?.record).toEqual(record("one"));
});

test("what was replayed is not replayed again, and what was not stays", () => {
  for (const text of ["one", "two"]) spool.append(record(text));
  const first = spool.next();
  spool.advance(first?.after ?? { segment: 0, offset: 0 });
  reopen();
  expect(words()).toEqual(["two"]);
  spool.append(record("three"));
  expect(words()).toEqual(["two", "three"]);
});

test("a tail torn at any byte loses the torn record alone, and later ones can be appended", () => {
  spool.append(record("whole"));
  const whole = statSync(segment()).size;
  spool.append(record("torn by a power cut"));
  const both = readFileSync(segment());
  fc.assert(
    fc.property(fc.integer({ min: whole, max: both.length - 1 }), (length) => {
      spool.close();
      writeFileSync(segment(), both);
      truncateSync(segment(), length);
      spool = openSpool(directory);
      expect(words()).toEqual(["whole"]);
      spool.append(record("after"));
      expect(words()).toEqual(["whole", "after"]);
    }),
    { numRuns: 60 },
  );
});

test("a tail of rubbish, or one whose bytes were changed, is not taken for a record", () => {
  spool.append(record("whole"));
  appendFileSync(segment(), Buffer.from("JWB1\0\0\0\x05\0\0\0\x05 rubbish that looks like a frame"));
  reopen();
  expect(words()).toEqual(["whole"]);
  const bytes = readFileSync(segment());
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  writeFileSync(segment(), bytes);
  reopen();
  expect(words()).toEqual([]);
});

test("a record that was damaged in the middle costs no other one, and is handed out as damaged", () => {
  for (const text of ["one", "two", "three"]) spool.append(record(text));
  const bytes = readFileSync(segment());
  const at = bytes.indexOf("two");
  bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  writeFileSync(segment(), bytes);
  reopen();
  expect(words()).toEqual(["one", "three"]);
  spool.advance(spool.next()?.after ?? { segment: 0, offset: 0 });
  expect(spool.next()?.record).toHaveProperty("damaged");
  spool.advance(spool.next()?.after ?? { segment: 0, offset: 0 });
  expect(spool.next()?.record).toEqual(record("three"));
});

test("files are closed when they are full, replayed in order, and removed when they are done with", () => {
  const big = Buffer.alloc(40 * 1024 * 1024, "x");
  for (let i = 0; i < 4; i += 1) spool.append(record(Buffer.concat([Buffer.from(`${i}`), big])));
  expect(readdirSync(directory).filter((name) => name.endsWith(".spool")).length).toBe(2);
  const order: string[] = [];
  for (let found = spool.next(); found; found = spool.next()) {
    if ("body" in found.record) order.push(String.fromCharCode(found.record.body[0] ?? 0));
    spool.advance(found.after);
  }
  expect(order).toEqual(["0", "1", "2", "3"]);
  expect(readdirSync(directory).filter((name) => name.endsWith(".spool")).length).toBe(1);
});

test("the files are their owner's alone", () => {
  spool.append(record("private"));
  expect(statSync(segment()).mode & 0o077).toBe(0);
});
