import { describe, expect, test } from "vitest";
import { listFields, MORE, MOVES } from "@/app/[locale]/(staff)/desk/[trackingId]/form-fields";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { findMentioned } from "@/lib/domain/complaint/mention";
import { type ClockSummary, summarizeClock } from "@/lib/domain/complaint/next-duty";
import type { Hat } from "@/lib/domain/complaint/reach";
import { STATES, type State } from "@/lib/domain/complaint/states";
import { ACTIONS, type Action, type Row, WORKFLOW } from "@/lib/domain/complaint/workflow";
import { fieldsOf } from "@/lib/schemas/act";
import en from "@/messages/en/desk.json";
import ur from "@/messages/ur/desk.json";
import { at, CALENDAR, daysAfter, givenCase, MONDAY } from "../support/given-case";

const summary = (facts: Partial<CaseFacts>, now = MONDAY) => summarizeClock(givenCase(facts), now, CALENDAR);
const DUE = at("2026-03-16T23:59:59");
const SOON = at("2026-03-05T23:59:59");

describe("the clock in words, state by state", () => {
  const window = at("2026-03-17T23:59:59");
  type Said = { turn: ClockSummary["turn"]; duty?: string | null; window?: string | null };
  const said: Record<State, Said> = {
    NEW: { turn: "office", duty: "level" },
    ASSIGNED: { turn: "office", duty: "late" },
    IN_PROGRESS: { turn: "office", duty: "late" },
    TRANSFER_REQUESTED: { turn: "office", duty: "level" },
    REJECTED_PROPOSED: { turn: "office", duty: "level" },
    DISPUTED: { turn: "office", duty: "level" },
    NEEDS_INFO: { turn: "citizen", window: "refusal_proposed" },
    RESOLVED: { turn: "citizen", window: "closed_unconfirmed" },
    WITHDRAW_PENDING: { turn: "citizen", window: "withdrawn" },
    APPEAL: { turn: "authority", window: "top_told" },
    MERGED: { turn: "parent" },
    CLOSED_CONFIRMED: { turn: "nobody" },
    CLOSED_NO_REPLY: { turn: "nobody" },
    CLOSED_REJECTED: { turn: "nobody" },
    CLOSED_APPEAL: { turn: "nobody" },
    WITHDRAWN: { turn: "nobody" },
  };

  test.each(STATES)("%s", (state) => {
    const read = summary({ state, dueAt: DUE, dutyDueAt: SOON, windowEndsAt: window, withdrawEndsAt: window });
    expect(read.turn).toBe(said[state].turn);
    expect(read.duty?.otherwise ?? null, "the duty").toBe(said[state].duty ?? null);
    expect(read.window?.otherwise ?? null, "the window").toBe(said[state].window ?? null);
    if (read.duty) expect(read.duty.by).toEqual(SOON);
    if (said[state].turn !== "office") expect(read.ahead, "no level while the office's time stands").toEqual([]);
  });

  test("the thresholds ahead, each with its level; those that are past are not ahead", () => {
    const facts = { dueAt: DUE, clockDays: 10 };
    expect(summary(facts).ahead.map(({ code, level }) => [code, level])).toEqual([
      ["reminder", null],
      ["overdue", 1],
      ["half_over", 2],
      ["day_41", 3],
      ["day_51", 4],
    ]);
    const late = summary({ ...facts, level: 1, dutyDueAt: SOON }, daysAfter(DUE, 1));
    expect(late.ahead.map(({ code }) => code)).toEqual(["half_over", "day_41", "day_51"]);
    expect(late.duty?.late).toBe(true);
  });

  test("a paused clock threatens nobody, and reminders are counted", () => {
    const asked = summary({ state: "NEEDS_INFO", pausedAt: MONDAY, dueAt: DUE, windowEndsAt: window, reminders: 1 });
    expect(asked).toMatchObject({ paused: MONDAY, ahead: [], window: { reminders: { sent: 1, of: 2 } } });
  });

  test("what is closed says until when it can be disputed or appealed", () => {
    const closed = (facts: Partial<CaseFacts>, now = MONDAY) =>
      summary({ windowEndsAt: daysAfter(MONDAY, 30), ...facts }, now).open;
    expect(closed({ state: "CLOSED_NO_REPLY" }).disputeTill).toEqual(daysAfter(MONDAY, 15));
    expect(closed({ state: "CLOSED_CONFIRMED" })).toEqual({ disputeTill: null, appealTill: daysAfter(MONDAY, 30) });
    expect(closed({ state: "CLOSED_REJECTED", appealDecisions: 2 }).appealTill).toBeNull();
    expect(closed({ state: "CLOSED_CONFIRMED", kind: "query" }).appealTill).toBeNull();
    expect(closed({ state: "CLOSED_CONFIRMED" }, daysAfter(MONDAY, 31)).appealTill).toBeNull();
  });
});

describe("every row of the table that staff may use has its form", () => {
  const AT_DESK: readonly Hat[] = ["officer", "supervisor", "receiver", "router", "callback", "appeal"];
  const usable = ACTIONS.filter((action) => (WORKFLOW[action] as Row).who.some((hat) => AT_DESK.includes(hat)));
  const offered: readonly Action[] = [...MOVES, ...MORE];

  test("all are offered, each once, and nothing else", () => {
    expect(offered.toSorted()).toEqual(usable.toSorted());
    expect(new Set(offered).size).toBe(offered.length);
  });

  test.each(usable)("%s asks for all that it may bring, in some case", (action) => {
    // The desk is the chosen officer's where an officer is asked for.
    const own = new Set(action === "ASSIGN" || action === "REQUEST_TRANSFER" ? [] : ["desk"]);
    const asked = new Set(
      [
        givenCase({ againstUnbound: true, evidence: "reference", state: "TRANSFER_REQUESTED" }),
        givenCase({ evidence: "photo", state: "NEW" }),
      ].flatMap((facts) => listFields(action, facts)),
    );
    for (const field of fieldsOf(action)) if (!own.has(field)) expect(asked, field).toContain(field);
    if (action === "RESOLVE" || action === "ATTACH") expect(asked).toContain("evidence");
  });

  test.each(offered)("%s has its words in both languages", (action) => {
    for (const desk of [en, ur]) {
      const words = (desk.act as Record<string, Record<string, string>>)[action];
      for (const key of ["title", "lead", "submit"]) expect(words?.[key], key).toBeTruthy();
    }
  });
});

describe("who a note names", () => {
  const people = [
    { id: "ayesha", labels: ["Ayesha Khan", "عائشہ خان"] },
    { id: "khanum", labels: ["Ayesha Khanum", "عائشہ خانم"] },
    { id: "bilal", labels: ["Bilal Ahmed (Drains)", "بلال احمد (نکاسی)"] },
  ];
  test.each([
    ["Please look, @Ayesha Khan.", ["ayesha"]],
    ["@ayesha khanum and @Ayesha  Khan", ["khanum", "ayesha"]],
    ["براہِ کرم @عائشہ خان، دیکھیں", ["ayesha"]],
    ["@عائشہ خان with an Arabic keyboard: @عائشه", ["ayesha"]],
    ["@Bilal Ahmed (Drains): the pump", ["bilal"]],
    ["@Bilal Ahmed, of whom there may be two", []],
    ["ayesha@Ayesha Khan is no mention", []],
    ["@Nobody Here, @ , @@", []],
    ["@Ayesha Khan @Ayesha Khan", ["ayesha"]],
  ])("%s", (text, named) => {
    expect(findMentioned(text, people)).toEqual(named);
  });

  test("two of one name are both meant", () => {
    const twins = [...people, { id: "other", labels: ["Ayesha Khan"] }];
    expect(findMentioned("@Ayesha Khan", twins).toSorted()).toEqual(["ayesha", "other"]);
  });
});
