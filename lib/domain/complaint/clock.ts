import {
  addCalendarDays,
  addHours,
  addOfficeDays,
  addTerm,
  addWorkingDays,
  type Clock,
  type ClockContext,
  calendarDaysBetween,
  clockFor,
  endOfDay,
  type Interval,
  lengthenBy,
  workingDaysBetween,
} from "@/lib/domain/working-time";
import { type Level, toLevel } from "./actor";
import type { CaseFacts, CasePatch } from "./case-facts";
import type { Kind } from "./codes";
import { clockOwner, isAwaitingDecision, isClosed, type State } from "./states";

/** Terms of design §5. Those it calls working days are counted so; plain days are calendar days, moved off closed days. */
export const TERMS = {
  triageWorkingDays: 2,
  startWorkingDays: 3,
  updateDays: 7,
  decisionDays: 3,
  takeUpDays: 2,
  transferDays: 2,
  answerDays: 15,
  disputeDays: 15,
  appealDays: 30,
  authorityDays: 15,
  withdrawHours: 72,
  takeBackHours: 24,
  maxClockDays: 40,
  queryDays: 10,
  suggestionDays: 30,
  levelThreeDay: 41,
  levelFourMoreDays: 10,
} as const;

export const REMINDERS_BEFORE_SILENCE = { NEEDS_INFO: 2, RESOLVED: 3 } as const;
/** A citizen is reminded from ten in the morning on: hours back from a day's last second. */
const REMINDER_HOURS = -14;

/** The states whose window is the citizen's to answer in, and closes by silence. */
export function isCitizensWindow(state: State): state is keyof typeof REMINDERS_BEFORE_SILENCE {
  return state === "NEEDS_INFO" || state === "RESOLVED";
}

/** Length of the whole clock in days; null where none runs. Source: design §5, "Kinds". */
export function clockDaysFor(kind: Kind, serviceDays: number): number | null {
  if (kind === "appreciation") return null;
  if (kind === "suggestion") return TERMS.suggestionDays;
  return Math.min(serviceDays, kind === "query" ? TERMS.queryDays : TERMS.maxClockDays);
}

/** Real hours are for what is urgent in itself; a suggestion about an urgent service isn't. */
export function caseClock(facts: Pick<CaseFacts, "kind" | "urgent">, context: ClockContext): Clock {
  return clockFor(facts.urgent && facts.kind !== "suggestion", context);
}

/** When the whole clock ends that starts at `from`; null where none runs. */
export function wholeDue(from: Date, days: number | null, clock: Clock): Date | null {
  return days === null ? null : addTerm(from, days, clock);
}

type DutyFacts = Pick<CaseFacts, "kind" | "urgent" | "dueAt" | "receivedAt" | "assignedAt" | "progressAt">;

/**
 * The next duty of whoever holds a case in that state: to assign, start, report, decide, take up. Null where nobody owes
 * one. Of an urgent case it is counted in real hours and never later than the whole clock, for "three working days to
 * start" would outlast the case.
 */
export function dutyDue(state: State, facts: DutyFacts, since: Date, context: ClockContext): Date | null {
  const clock = caseClock(facts, context);
  if (facts.kind === "appreciation")
    return state === "NEW" ? addWorkingDays(facts.receivedAt, TERMS.triageWorkingDays, context) : null;
  const due = dutyOf(state, facts, since, clock, context);
  if (due === null || clock.unit === "working" || facts.dueAt === null) return due;
  return facts.dueAt < due && facts.dueAt > since ? facts.dueAt : due;
}

function dutyOf(state: State, facts: DutyFacts, since: Date, clock: Clock, context: ClockContext): Date | null {
  const inDays = (from: Date, days: number) =>
    clock.unit === "real" ? addHours(from, days * 24) : addOfficeDays(from, days, context);
  switch (state) {
    case "NEW":
      return addTerm(facts.receivedAt, TERMS.triageWorkingDays, clock);
    case "ASSIGNED":
      return addTerm(facts.assignedAt ?? since, TERMS.startWorkingDays, clock);
    case "IN_PROGRESS":
      return inDays(facts.progressAt ?? since, TERMS.updateDays);
    case "TRANSFER_REQUESTED":
      return inDays(since, TERMS.transferDays);
    case "REJECTED_PROPOSED":
      return inDays(since, TERMS.decisionDays);
    case "DISPUTED":
      return inDays(since, TERMS.takeUpDays);
    default:
      return null;
  }
}

/** The end of a window in calendar days that opens now: the citizen's or the appeal authority's. */
export function windowEnd(now: Date, days: number): Date {
  return addCalendarDays(now, days);
}

/** What ending a pause does to a case: the whole clock and the holder's duty lose nothing. Empty when it isn't paused. */
export function resume(facts: CaseFacts, now: Date, context: ClockContext): CasePatch {
  if (facts.pausedAt === null) return {};
  const pause = { from: facts.pausedAt, to: now };
  const clock = caseClock(facts, context);
  const longer = (due: Date | null) => due && lengthenBy(due, pause, clock);
  const minutes = Math.max(0, Math.round((now.getTime() - facts.pausedAt.getTime()) / 60_000));
  return {
    pausedAt: null,
    pausedMinutes: facts.pausedMinutes + minutes,
    dueAt: longer(facts.dueAt),
    dutyDueAt: longer(facts.dutyDueAt),
  };
}

/**
 * A later `due`, in that case's own measure, for a stretch in which the portal itself was down (the ledger of outages).
 * Nothing moves that began after it, was over before it, or stood still through it; day 41 is counted less it as well.
 * Empty where nothing moves.
 */
export function lengthenForOutage(
  facts: CaseFacts,
  outage: { from: Date; to: Date },
  context: ClockContext,
): CasePatch {
  const lived = { from: latest(outage.from, facts.receivedAt), to: outage.to };
  const own = { from: latest(lived.from, windowBegan(facts)), to: outage.to };
  const patch: CasePatch = {};
  const lengthen = (name: "windowEndsAt" | "withdrawEndsAt" | "dueAt" | "dutyDueAt", by: Interval, clock: Clock) => {
    const due = facts[name];
    const later = due && due > by.from ? lengthenBy(due, by, clock) : due;
    if (later && due && later > due) patch[name] = later;
  };
  lengthen("windowEndsAt", own, { unit: "real" });
  const thinking = facts.withdrawEndsAt && addHours(facts.withdrawEndsAt, -TERMS.withdrawHours);
  lengthen("withdrawEndsAt", thinking ? { ...lived, from: latest(lived.from, thinking) } : lived, { unit: "real" });
  if (clockOwner(facts.state) === "none") return patch;
  // A pause covers what of the outage lies in it.
  const worked = facts.pausedAt !== null && facts.pausedAt < lived.to ? { ...lived, to: facts.pausedAt } : lived;
  if (worked.to <= worked.from) return patch;
  const clock = caseClock(facts, context);
  lengthen("dueAt", worked, clock);
  lengthen("dutyDueAt", { ...worked, from: latest(worked.from, dutyBegan(facts)) }, clock);
  // An urgent case's duty that ends with the whole clock goes with it.
  if (patch.dueAt && facts.dutyDueAt?.getTime() === facts.dueAt?.getTime()) patch.dutyDueAt = patch.dueAt;
  if (patch.dueAt) patch.pausedMinutes = facts.pausedMinutes + minutesOf(worked);
  return patch;
}

/** Since when the window runs, as far as the case knows. */
/** Of a duty that has a moment of its own; one that was taken up after the outage has lost nothing by it. */
function dutyBegan({ state, assignedAt, progressAt, receivedAt }: CaseFacts): Date {
  const began = state === "ASSIGNED" ? assignedAt : state === "IN_PROGRESS" ? progressAt : null;
  return began ?? receivedAt;
}

function windowBegan(facts: CaseFacts): Date {
  if (facts.state === "NEEDS_INFO") return facts.pausedAt ?? facts.receivedAt;
  if (facts.state === "RESOLVED") return facts.resolvedAt ?? facts.receivedAt;
  return facts.closedAt ?? facts.receivedAt;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function minutesOf({ from, to }: Interval): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000));
}

/**
 * When the next reminder is owed; null where none is. In a window of 15 days they lie evenly, on whole days, at ten in the
 * morning, counted back from its end. Of a running clock: one to the office at half of it. Of an appeal that nobody has
 * decided in time: one to level 4. Source: design §5, table.
 */
export function reminderDue(facts: CaseFacts, context: ClockContext): Date | null {
  const { state, windowEndsAt } = facts;
  if (isCitizensWindow(state)) {
    const wanted = REMINDERS_BEFORE_SILENCE[state];
    if (windowEndsAt === null || facts.reminders >= wanted) return null;
    const daysBefore = Math.round((TERMS.answerDays * (wanted - facts.reminders)) / (wanted + 1));
    return addHours(addCalendarDays(windowEndsAt, -daysBefore), REMINDER_HOURS);
  }
  if (facts.officerReminded !== null) return null;
  if (state === "APPEAL") return windowEndsAt;
  if (clockOwner(state) !== "officer" || facts.pausedAt !== null) return null;
  return thresholds(facts, context)?.reminder ?? null;
}

export type Thresholds = { reminder: Date; overdue: Date; halfOver: Date; levelThree: Date; levelFour: Date };

/**
 * When the running clock calls for whom: 50% a reminder, 100% one level up, 150% two, day 41 since receipt less pauses
 * level 3, ten days later level 4. Null where no clock runs. Source: design §5, ESCALATE.
 */
export function thresholds(facts: CaseFacts, context: ClockContext): Thresholds | null {
  if (facts.dueAt === null || facts.clockDays === null) return null;
  const clock = caseClock(facts, context);
  const half = clock.unit === "real" ? facts.clockDays / 2 : Math.ceil(facts.clockDays / 2);
  const levelThree = dayLessPauses(facts, TERMS.levelThreeDay);
  return {
    reminder: addTerm(facts.dueAt, -half, clock),
    overdue: facts.dueAt,
    halfOver: addTerm(facts.dueAt, half, clock),
    levelThree,
    levelFour: addCalendarDays(levelThree, TERMS.levelFourMoreDays),
  };
}

/** The end of the calendar day before it, so that the day itself counts as reached when it begins. */
function dayLessPauses(facts: CaseFacts, day: number): Date {
  return endOfDay(new Date(addCalendarDays(facts.receivedAt, day - 1).getTime() + facts.pausedMinutes * 60_000));
}

/** The level that time alone has brought the case to; never below the one it has. It stands still while no officer's clock runs. */
export function expectedLevel(facts: CaseFacts, now: Date, context: ClockContext): Level {
  if (clockOwner(facts.state) !== "officer" || facts.pausedAt !== null) return facts.level;
  const at = thresholds(facts, context);
  const reached: number[] = [facts.level];
  if (at) {
    if (now > at.overdue) reached.push(facts.baseLevel + 1);
    if (now > at.halfOver) reached.push(facts.baseLevel + 2);
    if (now > at.levelThree) reached.push(3);
    if (now > at.levelFour) reached.push(4);
  }
  if (silenceEscalates(facts, now)) reached.push(facts.level + 1);
  return toLevel(Math.max(...reached));
}

/**
 * A decision that somebody owes and doesn't give goes one level up ("undecided escalates, never approves"), again after
 * each further term. A router's silence on NEW does so once only: the whole clock takes over from there.
 */
export function silenceEscalates(facts: CaseFacts, now: Date): boolean {
  return facts.dutyDueAt !== null && now > facts.dutyDueAt && silenceCounts(facts);
}

/** Whether a duty that passes unkept calls for the next level by that alone. */
export function silenceCounts({ state, level }: Pick<CaseFacts, "state" | "level">): boolean {
  return isAwaitingDecision(state) || (state === "NEW" && level === 0);
}

/** Past its due date while the office's clock runs. A paused clock is never overdue. */
export function isOverdue(facts: Pick<CaseFacts, "state" | "dueAt" | "pausedAt">, now: Date): boolean {
  return facts.dueAt !== null && facts.pausedAt === null && clockOwner(facts.state) === "officer" && now > facts.dueAt;
}

/** The last moment to dispute; null when that is over for good. After silence it is shorter than the one to appeal. */
export function disputeEndsAt(
  facts: Pick<CaseFacts, "state" | "closedAt" | "windowEndsAt">,
  appealable: boolean,
): Date | null {
  if (facts.windowEndsAt === null || !isClosed(facts.state)) return facts.windowEndsAt;
  // One column carries both windows, so that an outage lengthens them alike.
  return appealable ? addHours(facts.windowEndsAt, -(TERMS.appealDays - TERMS.disputeDays) * 24) : facts.windowEndsAt;
}

export type TimeLeft = { over: boolean; amount: number; unit: "working-days" | "hours" };

/** How long the office still has, or by how much it is over; whole units, the running one not counted. */
export function timeLeft(due: Date, at: Date, clock: Clock): TimeLeft {
  const over = at > due;
  if (clock.unit === "real") {
    const hours = Math.abs(due.getTime() - at.getTime()) / 3_600_000;
    return { over, amount: Math.floor(hours), unit: "hours" };
  }
  return { over, amount: Math.abs(workingDaysBetween(at, due, clock)), unit: "working-days" };
}

/** The same in calendar days in Karachi, for pages that know no holidays (the door's): negative when it is over. */
export function daysLeft(due: Date, at: Date): number {
  return calendarDaysBetween(at, due);
}
