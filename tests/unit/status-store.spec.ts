import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { KeptStatus } from "@/lib/domain/complaint/public-status";
import { type FeedEntry, openStatusStore, type StatusStore } from "@/lib/door/status-store";
import { startChild } from "../support/door/processes";

const ID = "PCP-7F3K-9QXM-2T8V7";
const HASH = "a".repeat(64);

let directory = "";
let store: StatusStore;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-door-"));
  store = openStatusStore(join(directory, "status.sqlite"), "secret");
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

function status(state: KeptStatus["state"], level: KeptStatus["level"] = 0): KeptStatus {
  return {
    state,
    level,
    open: true,
    kind: "complaint",
    sensitive: false,
    serviceCode: "WAT-SEWR",
    service: { en: "Sewer", ur: "گٹر" },
    department: null,
    district: { en: "Lahore", ur: "لاہور" },
    lodgedAt: "2026-11-23T05:00:00.000Z",
    dueAt: null,
    windowEndsAt: null,
    updatedAt: "2026-11-23T05:00:00.000Z",
    handovers: 0,
    timeline: [],
  };
}

const line = (seq: number, state: KeptStatus["state"], trackingId = ID) => {
  return { seq, trackingId, status: status(state), claimKeyHash: HASH } satisfies FeedEntry;
};

test("what the feed says is found by its ID, and after opening the file again", () => {
  store.apply([line(3, "ASSIGNED")], 3, "2026-11-23T05:00:01.000Z");
  expect(store.find(ID)).toEqual({
    status: { ...status("ASSIGNED"), trackingId: ID },
    claimKeyHash: HASH,
    seq: 3,
  });
  store.close();
  store = openStatusStore(join(directory, "status.sqlite"), "secret");
  expect(store.find(ID)?.status.state).toBe("ASSIGNED");
  expect(store.position()).toEqual({ seq: 3, mark: null, asOf: "2026-11-23T05:00:01.000Z" });
});

test("an ID that nobody has told of is not there", () => {
  expect(store.find(ID)).toBeNull();
});

test("the file holds no ID, and another key finds nothing in it", () => {
  store.apply([line(1, "NEW")], 1, null);
  store.close();
  expect(readFileSync(join(directory, "status.sqlite")).includes(ID)).toBe(false);
  store = openStatusStore(join(directory, "status.sqlite"), "another secret");
  expect(store.find(ID)).toBeNull();
});

test("what the spool has received gives way to the feed, and never the other way round", () => {
  store.receive(ID, status("RECEIVED"), HASH);
  expect(store.find(ID)?.status.state).toBe("RECEIVED");
  store.apply([line(5, "ASSIGNED")], 5, null);
  store.receive(ID, status("RECEIVED"), HASH);
  expect(store.find(ID)?.status.state).toBe("ASSIGNED");
});

test("pages that come twice, late or mixed up end in the newest of each ID", () => {
  const ids = [ID, "PCP-0000-0000-00004", "PCP-ZZZZ-ZZZZ-ZZZZA"];
  const states = ["NEW", "ASSIGNED", "IN_PROGRESS", "RESOLVED"] as const;
  const lines = fc.uniqueArray(
    fc.record({
      seq: fc.integer({ min: 1, max: 1_000 }),
      id: fc.constantFrom(...ids),
      state: fc.constantFrom(...states),
    }),
    { selector: ({ seq }) => seq, minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(lines, fc.infiniteStream(fc.nat()), (entries, order) => {
      const fresh = openStatusStore(":memory:", "secret");
      const shuffled = [...entries, ...entries].sort(() => ((order.next().value ?? 0) % 3) - 1);
      for (const { seq, id, state } of shuffled) fresh.apply([line(seq, state, id)], seq, null);
      for (const id of ids) {
        const newest = entries.filter((entry) => entry.id === id).sort((a, b) => b.seq - a.seq)[0];
        expect(fresh.find(id)?.status.state).toBe(newest?.state);
      }
      expect(fresh.position().seq).toBe(Math.max(...entries.map(({ seq }) => seq)));
      fresh.close();
    }),
    { numRuns: 100 },
  );
});

test("a line that says a complaint is gone takes it out, unless a newer one has come", () => {
  store.apply([line(3, "ASSIGNED")], 3, null);
  store.apply([{ ...line(2, "NEW"), status: null }], 3, null);
  expect(store.find(ID)?.status.state).toBe("ASSIGNED");
  store.apply([{ ...line(4, "NEW"), status: null }], 4, null);
  expect(store.find(ID)).toBeNull();
});

for (const [what, damage] of [
  ["is no database", (file: string) => writeFileSync(file, "hello ".repeat(2_000))],
  ["has lost its schema", (file: string) => writeFileSync(file, readFileSync(file).fill(0xff, 100, 4_096))],
] as const) {
  test(`a store whose file ${what} is laid aside, and the door starts with an empty one`, () => {
    store.apply([line(1, "NEW")], 1, null);
    store.close();
    const file = join(directory, "status.sqlite");
    damage(file);
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    store = openStatusStore(file, "secret");
    expect(log).toHaveBeenCalled();
    log.mockRestore();
    expect([store.count(), store.position()]).toEqual([0, { seq: 0, mark: null, asOf: null }]);
    expect(readdirSync(directory).some((name) => name.includes(".damaged-"))).toBe(true);
    store.apply([line(1, "NEW")], 1, null);
    expect(store.find(ID)?.status.state).toBe("NEW");
  });
}

test("several workers that open a new file at the same moment all have it", async () => {
  const file = join(directory, "new", "status.sqlite");
  const children = Array.from({ length: 4 }, () => startChild("store-process.ts", [file]));
  const exits = await Promise.all(children.map((child) => once(child, "exit")));
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  const shared = openStatusStore(file, "secret");
  expect(shared.count()).toBe(400);
  shared.close();
});
