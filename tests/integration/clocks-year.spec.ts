import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { dayOf } from "@/lib/domain/working-time";
import { sweepDuties } from "@/lib/use-cases/sweep-duties";
import { act, givenComplaint, staff } from "../support/domain";

/** A Monday; the Friday of that week, 25 December, is a holiday. Karachi's time throughout. */
const LODGED = at("2026-12-21T10:00");

function at(local: string): Date {
  return new Date(`${local}:00+05:00`);
}

beforeAll(async () => {
  await db.service.update({ where: { code: "WAT-SEWR" }, data: { clockDays: 5, evidence: "none", urgent: false } });
  await db.service.update({ where: { code: "WAT-MANH" }, data: { clockDays: 2, evidence: "none", urgent: true } });
});

async function lodged(changes: Parameters<typeof givenComplaint>[0] = {}) {
  return givenComplaint({ ...changes, now: LODGED });
}

async function did(outcome: Promise<{ ok: boolean }>): Promise<void> {
  expect(await outcome).toMatchObject({ ok: true });
}

async function resolved() {
  const given = await lodged();
  const officer = await staff("officer");
  const now = at("2026-12-22T11:00");
  await did(act(given.trackingId, officer, "START", { publicText: "The crew comes today." }, { now }));
  const input = { outcome: "relief_granted", publicText: "The line is clear." };
  await did(act(given.trackingId, officer, "RESOLVE", input, { now }));
  return given;
}

/** When the system did what, to the minute in Karachi. */
async function story(trackingId: string): Promise<string[]> {
  const events = await db.event.findMany({
    where: { complaint: { trackingId }, role: "system", action: { not: "ASSIGN" } },
    orderBy: { sequence: "asc" },
  });
  return events.map(({ at: when, action }) => {
    const local = new Date(when.getTime() + 5 * 3_600_000).toISOString().slice(11, 16);
    return `${dayOf(when)} ${local} ${action}`;
  });
}

test("a year in seconds, with every call in its place", { timeout: 300_000 }, async () => {
  const [officer] = await Promise.all([staff("officer")]);
  const untouched = await lodged();
  const urgent = await lodged({ serviceCode: "WAT-MANH" });
  const atRouter = await lodged({ against: { name: "Somebody" } });
  const asked = await lodged();
  const question = { publicText: "Which house is it nearest to?" };
  await did(act(asked.trackingId, officer, "ASK_INFO", question, { now: at("2026-12-21T11:00") }));
  const withdrawn = await lodged();
  await did(
    act(withdrawn.trackingId, withdrawn.citizen, "WITHDRAW", { pressured: false }, { now: at("2026-12-21T12:00") }),
  );
  const silent = await resolved();
  const disputed = await resolved();
  const dispute = { text: "The water still stands in the street." };
  await did(act(disputed.trackingId, disputed.citizen, "DISPUTE", dispute, { now: at("2026-12-22T12:00") }));
  const appealed = await resolved();
  await did(act(appealed.trackingId, appealed.citizen, "CONFIRM", {}, { now: at("2026-12-22T12:00") }));
  await did(act(appealed.trackingId, appealed.citizen, "APPEAL", dispute, { now: at("2026-12-22T13:00") }));

  const end = new Date(LODGED.getTime() + 365 * 86_400_000);
  let now: Date | null = LODGED;
  let sweeps = 0;
  while (now && now < end) {
    const { next, failed, more } = await sweepDuties({ now });
    expect({ failed, more, goesOn: next === null || next > now }).toEqual({ failed: 0, more: false, goesOn: true });
    // A duty is late once its day's last second is over.
    now = next && new Date(next.getTime() + 999);
    sweeps += 1;
  }
  // Nothing is left to do when the year is over, nor does it wake for nothing meanwhile.
  expect((await sweepDuties({ now: end })).done).toEqual({});
  expect(sweeps).toBeLessThan(60);

  // 5 working days over a holiday and a weekend: due on the 29th. Half of them before, half of them after; day 41, and 51.
  expect(await story(untouched.trackingId)).toEqual([
    "2026-12-24 00:00 REMIND",
    "2026-12-30 00:00 ESCALATE",
    "2027-01-02 00:00 ESCALATE",
    "2027-01-31 00:00 ESCALATE",
    "2027-02-10 00:00 ESCALATE",
  ]);
  // Two days of 24 hours, holiday or not.
  expect(await story(urgent.trackingId)).toEqual([
    "2026-12-22 10:00 REMIND",
    "2026-12-23 10:00 ESCALATE",
    "2026-12-24 10:00 ESCALATE",
    "2027-01-31 00:00 ESCALATE",
    "2027-02-10 00:00 ESCALATE",
  ]);
  // A router's silence goes up once; the whole clock takes over.
  expect((await story(atRouter.trackingId)).toSorted()).toEqual([
    "2026-12-24 00:00 ESCALATE",
    "2026-12-24 00:00 REMIND",
    "2027-01-02 00:00 ESCALATE",
    "2027-01-31 00:00 ESCALATE",
    "2027-02-10 00:00 ESCALATE",
  ]);
  // Asked on the 21st: 15 days and two reminders. 84 working hours paused (a Friday has six): due on 13 January. The
  // decision falls due on Saturday, so on Monday, and each further silence takes it up.
  expect(await story(asked.trackingId)).toEqual([
    "2026-12-26 10:00 REMIND",
    "2026-12-31 10:00 REMIND",
    "2027-01-06 00:00 INFO_TIMEOUT",
    "2027-01-09 00:00 REMIND",
    "2027-01-12 00:00 ESCALATE",
    "2027-01-16 00:00 ESCALATE",
    "2027-01-20 00:00 ESCALATE",
    "2027-01-26 00:00 ESCALATE",
  ]);
  expect(await story(withdrawn.trackingId)).toEqual(["2026-12-24 12:00 WITHDRAW_DONE"]);
  expect(await story(silent.trackingId)).toEqual([
    "2026-12-26 10:00 REMIND",
    "2026-12-29 10:00 REMIND",
    "2027-01-02 10:00 REMIND",
    "2027-01-07 00:00 NO_REPLY",
  ]);
  // Half of the clock anew, from level 1; two days to take it up, then again and again.
  expect(await story(disputed.trackingId)).toEqual([
    "2026-12-24 00:00 REMIND",
    "2026-12-25 00:00 ESCALATE",
    "2026-12-29 00:00 ESCALATE",
    "2027-01-01 00:00 ESCALATE",
  ]);
  expect(await story(appealed.trackingId)).toEqual(["2027-01-07 00:00 REMIND"]);
});
