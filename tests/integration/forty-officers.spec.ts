import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { givenComplaint } from "../support/domain";
import { race, type Try } from "../support/racing-officers";

const OFFICERS = Array.from({ length: 40 }, (_, i) => `racer-${String(i + 1).padStart(2, "0")}`);

beforeAll(async () => {
  await db.user.createMany({
    data: OFFICERS.map((id) => ({
      id,
      email: `${id}@example.pk`,
      passwordHash: "nobody signs in",
      nameEn: id,
      nameUr: id,
      role: "officer",
      deskId: "wasa-lahore",
      departmentId: "pb-wasa",
      jurisdictionId: "punjab",
      createdAt: new Date(),
    })),
  });
});

async function givenQueue(length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < length; i += 1) ids.push((await givenComplaint({ serviceCode: "WAT-BILL" })).trackingId);
  return ids;
}

/** No action lost, no double assignment, each conflict told. */
async function expectNothingLost(queue: readonly string[], tries: readonly Try[]): Promise<void> {
  const rows = await db.complaint.findMany({
    where: { trackingId: { in: [...queue] } },
    include: { events: { orderBy: { sequence: "asc" } }, holders: true },
  });
  expect(rows).toHaveLength(queue.length);
  for (const row of rows) {
    const mine = tries.filter(({ trackingId }) => trackingId === row.trackingId);
    const done = mine.filter(({ refusal }) => refusal === null);
    // Each acknowledged action has its event, and there is no other event than those of lodging.
    const told = row.events.slice(2).map(({ actorId, action, version }) => `${actorId} ${action} ${version}`);
    expect(told.toSorted()).toEqual(
      done.map(({ officer, action, version }) => `${officer} ${action} ${version}`).toSorted(),
    );
    expect(row.version).toBe(row.events.at(-1)?.version);

    // One claim, by whoever holds it to the end; nobody else ever held it.
    const claims = row.events.filter(({ action }) => action === "CLAIM");
    expect(claims).toHaveLength(1);
    expect(row.officerId).toBe(claims[0]?.actorId);
    expect(row.holders.map(({ userId }) => userId)).toEqual([row.officerId]);
    expect(row.state).toBe("RESOLVED");
    const byOthers = row.events.filter(
      ({ action, actorId }) => actorId !== null && actorId !== row.officerId && action !== "NOTE",
    );
    expect(byOthers).toEqual([]);

    // Each refused one hears why: who changed what since the page was opened, or who holds it.
    for (const { refusal, seen, told: changes } of mine) {
      if (refusal === null) continue;
      expect(["stale", "held_by_another", "already_held", "wrong_state"]).toContain(refusal);
      if (refusal !== "stale") continue;
      const since = row.events.filter(({ version, shown }) => version > seen && shown !== "internal");
      expect(changes.length).toBeGreaterThan(0);
      expect(since.slice(0, changes.length).map(({ action, actorId }) => ({ action, by: actorId }))).toEqual(changes);
    }
  }
  // It was a race: everybody lost some and most won some.
  const winners = new Set(rows.map(({ officerId }) => officerId));
  expect(winners.size).toBeGreaterThan(OFFICERS.length / 4);
  expect(new Set(tries.filter(({ refusal }) => refusal === "stale").map(({ officer }) => officer)).size).toBe(
    OFFICERS.length,
  );
}

test("forty officers at once on one queue of sixty: no action lost, no double assignment, each conflict told", async () => {
  const queue = await givenQueue(60);
  await expectNothingLost(queue, await race(OFFICERS, queue));
});

test("the same from two processes of twenty each", async () => {
  const queue = await givenQueue(30);
  const startAt = String(Date.now() + 4_000);
  const tries = await Promise.all(
    [OFFICERS.slice(0, 20), OFFICERS.slice(20)].map((half) => raceElsewhere(half, queue, startAt)),
  );
  await expectNothingLost(queue, tries.flat());
  // Both processes took part.
  for (const half of tries)
    expect(half.filter(({ action, refusal }) => action === "CLAIM" && refusal === null).length).toBeGreaterThan(0);
});

async function raceElsewhere(officers: readonly string[], queue: readonly string[], startAt: string): Promise<Try[]> {
  const args = ["--import", "tsx", "tests/support/racing-process.ts", officers.join(","), queue.join(","), startAt];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: process.env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Try[];
}
