import type { ClockContext } from "@/lib/domain/working-time";
import type { CaseFacts } from "./case-facts";
import { disputeEndsAt, isOverdue, REMINDERS_BEFORE_SILENCE, thresholds } from "./clock";
import { hasAppeal } from "./codes";
import { clockOwner, isAwaitingDecision, type State } from "./states";

/** What happens when a duty or a window passes unkept. */
export type Otherwise =
  /** The case goes one level up by that alone. */
  | "level"
  /** It is shown as late; the whole clock decides on levels. */
  | "late"
  /** NEEDS_INFO: a refusal is proposed. RESOLVED: closed as unconfirmed. */
  | "refusal_proposed"
  | "closed_unconfirmed"
  /** The cooling-off ends in a withdrawal. */
  | "withdrawn"
  /** Level 4 is told; silence decides nothing. */
  | "top_told"
  | null;

/** The states in which somebody of the office owes something (states.ts, OFFICER_STATES). */
const DUTY_STATES = [
  "NEW",
  "ASSIGNED",
  "IN_PROGRESS",
  "TRANSFER_REQUESTED",
  "REJECTED_PROPOSED",
  "DISPUTED",
] as const satisfies readonly State[];
export type DutyState = (typeof DUTY_STATES)[number];
export type Threshold = {
  code: "reminder" | "overdue" | "half_over" | "day_41" | "day_51";
  at: Date;
  level: number | null;
};

export type ClockSummary = {
  /** Whose turn it is. */
  turn: "office" | "citizen" | "authority" | "parent" | "nobody";
  paused: Date | null;
  /** The next thing that somebody of the office owes; `by` null where it is owed without a date. */
  duty: { state: DutyState; by: Date | null; late: boolean; otherwise: Otherwise } | null;
  /** Till when the citizen or the authority has time, and what follows then. */
  window: { ends: Date; over: boolean; otherwise: Otherwise; reminders: { sent: number; of: number } | null } | null;
  /** Till when a closed case can still be disputed or appealed. */
  open: { disputeTill: Date | null; appealTill: Date | null };
  /** What the running clock calls for from now on, soonest first. */
  ahead: Threshold[];
};

/**
 * The clock of a case as a person has to understand it: whose turn, what is owed by when and what follows otherwise. A
 * summary of the domain's own rules (clock.ts, design §5, table and ESCALATE), in codes.
 */
export function summarizeClock(facts: CaseFacts, now: Date, context: ClockContext): ClockSummary {
  const owner = clockOwner(facts.state);
  const turn = owner === "officer" ? "office" : owner === "none" ? "nobody" : owner;
  return {
    turn,
    paused: facts.pausedAt,
    duty: dutyOf(facts, now),
    window: windowOf(facts, now),
    open: stillOpen(facts, now),
    ahead: owner === "officer" && facts.pausedAt === null ? aheadOf(facts, now, context) : [],
  };
}

function dutyOf(facts: CaseFacts, now: Date): ClockSummary["duty"] {
  if (!isDuty(facts.state)) return null;
  const by = facts.dutyDueAt;
  const raises = isAwaitingDecision(facts.state) || (facts.state === "NEW" && facts.level === 0);
  return { state: facts.state, by, late: by !== null && now > by, otherwise: by && (raises ? "level" : "late") };
}

function windowOf(facts: CaseFacts, now: Date): ClockSummary["window"] {
  const { state } = facts;
  const ends = state === "WITHDRAW_PENDING" ? facts.withdrawEndsAt : facts.windowEndsAt;
  if (!ends) return null;
  const window = (otherwise: Otherwise, of: number | null) => ({
    ends,
    over: now > ends,
    otherwise,
    reminders: of === null ? null : { sent: facts.reminders, of },
  });
  switch (state) {
    case "NEEDS_INFO":
      return window("refusal_proposed", REMINDERS_BEFORE_SILENCE.NEEDS_INFO);
    case "RESOLVED":
      return window("closed_unconfirmed", REMINDERS_BEFORE_SILENCE.RESOLVED);
    case "WITHDRAW_PENDING":
      return window("withdrawn", null);
    case "APPEAL":
      return window("top_told", null);
    default:
      return null;
  }
}

function stillOpen(facts: CaseFacts, now: Date): ClockSummary["open"] {
  const { state, windowEndsAt } = facts;
  const runs = windowEndsAt !== null && now <= windowEndsAt;
  const isClosed = state === "CLOSED_CONFIRMED" || state === "CLOSED_NO_REPLY" || state === "CLOSED_REJECTED";
  if (!runs || !isClosed) return { disputeTill: null, appealTill: null };
  const appealable = hasAppeal(facts.kind) && facts.appealDecisions < 2;
  const till = state === "CLOSED_NO_REPLY" ? disputeEndsAt(facts, appealable) : null;
  return { disputeTill: till && till >= now ? till : null, appealTill: appealable ? windowEndsAt : null };
}

function aheadOf(facts: CaseFacts, now: Date, context: ClockContext): Threshold[] {
  const at = thresholds(facts, context);
  if (!at) return [];
  const level = (rung: number) => Math.min(4, rung);
  const all: Threshold[] = [
    { code: "reminder", at: at.reminder, level: null },
    { code: "overdue", at: at.overdue, level: level(facts.baseLevel + 1) },
    { code: "half_over", at: at.halfOver, level: level(facts.baseLevel + 2) },
    { code: "day_41", at: at.levelThree, level: 3 },
    { code: "day_51", at: at.levelFour, level: 4 },
  ];
  return all
    .filter((threshold) => threshold.at > now && (threshold.level === null || threshold.level > facts.level))
    .filter((threshold) => threshold.code !== "reminder" || !isOverdue(facts, now))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function isDuty(state: State): state is DutyState {
  return (DUTY_STATES as readonly State[]).includes(state);
}
