import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clockDaysFor,
  dutyDue,
  expectedLevel,
  isOverdue,
  lengthenForOutage,
  resume,
  thresholds,
  timeLeft,
} from "@/lib/domain/complaint/clock";
import { decide } from "@/lib/domain/complaint/workflow";
import {
  addCalendarDays,
  addOfficeDays,
  addTerm,
  addWorkingDays,
  addWorkingMinutes,
  type Clock,
  calendarDaysBetween,
  dayOf,
  endOfDay,
  isWorkingDay,
  lengthenBy,
  minutesLeft,
  workingDaysBetween,
  workingMinutesBetween,
} from "@/lib/domain/working-time";
import { ACTORS, at, CALENDAR, daysAfter, givenCase, MONDAY, on } from "../support/given-case";

const WORKING: Clock = { unit: "working", ...CALENDAR };
const REAL: Clock = { unit: "real" };
const MOMENT = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
const HOURS = fc.integer({ min: 0, max: 24 * 40 });
const endOf = (day: string) => at(`${day}T23:59:59`);

describe("working days", () => {
  test.each([
    ["Monday morning", "2026-03-02T10:00:00", 1, "2026-03-03"],
    ["Monday at midnight", "2026-03-02T00:00:00", 1, "2026-03-03"],
    ["Monday, last second", "2026-03-02T23:59:59", 1, "2026-03-03"],
    ["over a weekend", "2026-03-05T10:00:00", 2, "2026-03-09"],
    ["from a Saturday", "2026-03-07T10:00:00", 1, "2026-03-09"],
    ["over a holiday on a Monday", "2026-03-20T10:00:00", 1, "2026-03-24"],
    ["three weeks over one holiday", "2026-03-02T10:00:00", 15, "2026-03-24"],
    ["none, on a working day", "2026-03-02T10:00:00", 0, "2026-03-02"],
    ["none, on a Sunday", "2026-03-01T10:00:00", 0, "2026-03-02"],
    ["back over the weekend", "2026-03-10T23:59:59", -2, "2026-03-06"],
  ])("%s", (_name, from, days, day) => {
    expect(addWorkingDays(at(from), days, CALENDAR)).toEqual(endOf(day));
  });

  test("the day is Karachi's, not UTC's", () => {
    expect(dayOf(new Date("2026-03-02T19:30:00Z"))).toBe("2026-03-03");
    expect(addWorkingDays(new Date("2026-03-02T19:30:00Z"), 1, CALENDAR)).toEqual(endOf("2026-03-04"));
    expect(isWorkingDay(new Date("2026-03-22T20:00:00Z"), CALENDAR)).toBe(false);
    expect(isWorkingDay(new Date("2026-03-22T20:00:00Z"), { holidays: new Set() })).toBe(true);
  });

  test("plain days are calendar days, and an office's never end on a closed day", () => {
    expect(addCalendarDays(at("2026-03-02T10:00:00"), 5)).toEqual(endOf("2026-03-07"));
    expect(addOfficeDays(at("2026-03-02T10:00:00"), 5, CALENDAR)).toEqual(endOf("2026-03-09"));
    expect(addOfficeDays(at("2026-03-19T10:00:00"), 2, CALENDAR)).toEqual(endOf("2026-03-24"));
  });

  test("urgent: days × 24 hours, weekend or not", () => {
    expect(addTerm(at("2026-03-06T16:00:00"), 1, REAL)).toEqual(at("2026-03-07T16:00:00"));
  });
});

describe("working minutes", () => {
  test.each([
    ["a day", "2026-03-02T00:00:00", "2026-03-02T23:59:59", 480],
    ["a Friday has its pause", "2026-03-06T00:00:00", "2026-03-06T23:59:59", 360],
    ["within the pause", "2026-03-06T12:45:00", "2026-03-06T14:15:00", 0],
    ["across the pause", "2026-03-06T12:00:00", "2026-03-06T15:00:00", 60],
    ["a weekend", "2026-03-07T00:00:00", "2026-03-08T23:59:59", 0],
    ["a holiday", "2026-03-23T08:00:00", "2026-03-23T18:00:00", 0],
    ["a week", "2026-03-02T00:00:00", "2026-03-08T23:59:59", 4 * 480 + 360],
    ["reversed", "2026-03-03T10:00:00", "2026-03-02T10:00:00", 0],
    ["half a minute", "2026-03-02T10:00:00", "2026-03-02T10:00:30", 0.5],
  ])("%s", (_name, from, to, minutes) => {
    expect(workingMinutesBetween(at(from), at(to), CALENDAR)).toBe(minutes);
  });

  test("adding minutes is the inverse of counting them", () => {
    fc.assert(
      fc.property(MOMENT, fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
        const to = addWorkingMinutes(from, minutes, CALENDAR);
        expect(workingMinutesBetween(from, to, CALENDAR)).toBeCloseTo(minutes, 6);
      }),
    );
  });

  test("counting in two parts is counting at once", () => {
    fc.assert(
      fc.property(MOMENT, HOURS, HOURS, (from, one, two) => {
        const middle = new Date(from.getTime() + one * 3_600_000);
        const to = new Date(middle.getTime() + two * 3_600_000);
        const parts = workingMinutesBetween(from, middle, CALENDAR) + workingMinutesBetween(middle, to, CALENDAR);
        expect(workingMinutesBetween(from, to, CALENDAR)).toBeCloseTo(parts, 6);
      }),
    );
  });
});

describe("a clock never runs backwards", () => {
  test.each([
    ["working", WORKING],
    ["real", REAL],
  ] as const)("%s: later receipt or longer term, never an earlier due", (_name, clock) => {
    fc.assert(
      fc.property(
        MOMENT,
        HOURS,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 5 }),
        (from, hours, days, more) => {
          const later = new Date(from.getTime() + hours * 3_600_000);
          const due = addTerm(from, days, clock);
          expect(due > from).toBe(true);
          expect(addTerm(later, days, clock) >= due).toBe(true);
          expect(addTerm(from, days + more, clock) >= due).toBe(true);
        },
      ),
    );
  });

  test.each([
    ["working", WORKING],
    ["real", REAL],
  ] as const)("%s: time left only falls", (_name, clock) => {
    fc.assert(
      fc.property(MOMENT, MOMENT, HOURS, (due, now, hours) => {
        const later = new Date(now.getTime() + hours * 3_600_000);
        expect(minutesLeft(due, later, clock)).toBeLessThanOrEqual(minutesLeft(due, now, clock));
      }),
    );
  });

  test("a working clock's due is the last second of a working day", () => {
    fc.assert(
      fc.property(MOMENT, fc.integer({ min: 0, max: 40 }), (from, days) => {
        const due = addWorkingDays(from, days, CALENDAR);
        expect(due).toEqual(endOfDay(due));
        expect(isWorkingDay(due, CALENDAR)).toBe(true);
      }),
    );
  });

  test("the level that time calls for never falls while the office holds the case", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        (days, more, urgent) => {
          const facts = givenCase({ urgent });
          const then = expectedLevel(facts, daysAfter(MONDAY, days), CALENDAR);
          expect(expectedLevel(facts, daysAfter(MONDAY, days + more), CALENDAR)).toBeGreaterThanOrEqual(then);
        },
      ),
    );
  });
});

describe("a pause loses no time", () => {
  test.each([
    ["working", WORKING],
    ["real", REAL],
  ] as const)("%s: as much is left after it as before, and on a working clock less than a day more", (_name, clock) => {
    fc.assert(
      fc.property(MOMENT, fc.integer({ min: 1, max: 40 }), HOURS, HOURS, (from, days, worked, paused) => {
        const due = addTerm(from, days, clock);
        const pausedAt = new Date(from.getTime() + worked * 3_600_000);
        fc.pre(pausedAt < due);
        const resumedAt = new Date(pausedAt.getTime() + paused * 3_600_000);
        const longer = lengthenBy(due, { from: pausedAt, to: resumedAt }, clock);
        const gained = minutesLeft(longer, resumedAt, clock) - minutesLeft(due, pausedAt, clock);
        expect(gained).toBeGreaterThan(-1e-6);
        expect(gained).toBeLessThan(clock.unit === "real" ? 1e-6 : 480);
        expect(longer >= due).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("a night or a weekend takes nothing, so gives nothing; a reversed interval neither", () => {
    const due = endOf("2026-03-13");
    expect(lengthenBy(due, { from: at("2026-03-06T17:00:00"), to: at("2026-03-09T09:00:00") }, WORKING)).toEqual(due);
    expect(lengthenBy(due, { from: MONDAY, to: daysAfter(MONDAY, -1) }, WORKING)).toEqual(due);
    expect(lengthenBy(due, { from: MONDAY, to: daysAfter(MONDAY, -1) }, REAL)).toEqual(due);
  });

  test("of a case: whole clock, duty and the pause itself are booked", () => {
    const facts = givenCase({
      state: "NEEDS_INFO",
      pausedAt: MONDAY,
      pausedMinutes: 5,
      dutyDueAt: endOf("2026-03-05"),
    });
    expect(resume(facts, daysAfter(MONDAY, 2), CALENDAR)).toEqual({
      pausedAt: null,
      pausedMinutes: 5 + 2 * 24 * 60,
      dueAt: endOf("2026-03-18"),
      // 960 minutes: Friday has 360, Monday 480, and the rest is Tuesday's.
      dutyDueAt: endOf("2026-03-10"),
    });
    expect(resume(givenCase(), MONDAY, CALENDAR)).toEqual({});
  });
});

describe("terms of design §5", () => {
  test.each([
    ["complaint", 5, 5],
    ["complaint", 60, 40],
    ["query", 5, 5],
    ["query", 30, 10],
    ["suggestion", 5, 30],
    ["appreciation", 5, null],
  ] as const)("%s on a service of %i days: %s", (kind, days, whole) => {
    expect(clockDaysFor(kind, days)).toBe(whole);
  });

  test.each([
    ["NEW", "2026-03-04"],
    ["ASSIGNED", "2026-03-05"],
    ["IN_PROGRESS", "2026-03-09"],
    ["TRANSFER_REQUESTED", "2026-03-04"],
    ["REJECTED_PROPOSED", "2026-03-05"],
    ["DISPUTED", "2026-03-04"],
  ] as const)("the duty in %s ends on %s", (state, day) => {
    expect(dutyDue(state, givenCase(), MONDAY, CALENDAR)).toEqual(endOf(day));
  });

  test.each(["NEEDS_INFO", "RESOLVED", "WITHDRAW_PENDING", "APPEAL", "MERGED", "CLOSED_CONFIRMED"] as const)(
    "nobody of the office owes anything in %s",
    (state) => {
      expect(dutyDue(state, givenCase(), MONDAY, CALENDAR)).toBeNull();
    },
  );

  test("an appreciation wants only to be sent on in time", () => {
    const thanks = givenCase({ kind: "appreciation" });
    expect(dutyDue("NEW", thanks, MONDAY, CALENDAR)).toEqual(endOf("2026-03-04"));
    expect(dutyDue("ASSIGNED", thanks, MONDAY, CALENDAR)).toBeNull();
  });

  test("an urgent case's duties are in real hours, and never outlast its clock", () => {
    const urgent = givenCase({ urgent: true, dueAt: daysAfter(MONDAY, 1) });
    expect(dutyDue("NEW", urgent, MONDAY, CALENDAR)).toEqual(daysAfter(MONDAY, 1));
    expect(dutyDue("NEW", { ...urgent, dueAt: daysAfter(MONDAY, 10) }, MONDAY, CALENDAR)).toEqual(daysAfter(MONDAY, 2));
    expect(dutyDue("RESOLVED", urgent, MONDAY, CALENDAR)).toBeNull();
    expect(dutyDue("NEW", { ...urgent, dueAt: null }, MONDAY, CALENDAR)).toEqual(daysAfter(MONDAY, 2));
    expect(dutyDue("DISPUTED", urgent, daysAfter(MONDAY, 5), CALENDAR)).toEqual(daysAfter(MONDAY, 7));
  });
});

describe("escalation", () => {
  test("50%, 100% and 150% of a working clock of 10 days; day 41 and ten more", () => {
    expect(thresholds(givenCase(), CALENDAR)).toEqual({
      reminder: endOf("2026-03-09"),
      overdue: endOf("2026-03-16"),
      halfOver: endOf("2026-03-24"),
      levelThree: endOf("2026-04-11"),
      levelFour: endOf("2026-04-21"),
    });
    expect(thresholds(givenCase({ kind: "appreciation" }), CALENDAR)).toBeNull();
  });

  test("of an urgent clock in hours", () => {
    const urgent = givenCase({ urgent: true, clockDays: 1, dueAt: daysAfter(MONDAY, 1) });
    expect(thresholds(urgent, CALENDAR)).toMatchObject({
      reminder: daysAfter(MONDAY, 0.5),
      halfOver: daysAfter(MONDAY, 1.5),
    });
  });

  test.each([
    ["2026-03-16T23:59:59", 0],
    ["2026-03-17T00:00:00", 1],
    ["2026-03-25T00:00:00", 2],
    ["2026-04-11T23:59:59", 2],
    ["2026-04-12T00:00:00", 3],
    ["2026-04-22T00:00:00", 4],
    ["2027-04-22T00:00:00", 4],
  ])("on %s: level %i", (when, level) => {
    expect(expectedLevel(givenCase(), at(when), CALENDAR)).toBe(level);
  });

  test("after a dispute the new clock counts from the new level", () => {
    const disputed = givenCase({ level: 1, baseLevel: 1, clockDays: 5, dueAt: endOf("2026-03-09") });
    expect(expectedLevel(disputed, at("2026-03-09T12:00:00"), CALENDAR)).toBe(1);
    expect(expectedLevel(disputed, at("2026-03-10T12:00:00"), CALENDAR)).toBe(2);
    expect(expectedLevel(disputed, at("2026-03-13T12:00:00"), CALENDAR)).toBe(3);
  });

  test("pauses move day 41", () => {
    const paused = givenCase({ pausedMinutes: 10 * 24 * 60 });
    expect(thresholds(paused, CALENDAR)?.levelThree).toEqual(endOf("2026-04-21"));
  });

  test("nothing is called for while the citizen or the authority has the word", () => {
    for (const state of [
      "NEEDS_INFO",
      "RESOLVED",
      "APPEAL",
      "WITHDRAW_PENDING",
      "MERGED",
      "CLOSED_REJECTED",
    ] as const) {
      expect(expectedLevel(givenCase({ state }), daysAfter(MONDAY, 300), CALENDAR), state).toBe(0);
      expect(isOverdue(givenCase({ state }), daysAfter(MONDAY, 300)), state).toBe(false);
    }
  });

  test("a router's silence goes up once", () => {
    const fresh = givenCase({ state: "NEW", dutyDueAt: endOf("2026-03-04") });
    expect(expectedLevel(fresh, at("2026-03-05T00:00:00"), CALENDAR)).toBe(1);
    expect(expectedLevel({ ...fresh, level: 1 }, at("2026-03-06T00:00:00"), CALENDAR)).toBe(1);
  });

  test("two sweeps at once, one escalation: the second finds nothing called for", () => {
    const late = givenCase();
    const now = at("2026-03-17T06:00:00");
    const first = decide(late, "ESCALATE", ACTORS.system, {}, on(now));
    if (!first.ok) throw new Error(first.error.code);
    expect(decide({ ...late, ...first.value.patch }, "ESCALATE", ACTORS.system, {}, on(now))).toEqual({
      ok: false,
      error: { code: "not_due" },
    });
  });
});

describe("the ledger of outages", () => {
  const outage = { from: at("2026-03-03T09:00:00"), to: at("2026-03-04T09:00:00") };

  test("lengthens the office's clocks by working time and citizens' windows by real time", () => {
    const facts = givenCase({ dutyDueAt: endOf("2026-03-09") });
    expect(lengthenForOutage(facts, outage, CALENDAR)).toEqual({
      dueAt: endOf("2026-03-17"),
      dutyDueAt: endOf("2026-03-10"),
      pausedMinutes: 1_440,
    });
    const resolved = givenCase({ state: "RESOLVED", dutyDueAt: null, windowEndsAt: endOf("2026-03-17") });
    expect(lengthenForOutage(resolved, outage, CALENDAR).windowEndsAt).toEqual(endOf("2026-03-18"));
  });

  test("moves nothing that was over before it or began after it", () => {
    expect(lengthenForOutage(givenCase({ dueAt: MONDAY, dutyDueAt: MONDAY }), outage, CALENDAR)).toEqual({});
    expect(lengthenForOutage(givenCase({ receivedAt: outage.to }), outage, CALENDAR)).toEqual({});
    const later = givenCase({ state: "RESOLVED", resolvedAt: outage.to, windowEndsAt: endOf("2026-03-30") });
    expect(lengthenForOutage(later, outage, CALENDAR).windowEndsAt).toBeUndefined();
  });

  test("gives a paused clock nothing twice, and a closed case only its window", () => {
    const paused = givenCase({ state: "NEEDS_INFO", pausedAt: MONDAY, windowEndsAt: endOf("2026-03-17") });
    expect(lengthenForOutage(paused, outage, CALENDAR)).toEqual({ windowEndsAt: endOf("2026-03-18") });
    const closed = givenCase({ state: "CLOSED_CONFIRMED", windowEndsAt: endOf("2026-04-01") });
    expect(lengthenForOutage(closed, outage, CALENDAR)).toEqual({ windowEndsAt: endOf("2026-04-02") });
  });
});

describe("days left or over", () => {
  test.each([
    ["2026-03-02T10:00:00", false, 10],
    ["2026-03-16T08:00:00", false, 0],
    ["2026-03-16T23:59:59", false, 0],
    ["2026-03-17T00:00:01", true, 1],
    ["2026-03-24T12:00:00", true, 5],
  ])("on %s: over %s by %i working days", (now, over, amount) => {
    expect(timeLeft(endOf("2026-03-16"), at(now), WORKING)).toEqual({ over, amount, unit: "working-days" });
  });

  test("an urgent one in hours", () => {
    expect(timeLeft(at("2026-03-03T10:00:00"), at("2026-03-02T22:30:00"), REAL)).toEqual({
      over: false,
      amount: 11,
      unit: "hours",
    });
    expect(timeLeft(at("2026-03-03T10:00:00"), at("2026-03-03T12:30:00"), REAL)).toEqual({
      over: true,
      amount: 2,
      unit: "hours",
    });
  });

  test("both ways of counting agree with each other", () => {
    fc.assert(
      fc.property(MOMENT, MOMENT, (one, other) => {
        expect(workingDaysBetween(one, other, CALENDAR)).toBe(-workingDaysBetween(other, one, CALENDAR) || 0);
        expect(calendarDaysBetween(one, other)).toBe(-calendarDaysBetween(other, one) || 0);
      }),
    );
  });
});
