import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { expectedLevel, thresholds } from "@/lib/domain/complaint/clock";
import { OFFICER_STATES, STATES } from "@/lib/domain/complaint/states";
import { dutyOwed, nextWake } from "@/lib/domain/complaint/wake";
import { ACTIONS, allowedActions, applyChange, decide } from "@/lib/domain/complaint/workflow";
import { unite } from "@/lib/domain/outage-time";
import { at, CALENDAR, daysAfter, givenCase, givenParent, MONDAY, on } from "../support/given-case";

const SYSTEM = { kind: "system" } as const;
const endOf = (day: string) => at(`${day}T23:59:59`);

const WHEN = fc.option(
  fc.integer({ min: -60, max: 60 }).map((days) => daysAfter(MONDAY, days)),
  { nil: null },
);
const LEVEL = fc.constantFrom(0, 1, 2, 3, 4);
/** Cases of every kind, possible ones and such as nobody would think of. */
const CASE: fc.Arbitrary<CaseFacts> = fc
  .record({
    state: fc.constantFrom(...STATES),
    kind: fc.constantFrom("complaint", "query", "suggestion"),
    urgent: fc.boolean(),
    level: LEVEL,
    baseLevel: LEVEL,
    reminders: fc.nat(3),
    clockDays: fc.integer({ min: 1, max: 40 }),
    dueAt: WHEN,
    dutyDueAt: WHEN,
    windowEndsAt: WHEN,
    withdrawEndsAt: WHEN,
    officerReminded: fc.constantFrom(null, MONDAY),
    pausedMinutes: fc.nat(20_000),
    parent: fc.option(fc.constantFrom(...STATES).map((state) => givenParent({ state }))),
  } as const)
  .map((facts) =>
    givenCase({ ...facts, pausedAt: facts.state === "NEEDS_INFO" ? MONDAY : null } as Partial<CaseFacts>),
  );

const owedBy = (facts: CaseFacts, now: Date) => {
  const allowed = allowedActions(facts, SYSTEM, on(now));
  // Those that bring something of their own, or count answers, time doesn't call for.
  const called = ["REMIND", "ESCALATE", "INFO_TIMEOUT", "NO_REPLY", "WITHDRAW_DONE", "UNMERGE"];
  return allowed.filter((action) => called.includes(action) && (action !== "UNMERGE" || facts.parent !== null));
};

test("waking then, there is something to do, and the workflow lets it pass; a moment before there is nothing", () => {
  fc.assert(
    fc.property(CASE, (facts) => {
      const wake = nextWake(facts, CALENDAR);
      if (wake === null) return;
      const duty = dutyOwed(facts, wake, CALENDAR);
      expect(duty && decide(facts, duty.action, SYSTEM, {}, on(wake)).ok).toBe(true);
      const before = new Date(wake.getTime() - 1);
      expect(dutyOwed(facts, before, CALENDAR)).toBeNull();
      if (before.getTime() > 0) expect(owedBy(facts, before)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

test("whatever the workflow lets the system do for time's sake, it is owed", () => {
  const moment = fc.integer({ min: -90, max: 200 }).map((days) => daysAfter(MONDAY, days));
  fc.assert(
    fc.property(CASE, moment, (facts, now) => {
      expect(dutyOwed(facts, now, CALENDAR) !== null).toBe(owedBy(facts, now).length > 0);
    }),
    { numRuns: 5_000 },
  );
});

test("done one by one, the duties end, and the level is the one that time calls for", () => {
  const moment = fc.integer({ min: 0, max: 400 }).map((days) => daysAfter(MONDAY, days));
  fc.assert(
    fc.property(CASE, moment, (given, now) => {
      let facts = given;
      for (let i = 0; i < 20; i += 1) {
        const duty = dutyOwed(facts, now, CALENDAR);
        if (!duty) break;
        const decision = decide(facts, duty.action, SYSTEM, {}, on(now));
        if (!decision.ok) throw new Error(`${duty.action}: ${decision.error.code}`);
        facts = applyChange(facts, decision.value);
      }
      expect(dutyOwed(facts, now, CALENDAR)).toBeNull();
      expect(expectedLevel(facts, now, CALENDAR)).toBe(facts.level);
    }),
    { numRuns: 2_000 },
  );
});

test("nothing is owed to a closed case, nor to a merged one whose parent stands", () => {
  for (const state of STATES.filter((name) => name.startsWith("CLOSED") || name === "WITHDRAWN"))
    expect(nextWake(givenCase({ state, dueAt: MONDAY }), CALENDAR)).toBeNull();
  expect(nextWake(givenCase({ state: "MERGED", parent: givenParent() }), CALENDAR)).toBeNull();
  expect(ACTIONS).toContain("REMIND");
});

describe("reminders", () => {
  test("a question: after 5 and 10 days at ten in the morning, then silence after 15", () => {
    const asked = givenCase({ state: "NEEDS_INFO", pausedAt: MONDAY, windowEndsAt: endOf("2026-03-17"), reminders: 0 });
    const wakes = [0, 1, 2].map((reminders) => nextWake({ ...asked, reminders }, CALENDAR));
    expect(wakes.map((wake) => wake?.toISOString())).toEqual([
      "2026-03-07T04:59:59.001Z",
      "2026-03-12T04:59:59.001Z",
      "2026-03-17T18:59:59.001Z",
    ]);
  });

  test("“resolved”: after 4, 7 and 11 days", () => {
    const resolved = givenCase({ state: "RESOLVED", windowEndsAt: endOf("2026-03-17") });
    const days = [0, 1, 2, 3].map((reminders) =>
      nextWake({ ...resolved, reminders }, CALENDAR)
        ?.toISOString()
        .slice(0, 10),
    );
    expect(days).toEqual(["2026-03-06", "2026-03-09", "2026-03-13", "2026-03-17"]);
  });

  test("one that comes late moves the rest of the window by as many days", () => {
    const resolved = givenCase({ state: "RESOLVED", windowEndsAt: endOf("2026-03-17"), reminders: 0 });
    const late = decide(resolved, "REMIND", SYSTEM, {}, on(at("2026-03-26T12:00:00")));
    expect(late.ok && late.value.patch).toEqual({
      state: "RESOLVED",
      reminders: 1,
      windowEndsAt: endOf("2026-04-06"),
    });
    const inTime = decide(resolved, "REMIND", SYSTEM, {}, on(at("2026-03-06T23:00:00")));
    expect(inTime.ok && inTime.value.patch).toEqual({ state: "RESOLVED", reminders: 1 });
  });

  test("the office once at half of the clock; an appeal's top after its 15 days; neither makes a form stale", () => {
    for (const state of OFFICER_STATES) {
      const facts = givenCase({ state, dutyDueAt: null, level: 1 });
      const half = thresholds(facts, CALENDAR)?.reminder ?? MONDAY;
      const decision = decide(facts, "REMIND", SYSTEM, {}, on(new Date(half.getTime() + 1)));
      if (!decision.ok) throw new Error(state);
      expect(decision.value.effects).toEqual(["remind_office"]);
      expect(applyChange(facts, decision.value).version).toBe(facts.version);
    }
    const appeal = givenCase({ state: "APPEAL", windowEndsAt: endOf("2026-03-17") });
    const told = decide(appeal, "REMIND", SYSTEM, {}, on(at("2026-03-18T00:00:00")));
    expect(told.ok && told.value.effects).toEqual(["tell_top"]);
    expect(told.ok && nextWake(applyChange(appeal, told.value), CALENDAR)).toBeNull();
  });
});

test("stretches are united, and what was counted before is left out", () => {
  const span = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });
  expect(unite([span(50, 60), span(0, 10), span(5, 20), span(20, 30), span(7, 7)])).toEqual([
    span(0, 30),
    span(50, 60),
  ]);
  expect(unite([span(0, 100)], [span(10, 20), span(90, 200)])).toEqual([span(0, 10), span(20, 90)]);
  expect(unite([span(10, 20)], [span(0, 100)])).toEqual([]);
});
