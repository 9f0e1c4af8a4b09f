import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { findPublicStatus } from "@/lib/data/public-status";
import { copyStore, fingerprintOf } from "@/lib/door/copy";
import { followFeed, takePage } from "@/lib/door/feed-follower";
import { rebuildStore } from "@/lib/door/rebuild";
import { openStatusStore, type StatusStore } from "@/lib/door/status-store";
import { compareStatus, isEqual } from "@/lib/launcher/compare-status";
import { act, givenComplaint, staff } from "../support/domain";
import { appInProcess } from "../support/door/app-in-process";

const KEY = "secret";

let directory = "";
let stores: StatusStore[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-stores-"));
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(directory, { recursive: true, force: true });
});

const file = (name: string) => join(directory, name, "door", "status.sqlite");

function open(name: string): StatusStore {
  const store = openStatusStore(file(name), KEY);
  stores.push(store);
  return store;
}

async function followToEnd(store: StatusStore): Promise<number> {
  for (let pages = 1; ; pages += 1) if ((await takePage(appInProcess, store, { waitSeconds: 0 })).isLast) return pages;
}

const rebuild = (store: StatusStore) =>
  rebuildStore(appInProcess, store, { freshFile: join(directory, "fresh.sqlite"), hmacKey: KEY });
const contentOf = (store: StatusStore) => [...store.rows()];
const compare = (store: StatusStore) => compareStatus(store, 10);

/** An action that must be done for the test to mean anything. */
async function done(...given: Parameters<typeof act>): Promise<void> {
  const acted = await act(...given);
  if (!acted.ok) throw new Error(JSON.stringify(acted.error));
}

/** Complaints in many states: lodged, worked on, resolved, merged, sensitive, withdrawn. */
async function givenManyLives() {
  const officer = await staff("officer");
  const plain = await givenComplaint();
  const worked = await givenComplaint();
  await done(worked.trackingId, officer, "START", { publicText: "We look at it tomorrow." });
  await done(worked.trackingId, officer, "UPDATE", { publicText: "The pump has been ordered." });
  const parent = await givenComplaint();
  const child = await givenComplaint();
  await done(child.trackingId, officer, "MERGE", { parent: parent.trackingId });
  await done(parent.trackingId, officer, "START", { publicText: "We look at it tomorrow." });
  const sensitive = await db.service.findFirstOrThrow({ where: { sensitive: true, active: true } });
  const hidden = await givenComplaint({ serviceCode: sensitive.code });
  const left = await givenComplaint();
  await done(left.trackingId, left.citizen, "WITHDRAW", { pressured: false });
  return { plain, worked, parent, child, hidden, left };
}

test("a store that has followed, one made from nothing, a rebuilt one and a copy answer the same as the database", async () => {
  const followed = open("followed");
  await followToEnd(followed);
  const { worked, child, parent } = await givenManyLives();
  await followToEnd(followed);
  const fresh = open("fresh");
  await followToEnd(fresh);
  expect(contentOf(fresh)).toEqual(contentOf(followed));
  const broken = open("broken");
  await rebuild(broken);
  expect(contentOf(broken)).toEqual(contentOf(followed));
  await copyStore(followed, file("copied"));
  const copied = open("copied");
  expect(contentOf(copied)).toEqual(contentOf(followed));
  expect(copied.position()).toEqual(followed.position());

  for (const store of [followed, fresh, broken, copied]) {
    const found = await compare(store);
    expect([isEqual(found), found.complaints]).toEqual([true, await db.complaint.count()]);
    expect(store.find(worked.trackingId)?.status).toEqual(await findPublicStatus(worked.trackingId));
  }
  expect(fresh.find(child.trackingId)?.status.state).toBe(fresh.find(parent.trackingId)?.status.state);
  await expect(copyStore(followed, file("copied"))).rejects.toThrow();
  expect(fingerprintOf(KEY)).not.toContain(KEY);
});

test("what waits in one door's spool is not in a copy for another", async () => {
  const store = open("first");
  store.waiting.reserve(
    "PCP-7F3K-9QXM-2T8V7",
    { contentHash: "a", receivedAt: "b", claimKeyHash: "c", files: [] },
    "d",
  );
  await copyStore(store, file("second"));
  expect([store.waiting.count(), open("second").waiting.count()]).toEqual([1, 0]);
});

test("each kind of difference is found, by key and never by ID", async () => {
  const store = open("one");
  const [changed, missing] = [await givenComplaint(), await givenComplaint()];
  await followToEnd(store);
  const kept = store.find(changed.trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  const lie = { seq: 1_000_000, trackingId: changed.trackingId, claimKeyHash: kept.claimKeyHash };
  store.apply([{ ...lie, status: { ...status, level: 4 } }], 0, null);
  store.apply([{ ...lie, trackingId: "PCP-7F3K-9QXM-2T8V7", status }], 0, null);
  store.apply([{ ...lie, trackingId: missing.trackingId, status: null }], 0, null);
  const found = await compare(store);
  expect([found.different.count, found.missing.count, found.unknown.count, isEqual(found)]).toEqual([1, 1, 1, false]);
  expect(found.different.keys).toEqual([store.keyOf(changed.trackingId).toString("hex")]);
  expect(JSON.stringify(found)).not.toContain("PCP-");
  // The lie is newer than anything that the feed tells, so only a rebuild knows better, and only where the feed is older.
  await rebuild(store);
  expect((await compare(store)).missing.count).toBe(0);
});

test("a change that is on its way while we compare is no difference", async () => {
  const store = open("one");
  await followToEnd(store);
  const { trackingId } = await givenComplaint();
  const comparing = compareStatus(store, 200);
  setTimeout(() => void followToEnd(store), 100);
  const found = await comparing;
  expect([isEqual(found), store.find(trackingId) === null]).toEqual([true, false]);
});

test("a rebuild brings back what was lost, drops what was never there, and keeps what only the door knows", async () => {
  const store = open("one");
  const { trackingId } = await givenComplaint();
  await followToEnd(store);
  const kept = store.find(trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  store.db.prepare("DELETE FROM status WHERE key = ?").run(store.keyOf(trackingId));
  const stray = "PCP-0000-0000-00004";
  store.apply([{ seq: 1, trackingId: stray, status, claimKeyHash: "" }], 0, null);
  const waiting = "PCP-7F3K-9QXM-2T8V7";
  store.receive(waiting, { ...status, state: "RECEIVED" }, "");
  const { written, removed } = await rebuild(store);
  expect([written, removed]).toEqual([1, 1]);
  expect(store.find(trackingId)).toEqual(kept);
  expect(store.find(stray)).toBeNull();
  expect(store.find(waiting)?.status.state).toBe("RECEIVED");
  expect(readdirSync(directory).filter((name) => name.startsWith("fresh"))).toEqual([]);
});

test("after the database was restored from a backup, a rebuild goes back with it, and the feed is followed from there", async () => {
  const store = open("one");
  const { trackingId } = await givenComplaint();
  await followToEnd(store);
  const kept = store.find(trackingId);
  if (!kept) throw new Error("Not there");
  const { trackingId: _, ...status } = kept.status;
  const future = { ...status, state: "RESOLVED" as const };
  store.apply([{ seq: 1_000_000, trackingId, status: future, claimKeyHash: kept.claimKeyHash }], 1_000_000, null);
  await rebuild(store);
  expect(store.find(trackingId)).toEqual(kept);
  const later = await givenComplaint();
  await followToEnd(store);
  expect(store.find(later.trackingId)?.status.state).toBe("ASSIGNED");
});

test("while a store is rebuilt every look-up finds what it found before, and the follower goes on", async () => {
  const store = open("one");
  const ids: string[] = [];
  for (let i = 0; i < 30; i += 1) ids.push((await givenComplaint()).trackingId);
  await followToEnd(store);
  const follower = followFeed(appInProcess, store);
  const other = open("one"); // another worker's connection
  let misses = 0;
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      misses += ids.filter((id) => other.find(id) === null).length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const rebuilding = rebuild(open("one"));
  const { trackingId } = await givenComplaint();
  await rebuilding;
  isOver = true;
  await looking;
  await follower.stop();
  await followToEnd(store);
  expect([misses, other.find(trackingId)?.status.state]).toEqual([0, "ASSIGNED"]);
});

test("the feed is followed over many pages, and its heartbeat comes though nothing changes", async () => {
  const all = await db.complaint.count();
  for (let i = all; i < 450; i += 1) await givenComplaint();
  const store = open("one");
  expect(await followToEnd(store)).toBeGreaterThan(1);
  expect(store.count()).toBe(await db.complaint.count());
  const first = store.position();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await takePage(appInProcess, store, { waitSeconds: 1 });
  const second = store.position();
  expect(second.seq).toBe(first.seq);
  expect(Date.parse(second.asOf ?? "")).toBeGreaterThan(Date.parse(first.asOf ?? ""));
});

test.each([
  ["is behind what the store has heard", { seq: 1_000_000, mark: null }],
  ["has given the same number to another change", { seq: 0, mark: "f".repeat(64) }],
])("a database put back from a copy %s: the feed is read anew, and nobody is lost", async (_, { seq, mark }) => {
  const store = open("one");
  const { trackingId } = await givenComplaint();
  await followToEnd(store);
  const [kept, { seq: head, asOf }] = [store.find(trackingId), store.position()];
  if (!kept) throw new Error("Not there");
  // What the lost part of the feed had told: of one that is there still, and of one that isn't.
  const { trackingId: _id, ...status } = kept.status;
  const lost = { seq: Math.max(seq, head), claimKeyHash: kept.claimKeyHash, status: { ...status, level: 4 as const } };
  store.apply([{ ...lost, trackingId }], lost.seq, asOf, mark);
  store.apply([{ ...lost, trackingId: "PCP-7F3K-9QXM-2T8V7" }], lost.seq, asOf, mark);
  expect(store.find(trackingId)?.status.level).toBe(4);

  await followToEnd(store);
  expect(store.find(trackingId)).toEqual(kept);
  expect(store.position()).toMatchObject({ seq: head, mark: expect.any(String) });
  expect(store.find("PCP-7F3K-9QXM-2T8V7")).not.toBeNull();
  const later = await givenComplaint();
  await followToEnd(store);
  expect(store.find(later.trackingId)?.status.state).toBe("ASSIGNED");
});

test("a change is told at once to whoever waits for it", async () => {
  const store = open("one");
  await followToEnd(store);
  const follower = followFeed(appInProcess, store);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { trackingId } = await givenComplaint();
  const since = performance.now();
  while (store.find(trackingId) === null) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(performance.now() - since).toBeLessThan(1_000);
  await follower.stop();
});

test("what was redacted, and what is purged, comes through the feed and lies in no file of the store any more", async () => {
  const store = open("one");
  const words = "The name of somebody slipped in here";
  const { trackingId } = await givenComplaint();
  const [officer, supervisor] = [await staff("officer"), await staff("supervisor")];
  await done(trackingId, officer, "START", { publicText: "Tomorrow." });
  await done(trackingId, officer, "UPDATE", { publicText: words });
  await followToEnd(store);
  const holds = (text: string) =>
    readdirSync(join(directory, "one", "door")).some((name) =>
      readFileSync(join(directory, "one", "door", name)).includes(text),
    );
  expect(holds(words)).toBe(true);
  const event = await db.event.findFirstOrThrow({ where: { complaint: { trackingId }, action: "UPDATE" } });
  await done(trackingId, supervisor, "REDACT", { sequence: event.sequence, reason: "A name." });
  await followToEnd(store);
  store.forgetOldContent();
  expect(JSON.stringify(store.find(trackingId))).not.toContain(words);
  expect(holds(words)).toBe(false);

  const seq = (store.find(trackingId)?.seq ?? 0) + 1;
  store.apply([{ seq, trackingId, status: null, claimKeyHash: "" }], 0, null);
  expect(store.find(trackingId)).toBeNull();
  store.forgetOldContent();
  expect(holds("Tomorrow.")).toBe(false);
});
