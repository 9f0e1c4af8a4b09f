import { setTimeout as sleep } from "node:timers/promises";
import { type FeedPage, listStatusFeed } from "@/lib/data/public-status";
import { canonicalJson } from "@/lib/domain/complaint/canonical-json";
import type { StatusStore } from "@/lib/door/status-store";

/** `keys`: the HMACs of the IDs concerned, in hex, as many as fit on a screen. */
export type Difference = { count: number; keys: string[] };
export type Comparison = {
  complaints: number;
  same: number;
  missing: Difference;
  different: Difference;
  /** In the store and not in the database. */
  unknown: Difference;
  /** Known to this door alone, on their way in or refused. */
  onlyHere: number;
};

type Line = FeedPage["entries"][number];

const SHOWN = 20;
/** A change may be on its way to the store while we compare; so long, and no longer. */
const LOOKS = 6;
const PAUSE_MS = 1_000;

/** Holds a door's store against the main database: each public status must be the same, byte by byte, in canonical JSON. */
export async function compareStatus(store: StatusStore, pauseMs = PAUSE_MS): Promise<Comparison> {
  const expected = new Set<string>();
  let doubtful = new Map<string, number>();
  for await (const line of listAll()) {
    expected.add(keyOf(store, line.trackingId));
    if (judge(store, line) !== "same") doubtful.set(line.trackingId, line.seq);
  }
  for (let look = 1; doubtful.size > 0 && look < LOOKS; look += 1) {
    await sleep(pauseMs);
    doubtful = await lookAgain(store, doubtful);
  }
  const missing: string[] = [];
  const different: string[] = [];
  for (const trackingId of doubtful.keys())
    (store.find(trackingId) ? different : missing).push(keyOf(store, trackingId));
  const unknown: string[] = [];
  for (const { key, seq } of store.rows()) {
    if (seq !== 0 && !expected.has(key.toString("hex"))) unknown.push(key.toString("hex"));
  }
  return {
    complaints: expected.size,
    same: expected.size - missing.length - different.length,
    missing: toDifference(missing),
    different: toDifference(different),
    unknown: toDifference(await withoutNew(store, unknown)),
    onlyHere: store.count() - store.count({ fromFeed: true }),
  };
}

export function isEqual({ missing, different, unknown }: Comparison): boolean {
  return missing.count + different.count + unknown.count === 0;
}

async function* listAll(after = 0): AsyncGenerator<Line> {
  for (let next = after; ; ) {
    const page = await listStatusFeed(next, new Date());
    yield* page.entries;
    if (page.asOf !== null) return;
    next = page.next;
  }
}

function judge(store: StatusStore, { trackingId, status, claimKeyHash }: Line): "same" | "different" {
  const kept = store.find(trackingId);
  if (!kept || kept.claimKeyHash !== claimKeyHash) return "different";
  return canonicalJson({ ...status, trackingId }) === canonicalJson(kept.status) ? "same" : "different";
}

/** What still differs. A complaint that has changed meanwhile stands later in the feed. */
async function lookAgain(store: StatusStore, doubtful: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const still = new Map<string, number>();
  const from = Math.min(...doubtful.values()) - 1;
  for await (const line of listAll(from)) {
    if (doubtful.has(line.trackingId) && judge(store, line) !== "same") still.set(line.trackingId, line.seq);
  }
  return still;
}

/** Without those that were entered while we compared. */
async function withoutNew(store: StatusStore, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const left = new Set(keys);
  for await (const { trackingId } of listAll()) left.delete(keyOf(store, trackingId));
  return [...left];
}

function keyOf(store: StatusStore, trackingId: string): string {
  return store.keyOf(trackingId).toString("hex");
}

function toDifference(keys: readonly string[]): Difference {
  return { count: keys.length, keys: keys.slice(0, SHOWN) };
}
