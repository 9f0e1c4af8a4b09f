import { fork } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
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
import { openSpool, type Spool } from "@/lib/door/spool";
import { frame } from "@/lib/door/spool-frame";
import { record } from "../support/door/records";

const HOUR = 3_600_000;

let directory = "";
let spool: Spool;
let later = 0;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-spool-"));
  later = 0;
  spool = open();
});
afterEach(async () => {
  await spool.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A door of its own on the same folder, whose clock the test can move on. */
function open(): Spool {
  return openSpool(directory, { minFreeBytes: 0 }, () => Date.now() + later);
}

const segments = () => readdirSync(directory).filter((name) => name.endsWith(".spool"));
const segment = () => join(directory, segments()[0] ?? "");

/** As another door would find it that leads from now on. */
function words(): string[] {
  return [...open().read().pending()].map(({ body }) => body?.toString() ?? "");
}

/** Reads and ticks off everything, in the order of replay. */
function replay(): string[] {
  const reader = open().read();
  const found: string[] = [];
  for (let step = reader.next(); step; step = reader.next()) {
    found.push("body" in step.record ? step.record.body.toString() : `damaged ${step.record.head?.trackingId ?? ""}`);
    step.done();
  }
  return found;
}

test("what was appended is there, in order, also for a door that starts later", async () => {
  for (const text of ["one", "دو", "three"]) await spool.append(record(text));
  expect(words()).toEqual(["one", "دو", "three"]);
  expect(open().read().next()?.record).toEqual(record("one"));
});

test("what was replayed is not replayed again, and what was not stays", async () => {
  for (const text of ["one", "two"]) await spool.append(record(text));
  spool.read().next()?.done();
  expect(words()).toEqual(["two"]);
  await spool.append(record("three"));
  expect(words()).toEqual(["two", "three"]);
});

test("records may be done in any order: the position moves only over what is done from the front on", async () => {
  for (const text of ["one", "two", "three", "four"]) await spool.append(record(text));
  const reader = spool.read();
  const [one, two, three] = [reader.next(), reader.next(), reader.next()];
  const still = () => [...reader.pending()].map(({ body }) => body?.toString());
  three?.done();
  expect(still()).toEqual(["one", "two", "four"]);
  expect(words()).toEqual(["one", "two", "three", "four"]);
  one?.done();
  expect([still(), words()]).toEqual([
    ["two", "four"],
    ["two", "three", "four"],
  ]);
  two?.done();
  expect([still(), words()]).toEqual([["four"], ["four"]]);
});

test("a file is not removed while something of it is on its way", async () => {
  await spool.append(record("one"));
  await spool.close();
  const reader = open().read();
  const step = reader.next();
  expect([reader.next(), segments().length]).toEqual([null, 1]);
  step?.done();
  expect([reader.next(), segments().length]).toEqual([null, 0]);
});

test("a lost or unreadable position means that records are read once more", async () => {
  await spool.append(record("one"));
  expect(replay()).toEqual(["one"]);
  expect(replay()).toEqual([]);
  writeFileSync(join(directory, "replayed.json"), "{ half");
  expect(replay()).toEqual(["one"]);
});

test("streams of several doors are read as one by the time of receipt, a complaint before its files", async () => {
  const other = open();
  const at = (second: number) => ({ receivedAt: `2026-11-23T05:00:0${second}.000Z` });
  await spool.append(record("first", at(1)));
  await other.append(record("second", at(2)));
  await other.append(record("its file", { ...at(3), kind: "file" }));
  await spool.append(record("third", at(3)));
  await spool.append(record("fourth", at(4)));
  expect(segments().length).toBe(2);
  expect(replay()).toEqual(["first", "second", "third", "its file", "fourth"]);
  await other.close();
});

test("appends at the same moment are all kept, each before it is acknowledged", async () => {
  const texts = Array.from({ length: 200 }, (_, i) => `record ${i}`);
  const acknowledged: string[] = [];
  await Promise.all(
    texts.map(async (text) => {
      await spool.append(record(text));
      expect(readFileSync(segment()).includes(text)).toBe(true);
      acknowledged.push(text);
    }),
  );
  expect(words()).toEqual(texts);
  expect(acknowledged.length).toBe(200);
});

test("a tail torn at any byte loses the torn record alone, and no later door writes behind it", async () => {
  await spool.append(record("whole"));
  const whole = statSync(segment()).size;
  await spool.append(record("torn by a power cut"));
  const torn = segment();
  const both = readFileSync(torn);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: whole, max: both.length - 1 }), async (length) => {
      writeFileSync(torn, both);
      truncateSync(torn, length);
      const next = open();
      await next.append(record("after"));
      expect(words()).toEqual(["whole", "after"]);
      await next.close();
      for (const name of segments()) if (!torn.endsWith(name)) rmSync(join(directory, name));
    }),
    { numRuns: 60 },
  );
});

test("a record that is still being written is not read, and is when it is whole", async () => {
  await spool.append(record("one"));
  const reader = open().read();
  const file = segment();
  const next = frame(record("two"));
  appendFileSync(file, next.subarray(0, 50));
  reader.next()?.done();
  expect(reader.next()).toBeNull();
  appendFileSync(file, next.subarray(50));
  expect(reader.next()?.record).toEqual(record("two"));
});

test("a tail of rubbish is not taken for a record, and is handed out as damaged once nothing can follow it", async () => {
  await spool.append(record("whole"));
  appendFileSync(segment(), "rubbish that is longer than the frame of a record");
  expect(words()).toEqual(["whole"]);
  expect(replay()).toEqual(["whole"]);
  later = HOUR;
  expect(replay()).toEqual(["damaged "]);
  expect(segments()).toEqual([]);
});

test("a record that was damaged in the middle costs no other one, and is handed out with its ID", async () => {
  for (const text of ["one", "two", "three"]) await spool.append(record(text));
  const bytes = readFileSync(segment());
  const at = bytes.indexOf("two");
  bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  writeFileSync(segment(), bytes);
  expect(replay()).toEqual(["one", "damaged PCP-7F3K-9QXM-2T8V7", "three"]);
});

test("a head that was damaged costs no other record", async () => {
  for (const text of ["one", "two", "three"]) await spool.append(record(text));
  const bytes = readFileSync(segment());
  const at = bytes.indexOf("PCP-", bytes.indexOf("PCP-") + 1);
  bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  writeFileSync(segment(), bytes);
  expect(replay()).toEqual(["one", "damaged ", "three"]);
});

test("a file is closed when it is full, and removed as soon as it is read", async () => {
  const big = Buffer.alloc(40 * 1024 * 1024, "x");
  for (let i = 0; i < 4; i += 1) await spool.append(record(Buffer.concat([Buffer.from(`${i}`), big])));
  expect(segments().length).toBe(2);
  expect(replay().map((text) => text[0])).toEqual(["0", "1", "2", "3"]);
  expect(segments().length).toBe(1);
});

test("a file that a dead door has left is removed when nothing can come to it any more, and not before", async () => {
  await spool.append(record("one"));
  expect(replay()).toEqual(["one"]);
  expect(segments().length).toBe(1);
  later = 19 * 60_000;
  replay();
  expect(segments().length).toBe(1);
  later = 21 * 60_000;
  replay();
  expect(segments().length).toBe(0);
});

test("a file that was removed under the writer's feet costs nothing that is acknowledged", async () => {
  await spool.append(record("one"));
  rmSync(segment());
  await expect(spool.append(record("two"))).rejects.toThrow();
  await spool.append(record("two"));
  expect(words()).toEqual(["two"]);
});

test("the files are their owner's alone", async () => {
  await spool.append(record("private"));
  expect(statSync(segment()).mode & 0o077).toBe(0);
});

test("beyond the spool's share of the disk nothing is written", async () => {
  const small = openSpool(directory, { maxBytes: 1_000, minFreeBytes: 0 });
  await small.append(record("x".repeat(500)));
  await expect(small.append(record("y".repeat(500)))).rejects.toMatchObject({ code: "ENOSPC" });
  await small.close();
  expect(words()).toEqual(["x".repeat(500)]);
});

test("on a disk that is nearly full nothing is written", async () => {
  const careful = openSpool(directory, { minFreeBytes: Number.MAX_SAFE_INTEGER });
  await expect(careful.append(record("one"))).rejects.toMatchObject({ code: "ENOSPC" });
  await careful.close();
  expect(segments()).toEqual([]);
});

type Told = { acknowledged?: string; refused?: string; code?: string };

/** A door of its own process; `limit`: the kernel lets none of its files grow beyond so many kB. */
function startWriter(texts: { count: number; bytes: number; limit?: number }) {
  const shell = texts.limit ? `ulimit -f ${texts.limit}; exec "$0" "$@"` : 'exec "$0" "$@"';
  const child = fork("tests/support/door/spool-process.ts", [directory, `${texts.count}`, `${texts.bytes}`], {
    execPath: "/bin/bash",
    execArgv: ["-c", shell, process.execPath, "--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const told: Told[] = [];
  child.on("message", (message) => told.push(message as Told));
  return { child, told };
}

test("a write that the kernel cuts off half-way leaves nothing, costs no other record, and is told as full", async () => {
  const { child, told } = startWriter({ count: 5, bytes: 300_000, limit: 1_000 });
  await once(child, "exit");
  const acknowledged = told.flatMap(({ acknowledged: text }) => text ?? []);
  const refused = told.filter(({ code }) => code);
  expect(acknowledged.length).toBeGreaterThan(2);
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["EFBIG"]));
  expect(words().map((text) => text.slice(0, 20).trim())).toEqual(acknowledged);
  expect(replay().length).toBe(acknowledged.length);
});

test("a writer killed at any moment loses nothing that it has acknowledged", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { child, told } = startWriter({ count: 100_000, bytes: 20_000 });
    await once(child, "message");
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 30));
    child.kill("SIGKILL");
    await once(child, "exit");
    const acknowledged = told.flatMap(({ acknowledged: text }) => text ?? []);
    const kept = new Set(words().map((text) => text.slice(0, 20).trim()));
    expect(acknowledged.filter((text) => !kept.has(text))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
  }
  expect(existsSync(directory)).toBe(true);
});
