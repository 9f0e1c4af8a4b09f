import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AppState } from "@/lib/door/app-health";
import { openDeferred } from "@/lib/door/deferred";
import { openRefused } from "@/lib/door/refused";
import { type ReplayPace, replaySpool } from "@/lib/door/replay";
import { openSpool } from "@/lib/door/spool";
import { openStatusStore } from "@/lib/door/status-store";
import { openTaking } from "@/lib/door/taken";
import { lodging } from "../support/door/records";
import { type Asked, accept, scriptedApp } from "../support/door/scripted-app";
import { contentHashOf } from "../support/mint";

const FAST: ReplayPace = {
  idleMs: 5,
  firstPauseMs: 5,
  longestPauseMs: 20,
  tries: 3,
  slowMs: 60,
  giveUpMs: 3_600_000,
  reportMs: 5,
  stopMs: 5_000,
};
const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, second));

let directory = "";
let stops: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-replay-"));
  stops = [];
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  rmSync(directory, { recursive: true, force: true });
  vi.restoreAllMocks();
});

type Answer = Parameters<typeof scriptedApp>[0];
const takeAll: Answer = (asked) => accept(asked, contentHashOf);

function open() {
  const spool = openSpool(join(directory, "spool"), { minFreeBytes: 0 });
  const store = openStatusStore(join(directory, "status.sqlite"), "secret");
  const refused = openRefused(join(directory, "refused"));
  stops.push(
    () => spool.close(),
    () => store.close(),
  );
  return {
    spool,
    store,
    refused,
    deferred: openDeferred(join(directory, "deferred")),
    taking: openTaking(spool, store),
  };
}
type Door = ReturnType<typeof open>;

function replay(door: Door, answer: Answer, { health = { state: "normal" as AppState }, ...pace }: Settings = {}) {
  const { client, asked } = scriptedApp(answer);
  const running = replaySpool({ ...door, client, health }, { ...FAST, ...pace });
  stops.push(() => running.stop());
  return { asked, stop: () => running.stop(), health };
}
type Settings = Partial<ReplayPace> & { health?: { state: AppState } };

/** Lodged at the door with all its files. */
async function givenTaken(door: Door, second: number, changes: Parameters<typeof lodging>[0] = {}) {
  const lodged = lodging(changes);
  const { trackingId, claimKeyHash } = lodged;
  const answers = [await door.taking.complaint(trackingId, lodged.bytes, at(second))];
  for (const { sha256, bytes } of lodged.files)
    answers.push((await door.taking.file({ trackingId, sha256, claimKeyHash }, bytes, at(second))) as never);
  if (answers.some(({ ok }) => !ok)) throw new Error(JSON.stringify(answers));
  return lodged;
}

const pathOf = (trackingId: string) => `/api/v1/complaints/${trackingId}`;
const sent = (asked: readonly Asked[]) => asked.map(({ path }) => path).filter((path) => path.startsWith("/api"));
const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 5_000, interval: 5 });
const isEmpty = (door: Door) => openSpool(door.spool.directory).read().next() === null;

test("everything goes to the app in the order of receipt, with the time of receipt and the proof of the key", async () => {
  const door = open();
  const one = await givenTaken(door, 1, { files: 2 });
  const two = await givenTaken(door, 2);
  const { asked } = replay(door, takeAll);
  await until(() => door.taking.count() === 0);
  const ofOne = sent(asked).filter((path) => path.startsWith(pathOf(one.trackingId)));
  expect(ofOne[0]).toBe(pathOf(one.trackingId));
  expect(ofOne.slice(1).toSorted()).toEqual(
    one.files.map(({ sha256 }) => `${pathOf(one.trackingId)}/attachments/${sha256}`).toSorted(),
  );
  expect(sent(asked).length).toBe(4);
  expect(sent(asked)).toContain(pathOf(two.trackingId));
  expect(asked[0]).toMatchObject({
    method: "PUT",
    headers: { "x-jawab-received-at": at(1).toISOString(), "content-type": "application/json" },
    body: one.bytes,
  });
  const file = asked.find(({ path }) => path.includes("/attachments/"));
  expect(file?.headers).toMatchObject({ "x-jawab-claim-key-hash": one.claimKeyHash });
  expect(isEmpty(door)).toBe(true);
});

test("several IDs at a time, what belongs to one ID one after the other", async () => {
  const door = open();
  for (let i = 0; i < 20; i += 1) await givenTaken(door, i, { files: 2 });
  const flying = new Map<string, number>();
  let most = 0;
  replay(door, async (one) => {
    const id = one.path.slice(0, 40);
    flying.set(id, (flying.get(id) ?? 0) + 1);
    expect(flying.get(id)).toBe(1);
    most = Math.max(most, flying.size);
    await new Promise((resolve) => setTimeout(resolve, 5));
    flying.delete(id);
    return takeAll(one);
  });
  await until(() => door.taking.count() === 0);
  expect(most).toBeGreaterThan(2);
  expect(most).toBeLessThanOrEqual(6);
});

test("while the app is away or read-only nothing is sent", async () => {
  const door = open();
  await givenTaken(door, 1);
  const { asked, health } = replay(door, takeAll, { health: { state: "away" } });
  await new Promise((resolve) => setTimeout(resolve, 50));
  health.state = "read-only";
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual([]);
  health.state = "normal";
  await until(() => door.taking.count() === 0);
});

for (const [what, answer] of [
  ["silence", () => null],
  ["500", () => ({ status: 500 })],
  ["503", () => ({ status: 503 })],
  ["429", () => ({ status: 429 })],
  ["401, the door's secret being wrong", () => ({ status: 401 })],
  ["403", () => ({ status: 403 })],
  ["404", () => ({ status: 404 })],
  ["a 200 of somebody else", () => ({ status: 200, body: { hello: "please sign in" } })],
  ["a 200 with another hash", () => ({ status: 200, body: { ok: true, contentHash: "0".repeat(64) } })],
  ["a redirect", () => ({ status: 302 })],
] as const) {
  test(`tried again and delivered after ${what}`, async () => {
    const door = open();
    const { trackingId } = await givenTaken(door, 1);
    let times = 0;
    const { asked } = replay(door, (one) => (++times <= 2 ? answer() : takeAll(one)), { tries: 10 });
    await until(() => door.taking.count() === 0);
    expect(sent(asked)).toEqual([pathOf(trackingId), pathOf(trackingId), pathOf(trackingId)]);
    expect(door.refused.count()).toBe(0);
  });
}

test("a Retry-After is obeyed", async () => {
  const door = open();
  await givenTaken(door, 1);
  const times: number[] = [];
  replay(door, (one) => {
    times.push(performance.now());
    return times.length === 1 ? { status: 503, headers: { "retry-after": "1" } } : takeAll(one);
  });
  await until(() => door.taking.count() === 0);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test("a record that the app fails at makes room for others, is tried again on a slow rhythm, with what follows it", async () => {
  const door = open();
  const poison = await givenTaken(door, 1, { files: 1 });
  const other = await givenTaken(door, 2);
  let isIll = true;
  const { asked } = replay(door, (one) =>
    isIll && one.path.startsWith(pathOf(poison.trackingId)) ? { status: 500 } : takeAll(one),
  );
  const ofPoison = () => sent(asked).filter((path) => path.startsWith(pathOf(poison.trackingId)));
  await until(() => door.deferred.count() === 2 && sent(asked).includes(pathOf(other.trackingId)));
  expect(ofPoison().slice(0, 3)).toEqual([poison, poison, poison].map(({ trackingId }) => pathOf(trackingId)));
  expect(door.taking.holds(poison.trackingId)).toBe(true);
  expect(readdirSync(join(directory, "deferred")).length).toBe(2);
  for (const name of readdirSync(join(directory, "deferred")))
    expect(statSync(join(directory, "deferred", name)).mode & 0o077).toBe(0);
  isIll = false;
  await until(() => door.taking.count() === 0);
  const [file] = poison.files;
  expect(sent(asked).slice(-2)).toEqual([
    pathOf(poison.trackingId),
    `${pathOf(poison.trackingId)}/attachments/${file?.sha256}`,
  ]);
  expect(readdirSync(join(directory, "deferred"))).toEqual([]);
});

test("what made room is there for the next door that leads, and its row is made anew", async () => {
  const door = open();
  const poison = await givenTaken(door, 1);
  const first = replay(door, () => ({ status: 500 }), { slowMs: 100_000 });
  await until(() => door.deferred.count() === 1 && isEmpty(door));
  await first.stop();
  const next = open();
  next.store.waiting.remove(poison.trackingId, poison.contentHash);
  await next.taking.heal(next.deferred.pending(), new Date());
  expect(next.taking.holds(poison.trackingId)).toBe(true);
  replay(next, takeAll);
  await until(() => next.taking.count() === 0);
});

test("what the app could not take for days lies aside in the end", async () => {
  const door = open();
  const { trackingId } = await givenTaken(door, 1);
  replay(
    door,
    (one) => (one.path === "/internal/refused" ? takeAll(one) : { status: 403, body: { code: "wrong-key" } }),
    {
      giveUpMs: -1,
    },
  );
  await until(() => door.refused.count() === 1);
  expect(door.store.find(trackingId)?.status).toMatchObject({ state: "REFUSED", refusal: { code: "wrong-key" } });
});

const REFUSAL = {
  status: 422,
  body: { code: "fields", errors: [{ field: "text", code: "too-short", detail: "words" }], detail: "My own words" },
};

test("a refused complaint lies aside with its files, is told of in codes, and its owner may send it again", async () => {
  const door = open();
  const { trackingId, bytes, body, claimKeyHash } = await givenTaken(door, 1, { files: 1 });
  const other = await givenTaken(door, 2);
  let refuses = true;
  const { asked } = replay(door, (one) => (refuses && one.path === pathOf(trackingId) ? REFUSAL : takeAll(one)));
  await until(() => door.refused.count() === 2 && door.taking.count() === 0);
  expect(sent(asked)).toEqual([pathOf(trackingId), pathOf(other.trackingId)]);
  expect(door.store.find(trackingId)?.status).toMatchObject({
    state: "REFUSED",
    open: false,
    refusal: { code: "fields", fields: [{ field: "text", code: "too-short" }] },
  });
  const names = readdirSync(join(directory, "refused"));
  for (const name of names) expect(statSync(join(directory, "refused", name)).mode & 0o077).toBe(0);
  expect(names.some((name) => readFileSync(join(directory, "refused", name)).equals(bytes))).toBe(true);
  await until(() => asked.filter(({ path }) => path === "/internal/refused").length === 2);
  const told = asked.filter(({ path }) => path === "/internal/refused").map((one) => JSON.parse(one.body.toString()));
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: "complaint", trackingId, status: 422, problem: "fields", done: false }),
      expect.objectContaining({ kind: "file", trackingId, status: 409, problem: "complaint-refused", done: false }),
    ]),
  );
  expect(JSON.stringify(told)).not.toContain("words");

  refuses = false;
  const mended = Buffer.from(JSON.stringify({ ...body, text: "What was too short is long enough." }));
  expect(await door.taking.complaint(trackingId, mended, at(9))).toMatchObject({ ok: true });
  expect(door.store.find(trackingId)?.claimKeyHash).toBe(claimKeyHash);
  await until(() => door.refused.count() === 0);
  expect(door.refused.list().map(({ done }) => done)).toEqual([true, true]);
  await until(() => asked.filter(({ path }) => path === "/internal/refused").length === 4);
});

test("a lodging that the app has under other content lies aside and changes nothing of what is shown", async () => {
  const door = open();
  const { trackingId, claimKeyHash } = await givenTaken(door, 1);
  const shown = { ...received(door, trackingId), state: "ASSIGNED" as const };
  door.store.apply([{ seq: 7, trackingId, claimKeyHash, status: shown }], 7, null);
  replay(door, (one) =>
    one.path === pathOf(trackingId) ? { status: 409, body: { code: "other-content" } } : takeAll(one),
  );
  await until(() => door.refused.count() === 1 && door.taking.count() === 0);
  expect(door.store.find(trackingId)?.status.state).toBe("ASSIGNED");
});

function received({ store }: Door, trackingId: string) {
  const kept = store.find(trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  return status;
}

test("bytes that nobody can read lie aside with an alarm, and hold up nothing", async () => {
  const door = open();
  const damaged = await givenTaken(door, 1);
  const whole = await givenTaken(door, 2);
  const [name = ""] = readdirSync(door.spool.directory);
  const bytes = readFileSync(join(door.spool.directory, name));
  bytes.writeUInt8(0, bytes.indexOf("WAT-SEWR"));
  writeFileSync(join(door.spool.directory, name), bytes);
  const { asked } = replay(door, takeAll);
  await until(() => sent(asked).includes(pathOf(whole.trackingId)));
  expect(sent(asked)).toEqual([pathOf(whole.trackingId)]);
  expect(door.refused.list()).toMatchObject([{ kind: "damaged", trackingId: damaged.trackingId, problem: "damaged" }]);
  expect(console.error).toHaveBeenCalled();
});

test("a crash between the app's answer and our note sends once more, keeps aside once, and ends in the same", async () => {
  const door = open();
  const { trackingId } = await givenTaken(door, 1);
  const good = await givenTaken(door, 2);
  const answer: Answer = (one) => (one.path === pathOf(trackingId) ? REFUSAL : takeAll(one));
  const first = replay(door, answer);
  await until(() => door.taking.count() === 0);
  await first.stop();
  rmSync(join(door.spool.directory, "replayed.json"));
  const next = open();
  const { asked } = replay(next, answer);
  await until(() => sent(asked).includes(pathOf(good.trackingId)));
  await until(() => isEmpty(next));
  expect([next.refused.count(), next.store.find(trackingId)?.status.state]).toEqual([1, "REFUSED"]);
});

test("a stop doesn't wait for ever for an app that keeps silent, and what was not answered is sent again", async () => {
  const door = open();
  const { trackingId } = await givenTaken(door, 1);
  let answer: (value: null) => void = () => {};
  const first = replay(door, () => new Promise((resolve) => (answer = resolve)), { stopMs: 50 });
  await until(() => first.asked.length === 1);
  await first.stop();
  answer(null);
  const next = open();
  const { asked } = replay(next, takeAll);
  await until(() => next.taking.count() === 0);
  expect(sent(asked)).toEqual([pathOf(trackingId)]);
});

test("a file read before its complaint waits for it", async () => {
  const door = open();
  const lodged = lodging({ files: 1 });
  const { trackingId, claimKeyHash } = lodged;
  const [file] = lodged.files;
  await door.taking.complaint(trackingId, lodged.bytes, at(30));
  // At another worker, after the clock was set back.
  const receipt = await open().taking.file(
    { trackingId, sha256: file?.sha256 ?? "", claimKeyHash },
    file?.bytes ?? Buffer.alloc(0),
    at(10),
  );
  expect(receipt.ok).toBe(true);
  let isEntered = false;
  const { asked } = replay(door, (one) => {
    if (one.path === pathOf(trackingId)) isEntered = true;
    return isEntered ? takeAll(one) : { status: 404, body: { code: "unknown-complaint" } };
  });
  await until(() => door.taking.count() === 0);
  const pathOfFile = `${pathOf(trackingId)}/attachments/${file?.sha256}`;
  expect(sent(asked)).toEqual([pathOfFile, pathOf(trackingId), pathOfFile]);
  expect(door.refused.count()).toBe(0);
});
