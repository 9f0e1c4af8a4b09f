import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { findFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import { keepOutages } from "@/lib/data/outages";
import { findPublicStatus } from "@/lib/data/public-status";
import { eventHash, NO_PREVIOUS_HASH } from "@/lib/domain/complaint/event-chain";
import { sweepDuties } from "@/lib/use-cases/sweep-duties";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const after = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const at = (iso: string) => new Date(`${iso}+05:00`);

// Each test has the clock for itself: what others have left is done first, at its own time.
beforeEach(async () => {
  await db.complaint.updateMany({
    data: { wakeAt: new Date("9999-12-31T00:00:00Z"), closedAt: MONDAY, windowEndsAt: null, officerId: null },
  });
  await db.absence.deleteMany();
});

async function eventsOf(trackingId: string) {
  const events = await db.event.findMany({ where: { complaint: { trackingId } }, orderBy: { sequence: "asc" } });
  let previous: string = NO_PREVIOUS_HASH;
  for (const { previousHash, hash, ...event } of events) {
    expect(previousHash).toBe(previous);
    expect(hash).toBe(eventHash({ ...event, previousHash } as Parameters<typeof eventHash>[0]));
    previous = hash;
  }
  return events.map(({ action }) => action);
}

const told = async (trackingId: string, template: string) =>
  db.outboxMessage.count({ where: { complaint: { trackingId }, template } });

async function resolved() {
  const given = await givenComplaint({ contact: { email: "ayesha@example.org" } });
  const officer = await staff("officer");
  await act(given.trackingId, officer, "START", { publicText: "The crew comes tomorrow." });
  const photo = { name: "after.png", bytes: PNG };
  const done = await act(
    given.trackingId,
    officer,
    "RESOLVE",
    { outcome: "relief_granted", publicText: "The line is clear." },
    { evidence: [photo] },
  );
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return given;
}

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test("“resolved”: three reminders, then closed as unconfirmed; forms that are open stay good", async () => {
  const { trackingId } = await resolved();
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  for (let day = 1; day <= 15; day += 1) await sweepDuties({ now: after(day) });
  expect(await told(trackingId, "REMIND")).toBe(3);
  expect(await db.complaint.findUniqueOrThrow({ where: { trackingId } })).toMatchObject({
    state: "RESOLVED",
    reminders: 3,
    version,
  });
  await sweepDuties({ now: after(16) });
  expect(await eventsOf(trackingId)).toEqual([
    "SUBMIT",
    "ASSIGN",
    "START",
    "RESOLVE",
    "REMIND",
    "REMIND",
    "REMIND",
    "NO_REPLY",
  ]);
  expect((await findPublicStatus(trackingId))?.timeline.map(({ action }) => action)).not.toContain("REMIND");
});

test("a portal that slept through the window doesn't close anything in one morning", async () => {
  const { trackingId } = await resolved();
  await sweepDuties({ now: after(40) });
  expect(await eventsOf(trackingId)).toEqual(["SUBMIT", "ASSIGN", "START", "RESOLVE", "REMIND"]);
  for (let day = 41; day <= 60; day += 1) await sweepDuties({ now: after(day) });
  expect(await told(trackingId, "REMIND")).toBe(3);
  expect((await eventsOf(trackingId)).at(-1)).toBe("NO_REPLY");
});

test("the officer is reminded once at half of the clock, and each level's holders hear of it", async () => {
  const { trackingId } = await givenComplaint();
  const officer = await staff("officer");
  await act(trackingId, officer, "START", { publicText: "The crew comes tomorrow." });
  for (let day = 1; day <= 60; day += 1) await sweepDuties({ now: after(day) });
  const actions = await eventsOf(trackingId);
  expect(actions.filter((action) => action === "REMIND")).toHaveLength(1);
  expect(actions.filter((action) => action === "ESCALATE")).toHaveLength(4);
  expect(await told(trackingId, "HALF_OVER")).toBe(1);
  expect(await told(trackingId, "LEVEL_REACHED")).toBeGreaterThanOrEqual(3);
  expect(await told(trackingId, "REMIND")).toBe(0);
});

test("an absent officer's cases go to the deputy, and without one back to the desk; once", async () => {
  const [officer, second, supervisor] = await Promise.all(["officer", "officer2", "supervisor"].map(staff));
  if (!officer || !second || !supervisor) throw new Error("The demo has them");
  const { trackingId } = await givenComplaint();
  await act(trackingId, officer, "CLAIM");
  const absence = {
    userId: officer.id,
    startsAt: after(1),
    endsAt: after(9),
    createdById: supervisor.id,
    createdAt: MONDAY,
  };
  const { id } = await db.absence.create({ data: { ...absence, deputyId: second.id } });
  expect((await sweepDuties({ now: MONDAY })).done.REASSIGN).toBeUndefined();
  expect((await sweepDuties({ now: after(1.1) })).done.REASSIGN).toBe(1);
  expect((await findFacts(db, trackingId, MONDAY))?.officerId).toBe(second.id);
  expect((await db.absence.findUniqueOrThrow({ where: { id } })).handedAt).not.toBeNull();
  expect((await sweepDuties({ now: after(1.2) })).done.REASSIGN).toBeUndefined();

  // Given to the absent one meanwhile, and the deputy has gone as well.
  await act(trackingId, supervisor, "REASSIGN", { officer: officer.id, reason: "By mistake" }, { now: after(1.3) });
  await db.absence.create({ data: { ...absence, userId: second.id, deputyId: null } });
  await sweepDuties({ now: after(1.4) });
  const facts = await findFacts(db, trackingId, MONDAY);
  expect(facts).toMatchObject({ officerId: null, state: "ASSIGNED", handovers: 0, deskId: officer.deskId });
  expect((await eventsOf(trackingId)).filter((action) => action === "REASSIGN")).toHaveLength(3);
});

test("outages lengthen clocks and windows once, for who was there, and say so in public", async () => {
  const early = await givenComplaint();
  const waiting = await resolved();
  const later = await givenComplaint({ now: at("2026-11-24T15:00:00") });
  const from = at("2026-11-24T10:00:00");
  const row = {
    kind: "away" as const,
    startedAt: from,
    endedAt: at("2026-11-24T12:00:00"),
    announced: false,
    reason: null,
    until: null,
  };
  const short = { ...row, id: "o-3", startedAt: at("2026-11-24T14:00:00"), endedAt: at("2026-11-24T14:00:40") };
  await keepOutages([{ ...row, id: "o-1" }, { ...row, id: "o-2", endedAt: at("2026-11-24T12:05:00") }, short]);
  const now = at("2026-11-24T16:00:00");
  expect((await sweepDuties({ now })).done.LENGTHEN).toBe(2);
  expect((await sweepDuties({ now })).done.LENGTHEN).toBeUndefined();
  const dueOf = async (id: string) => (await findFacts(db, id, now)) ?? expect.fail("It is there");
  const [one, two, three] = await Promise.all([early, waiting, later].map(({ trackingId }) => dueOf(trackingId)));
  expect(one?.dueAt?.getTime()).toBeGreaterThan(early.dueAt?.getTime() ?? 0);
  expect(one?.version).toBe(2);
  expect(two?.windowEndsAt).toEqual(new Date(at("2026-12-08T23:59:59").getTime() + 125 * 60_000));
  expect(three?.dueAt).toEqual(later.dueAt);
  const status = await findPublicStatus(early.trackingId);
  expect(status?.timeline.at(-1)).toMatchObject({ action: "LENGTHEN" });
  expect(status?.dueAt).toBe(one?.dueAt?.toISOString());
  expect(await told(waiting.trackingId, "LENGTHEN")).toBe(0);
  await eventsOf(early.trackingId);

  // A door that was cut off tells of a longer time: only the new part of it counts.
  await keepOutages([{ ...row, id: "o-4", endedAt: at("2026-11-24T13:05:00") }]);
  await sweepDuties({ now });
  expect((await dueOf(waiting.trackingId)).windowEndsAt).toEqual(
    new Date(at("2026-12-08T23:59:59").getTime() + 185 * 60_000),
  );
});

test("two runners, one killed amid its work: each duty exactly once", async () => {
  const officer = await staff("officer");
  const ids: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    const { trackingId } = await givenComplaint({ contact: { email: `c${i}@example.org` } });
    await act(trackingId, officer, "START", { publicText: "The crew comes tomorrow." });
    ids.push(trackingId);
  }
  await keepOutages([
    {
      id: "o-9",
      kind: "dark",
      startedAt: at("2026-11-25T10:00:00"),
      endedAt: at("2026-11-25T11:00:00"),
      announced: false,
      reason: null,
      until: null,
    },
  ]);
  const now = after(30);
  const [first, second] = [start(now), start(now)];
  await Promise.all([once(first, "message"), once(second, "message")]);
  const goal = (await db.event.count()) + 30;
  while ((await db.event.count()) < goal) await sleep(5);
  first.kill("SIGKILL");
  await once(second, "exit");
  expect((await sweepDuties({ now })).failed).toBe(0);
  for (const trackingId of ids) {
    const actions = await eventsOf(trackingId);
    const times = (wanted: string) => actions.filter((action) => action === wanted).length;
    expect({ lengthened: times("LENGTHEN"), reminded: times("REMIND"), raised: times("ESCALATE") }).toEqual({
      lengthened: 1,
      reminded: 1,
      raised: 2,
    });
    expect(await told(trackingId, "ESCALATE")).toBe(2);
    expect(await told(trackingId, "HALF_OVER")).toBe(1);
  }
});

function start(now: Date): ChildProcess {
  return fork("tests/support/sweeping-process.ts", [now.toISOString()], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", 2, 2, "ipc"],
  });
}

test("what a pressed citizen's withdrawal opens is not found by its contact or place", async () => {
  const { trackingId, citizen } = await givenComplaint({ contact: { phone: "0300 7654321" } });
  await act(trackingId, citizen, "WITHDRAW", { pressured: true });
  const sealed = await db.complaint.findFirstOrThrow({
    where: { channel: "pressure" },
    select: { wakeAt: true, words: true, contactKeys: true, placeKeys: true },
  });
  expect(sealed.contactKeys).toEqual([]);
  expect(sealed.placeKeys).toEqual([]);
  expect(sealed.words.length).toBeGreaterThan(0);
  expect(sealed.wakeAt).not.toBeNull();
  expect(await db.contactKey.count({ where: { complaint: { trackingId } } })).toBe(1);
});
