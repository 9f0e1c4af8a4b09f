import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSpool, type Spool } from "@/lib/door/spool";
import { openStatusStore, type StatusStore } from "@/lib/door/status-store";
import { openTaking, type Taking } from "@/lib/door/taken";
import { startTaker } from "../support/door/processes";
import { lodging, record } from "../support/door/records";

const NOW = new Date("2026-11-24T09:00:00.000Z");
const LATER = new Date("2026-11-24T09:05:00.000Z");

type Door = { spool: Spool; store: StatusStore; taking: Taking };

let directory = "";
let doors: Door[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-taking-"));
  doors = [];
});
afterEach(async () => {
  for (const { spool, store } of doors) {
    await spool.close();
    store.close();
  }
  rmSync(directory, { recursive: true, force: true });
});

function open(limits: { maxBytes?: number; append?: Spool["append"] } = {}): Door {
  const { append, ...rest } = limits;
  const opened = openSpool(join(directory, "spool"), { minFreeBytes: 0, ...rest });
  const spool = append ? { ...opened, append } : opened;
  const store = openStatusStore(join(directory, "status.sqlite"), "secret");
  const door = { spool, store, taking: openTaking(spool, store) };
  doors.push(door);
  return door;
}

const pending = ({ spool }: Door) => [...openSpool(spool.directory).read().pending()];
const heal = ({ taking, spool }: Door, now = new Date()) =>
  taking.heal(openSpool(spool.directory).read().pending(), now);

test("what is taken is on disk, known to every worker, and shown as received", async () => {
  const [one, other] = [open(), open()];
  const { trackingId, bytes, contentHash } = lodging();
  const taken = await one.taking.complaint(trackingId, bytes, NOW);
  expect(taken).toEqual({
    ok: true,
    value: { ok: true, trackingId, contentHash, receivedAt: NOW.toISOString(), state: "RECEIVED", receipt: null },
  });
  expect(pending(one).map(({ head, body }) => [head.trackingId, body])).toEqual([[trackingId, bytes]]);
  expect(other.store.find(trackingId)?.status.state).toBe("RECEIVED");
  expect([one.taking.holds(trackingId), other.taking.holds(trackingId), other.taking.count()]).toEqual([true, true, 1]);
  expect(await other.taking.complaint(trackingId, bytes, LATER)).toEqual(taken);
  expect(pending(one).length).toBe(1);
});

test("another content under an ID that waits is refused by every worker, another key's too", async () => {
  const [one, other] = [open(), open()];
  const { trackingId, bytes, body } = lodging();
  await one.taking.complaint(trackingId, bytes, NOW);
  const changed = Buffer.from(JSON.stringify({ ...body, text: "Something else altogether." }));
  expect(await other.taking.complaint(trackingId, changed, NOW)).toEqual({
    ok: false,
    error: { code: "other-content" },
  });
  const stranger = await other.taking.complaint(trackingId, lodging().bytes, NOW);
  expect(stranger).toEqual({ ok: false, error: { code: "other-content" } });
  expect(pending(one).length).toBe(1);
});

test("what can't be read is refused before anything is kept", async () => {
  const door = open();
  const { trackingId, body } = lodging();
  const refusals = await Promise.all([
    door.taking.complaint(trackingId, Buffer.from("{"), NOW),
    door.taking.complaint(trackingId, Buffer.from(JSON.stringify({ ...body, kind: "x" })), NOW),
  ]);
  expect(refusals).toEqual([
    { ok: false, error: { code: "malformed" } },
    { ok: false, error: { code: "fields", errors: [{ field: "kind", code: "not-a-choice" }] } },
  ]);
  expect([door.taking.count(), pending(door).length, door.store.find(trackingId)]).toEqual([0, 0, null]);
});

test("no room is an answer, and the same lodging is taken once there is some", async () => {
  const full = open({ maxBytes: 100 });
  const roomy = open();
  const { trackingId, bytes } = lodging();
  expect(await full.taking.complaint(trackingId, bytes, NOW)).toEqual({ ok: false, error: { code: "no-space" } });
  expect([full.taking.count(), full.taking.holds(trackingId), pending(full).length]).toEqual([0, false, 0]);
  const taken = await roomy.taking.complaint(trackingId, bytes, LATER);
  expect(taken).toMatchObject({ ok: true, value: { receivedAt: LATER.toISOString() } });
});

test("nobody is told anything of a content while another one is on its way to the disk under the same ID", async () => {
  let write = () => {};
  const slow = open({ append: () => new Promise<void>((resolve) => (write = resolve)) });
  const other = open();
  const { trackingId, bytes, body } = lodging();
  const changed = Buffer.from(JSON.stringify({ ...body, text: "Something else altogether." }));
  const first = slow.taking.complaint(trackingId, bytes, NOW);
  expect(await other.taking.complaint(trackingId, changed, NOW)).toEqual({ ok: false, error: { code: "unavailable" } });
  write();
  expect(await first).toMatchObject({ ok: true });
  expect(await other.taking.complaint(trackingId, changed, NOW)).toEqual({
    ok: false,
    error: { code: "other-content" },
  });
});

test("the same lodging again goes on where a crash between record and row has broken off", async () => {
  let isDead = true;
  const died = open({ append: () => (isDead ? new Promise(() => {}) : Promise.resolve()) });
  const other = open();
  const { trackingId, bytes } = lodging();
  void died.taking.complaint(trackingId, bytes, NOW);
  isDead = false;
  // The phone comes again after the crash: the time of the first try stands.
  const taken = await other.taking.complaint(trackingId, bytes, LATER);
  expect(taken).toMatchObject({ ok: true, value: { receivedAt: NOW.toISOString() } });
  expect(pending(other).map(({ head }) => head.receivedAt)).toEqual([NOW.toISOString()]);
});

test("rows are made anew from the records, where a crash or a lost store has left none", async () => {
  const door = open();
  const { trackingId, bytes, files, claimKeyHash } = lodging({ files: 1 });
  await door.taking.complaint(trackingId, bytes, NOW);
  const [file] = files;
  await door.taking.file({ trackingId, sha256: file?.sha256 ?? "", claimKeyHash }, file?.bytes ?? Buffer.alloc(0), NOW);
  const fresh = openStatusStore(join(directory, "other.sqlite"), "secret");
  const taking = openTaking(door.spool, fresh);
  expect(taking.holds(trackingId)).toBe(false);
  await taking.heal(openSpool(door.spool.directory).read().pending(), new Date());
  expect([taking.holds(trackingId), taking.count()]).toEqual([true, 2]);
  expect(fresh.find(trackingId)).toMatchObject({ status: { state: "RECEIVED", lodgedAt: NOW.toISOString() }, seq: 0 });
  const changed = Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), text: "Something else." }));
  expect(await taking.complaint(trackingId, changed, NOW)).toEqual({ ok: false, error: { code: "other-content" } });
  fresh.close();
});

test("a lodging that begins with a byte-order mark is read at healing as it was when it was taken", async () => {
  const one = open();
  const { trackingId, bytes } = lodging();
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  expect((await one.taking.complaint(trackingId, marked, NOW)).ok).toBe(true);
  const after = lodging();
  await one.taking.complaint(after.trackingId, after.bytes, LATER);
  one.store.db.exec("DELETE FROM waiting; DELETE FROM status");
  await heal(one);
  expect([one.taking.holds(trackingId), one.taking.holds(after.trackingId)]).toEqual([true, true]);
});

test("a store that can't be written keeps no good answer of the app's from the citizen", () => {
  const one = open();
  one.store.db.pragma("query_only = ON");
  expect(() => one.taking.entered(lodging().trackingId, "a".repeat(64))).not.toThrow();
});

test("a row for which no record speaks is forgotten, but not one that may be under way", async () => {
  const door = open({ append: () => new Promise(() => {}) });
  const { trackingId, bytes } = lodging();
  void door.taking.complaint(trackingId, bytes, NOW);
  await heal(door);
  expect([door.taking.holds(trackingId), door.taking.needsHealing(new Date())]).toEqual([true, false]);
  expect(door.taking.needsHealing(new Date(Date.now() + 61_000))).toBe(true);
  await heal(door, new Date(Date.now() + 61_000));
  expect(door.taking.holds(trackingId)).toBe(false);
});

test("of two contents under one ID that a lost store has let in, the first stands", async () => {
  const door = open();
  const { trackingId, body, bytes, contentHash, claimKeyHash } = lodging();
  const changed = Buffer.from(JSON.stringify({ ...body, text: "Something else altogether." }));
  const head = { trackingId, claimKeyHash };
  await door.spool.append(record(bytes, { ...head, hash: contentHash, receivedAt: NOW.toISOString() }));
  await door.spool.append(record(changed, { ...head, hash: "b".repeat(64), receivedAt: LATER.toISOString() }));
  await heal(door);
  expect(door.store.waiting.find(trackingId)).toMatchObject({ contentHash, receivedAt: NOW.toISOString() });
});

test("files are taken from the key's holder, as listed, each once", async () => {
  const [door, other] = [open(), open()];
  const { trackingId, bytes, files, claimKeyHash } = lodging({ files: 2 });
  const [file, second] = files;
  const of = (sha256 = "", key = claimKeyHash) => ({ trackingId, sha256, claimKeyHash: key });
  const content = file?.bytes ?? Buffer.alloc(0);
  expect(await door.taking.file(of(file?.sha256), content, NOW)).toMatchObject({
    error: { code: "unknown-complaint" },
  });
  await door.taking.complaint(trackingId, bytes, NOW);
  expect(await other.taking.file(of(file?.sha256, "0".repeat(64)), content, NOW)).toMatchObject({
    error: { code: "wrong-key" },
  });
  expect(await other.taking.file(of("1".repeat(64)), content, NOW)).toMatchObject({ error: { code: "unlisted" } });
  expect(await other.taking.file(of(second?.sha256), Buffer.alloc(1_001), NOW)).toMatchObject({
    error: { code: "file-too-large" },
  });
  const taken = await other.taking.file(of(file?.sha256), content, NOW);
  expect(taken).toEqual({
    ok: true,
    value: { ok: true, trackingId, sha256: file?.sha256, bytes: 1_000, receivedAt: NOW.toISOString() },
  });
  expect(await door.taking.file(of(file?.sha256), content, LATER)).toEqual(taken);
  expect(pending(door).filter(({ head }) => head.kind === "file").length).toBe(1);
});

test("files of a complaint that the app has are bounded in number and bytes until they are there", async () => {
  const door = open();
  const { trackingId, claimKeyHash } = lodging();
  door.taking.entered(trackingId, claimKeyHash);
  const send = (bytes: Buffer) =>
    door.taking.file({ trackingId, sha256: randomBytes(32).toString("hex"), claimKeyHash }, bytes, NOW);
  for (let i = 0; i < 6; i += 1) expect((await send(Buffer.alloc(10))).ok).toBe(true);
  expect(await send(Buffer.alloc(10))).toEqual({ ok: false, error: { code: "file-too-large" } });

  const large = lodging();
  door.taking.entered(large.trackingId, large.claimKeyHash);
  const sendLarge = () =>
    door.taking.file(
      { trackingId: large.trackingId, sha256: randomBytes(32).toString("hex"), claimKeyHash: large.claimKeyHash },
      Buffer.alloc(5 * 1024 * 1024 + 1),
      NOW,
    );
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await sendLarge()).ok);
  expect(statuses).toEqual([true, true, true, true, false]);
});

test("a stranger to the ID can't take it over after it was refused, its owner can", async () => {
  const door = open();
  const { trackingId, bytes, body, contentHash, claimKeyHash } = lodging();
  await door.taking.complaint(trackingId, bytes, NOW);
  const kept = door.store.find(trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  door.store.receive(trackingId, { ...status, state: "REFUSED", open: false }, claimKeyHash);
  door.store.waiting.remove(trackingId, contentHash);
  expect(door.taking.holds(trackingId)).toBe(true);
  expect(await door.taking.complaint(trackingId, lodging().bytes, NOW)).toMatchObject({
    error: { code: "other-content" },
  });
  const mended = Buffer.from(JSON.stringify({ ...body, text: "What was wrong is mended." }));
  expect(await door.taking.complaint(trackingId, mended, LATER)).toMatchObject({ ok: true });
  expect(door.store.find(trackingId)?.status).toMatchObject({ state: "RECEIVED", lodgedAt: LATER.toISOString() });
});

test("other content under an ID that the app has is refused at once, also from its owner; the same is taken", async () => {
  const door = open();
  const { trackingId, bytes, body, contentHash, claimKeyHash } = lodging();
  await door.taking.complaint(trackingId, bytes, NOW);
  const kept = door.store.find(trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  door.store.apply([{ seq: 7, trackingId, status: { ...status, state: "NEW" }, claimKeyHash, contentHash }], 7, null);
  door.store.waiting.remove(trackingId, contentHash);
  door.store.forgetOldContent();
  expect(readFileSync(join(directory, "status.sqlite")).includes(contentHash)).toBe(false);
  const changed = Buffer.from(JSON.stringify({ ...body, text: "Something else altogether." }));
  expect(await door.taking.complaint(trackingId, changed, LATER)).toEqual({
    ok: false,
    error: { code: "other-content" },
  });
  expect(await door.taking.complaint(trackingId, bytes, LATER)).toMatchObject({ ok: true, value: { contentHash } });
});

test("the store's file holds no ID of what waits", async () => {
  const door = open();
  const { trackingId, bytes } = lodging();
  await door.taking.complaint(trackingId, bytes, NOW);
  door.store.forgetOldContent();
  expect(readFileSync(join(directory, "status.sqlite")).includes(trackingId)).toBe(false);
});

test("three workers that get the same IDs with two contents at once: one content each is acknowledged, and it is the one on disk", async () => {
  const ids = Array.from({ length: 150 }, () => lodging());
  const requests = ids.map(({ trackingId, body }) => ({
    trackingId,
    bodies: [JSON.stringify(body), JSON.stringify({ ...body, text: "Something else altogether." })],
  }));
  const workers = await Promise.all([0, 1, 2].map(() => startTaker(directory, requests)));
  const told = (await Promise.all(workers.map(({ run }) => run()))).flat();
  const door = open();
  const onDisk = pending(door);
  for (const { trackingId } of ids) {
    const acknowledged = new Set(told.filter((one) => one.trackingId === trackingId).flatMap(({ hash }) => hash ?? []));
    expect(acknowledged.size).toBe(1);
    const [first] = onDisk
      .filter(({ head }) => head.trackingId === trackingId)
      .sort((a, b) => (a.head.receivedAt < b.head.receivedAt ? -1 : 1));
    expect(acknowledged).toEqual(new Set([first?.head.hash]));
    expect(onDisk.filter(({ head }) => head.trackingId === trackingId && !acknowledged.has(head.hash))).toEqual([]);
  }
  const codes = new Set(told.flatMap(({ code }) => code ?? []));
  expect([...codes].every((code) => code === "other-content" || code === "unavailable")).toBe(true);
});

test("a worker killed at any moment loses nothing that it has acknowledged, and another goes on at once", async () => {
  const lodgings = Array.from({ length: 600 }, () => lodging());
  const requests = lodgings.map(({ trackingId, bytes }) => ({ trackingId, bodies: [bytes.toString()] }));
  for (let round = 0; round < 4; round += 1) {
    const { child, told, run } = await startTaker(directory, requests);
    const running = run();
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(20 * round), { timeout: 10_000, interval: 1 });
    child.kill("SIGKILL");
    await running;
    const door = open();
    const onDisk = new Set(pending(door).map(({ head }) => head.hash));
    expect(told.filter(({ hash, code }) => code || !onDisk.has(hash ?? ""))).toEqual([]);
    for (const { trackingId } of told) expect(door.store.find(trackingId)?.status.state).toBe("RECEIVED");
  }
  // What was half-way at a kill is no hindrance to the phone that comes again.
  const door = open();
  const again = await Promise.all(
    lodgings.slice(0, 100).map(({ trackingId, bytes }) => door.taking.complaint(trackingId, bytes, NOW)),
  );
  expect(again.every(({ ok }) => ok)).toBe(true);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  await heal(door);
  vi.useRealTimers();
  expect(new Set(pending(door).map(({ head }) => head.trackingId)).size).toBe(door.taking.count());
});
