import {
  type Clock,
  DAY,
  dayNumber,
  HOUR,
  lengthened,
  MINUTE,
  plusCalendarDays,
  plusOfficeDays,
  plusTerm,
  startOfDay,
} from "../calendar";
import { moment, type Trail } from "../watch";
import { type Books, OFFICE, type Say, SPOKEN, type Step, type Story } from "./stories";

export function clockOf({ services, world }: Books, { kind }: Story, { serviceCode }: Trail): Clock {
  const real = (services.get(serviceCode)?.urgent ?? false) && kind !== "suggestion";
  return { real, holidays: world.holidays };
}

export const DAYS_TO_ANSWER = 15;
const REMINDERS: Record<string, number> = { NEEDS_INFO: 2, RESOLVED: 3 };
const DECISIONS = ["REJECTED_PROPOSED", "TRANSFER_REQUESTED", "DISPUTED"];

/** Up to which level time alone has brought it at `at`, and why; null where it stands still. */
export function calledLevel(books: Books, story: Story, row: Trail, at: number): { level: number; why: string } | null {
  if (!OFFICE.includes(row.state) || row.pausedAt !== null || story.kind === "appreciation") return null;
  const clock = clockOf(books, story, row);
  const due = moment(row.dueAt);
  const calls: { level: number; why: string; after: number }[] = [];
  if (due !== null && row.clockDays !== null) {
    const half = clock.real ? row.clockDays / 2 : Math.ceil(row.clockDays / 2);
    const day41 = plusCalendarDays(plusCalendarDays(story.receivedAt, 40) + row.pausedMinutes * MINUTE, 0);
    calls.push({ level: row.baseLevel + 1, why: "100%", after: due });
    calls.push({ level: row.baseLevel + 2, why: "150%", after: plusTerm(due, half, clock) });
    calls.push({ level: 3, why: "day 41", after: day41 });
    calls.push({ level: 4, why: "day 51", after: plusCalendarDays(day41, 10) });
  }
  const duty = moment(row.dutyDueAt);
  if (duty !== null && (DECISIONS.includes(row.state) || (row.state === "NEW" && row.level === 0)))
    calls.push({ level: row.level + 1, why: "no decision", after: duty });
  const called = calls.filter(({ after }) => at > after).map(({ level, why }) => ({ level: Math.min(4, level), why }));
  return called.sort((a, b) => b.level - a.level)[0] ?? null;
}

/** When the next reminder is owed; null for none. */
export function reminderAt(books: Books, story: Story, row: Trail): number | null {
  const window = moment(row.windowEndsAt);
  const wanted = REMINDERS[row.state];
  if (wanted !== undefined) {
    if (window === null || row.reminders >= wanted) return null;
    const left = Math.round((DAYS_TO_ANSWER * (wanted - row.reminders)) / (wanted + 1));
    return startOfDay(dayNumber(window) - left) + 10 * HOUR - 1_000;
  }
  if (row.officerReminded !== null) return null;
  if (row.state === "APPEAL") return window;
  const due = moment(row.dueAt);
  if (!OFFICE.includes(row.state) || row.pausedAt !== null || due === null || row.clockDays === null) return null;
  const clock = clockOf(books, story, row);
  return plusTerm(due, -(clock.real ? row.clockDays / 2 : Math.ceil(row.clockDays / 2)), clock);
}

/** What is owed by the clock at `at` while the row stands as it does; null for nothing. */
function owed(books: Books, story: Story, row: Trail, at: number, atSeq: number): string | null {
  const over = (due: string | null) => due !== null && at > moment(due);
  const reminder = reminderAt(books, story, row);
  if (reminder !== null && at > reminder) return `REMIND since ${SPOKEN(reminder)}`;
  const called = calledLevel(books, story, row, at);
  if (called && called.level > row.level) return `level ${called.level} (${called.why})`;
  if (row.state === "NEEDS_INFO" && over(row.windowEndsAt)) return "INFO_TIMEOUT";
  if (row.state === "RESOLVED" && over(row.windowEndsAt)) return "NO_REPLY";
  if (row.state === "WITHDRAW_PENDING" && over(row.withdrawEndsAt)) return "WITHDRAW_DONE";
  if (row.state === "MERGED") return owedByMerged(books, row, at, atSeq);
  return owedToAbsent(books, row, at);
}

function owedByMerged({ stories }: Books, row: Trail, at: number, atSeq: number): string | null {
  const parent = stories.get(row.parentId ?? "");
  const now = parent?.trail.findLast(({ seq }) => seq <= atSeq);
  if (!parent || !now) return "a parent";
  if (["CLOSED_REJECTED", "CLOSED_APPEAL", "WITHDRAWN", "MERGED"].includes(now.state) || now.sensitive)
    return "UNMERGE";
  const isOver = ["CLOSED_CONFIRMED", "CLOSED_NO_REPLY"].includes(now.state);
  return isOver && (now.windowEndsAt === null || at > moment(now.windowEndsAt)) ? "NO_REPLY with its parent" : null;
}

function owedToAbsent({ world }: Books, row: Trail, at: number): string | null {
  if (!["ASSIGNED", "NEEDS_INFO", "IN_PROGRESS", "TRANSFER_REQUESTED"].includes(row.state)) return null;
  const away = row.officerId ? world.town.find(row.officerId)?.away : null;
  return away && away.from <= at && at < away.to ? `REASSIGN from ${row.officerId}, who is away` : null;
}

/**
 * After each look of the worker nothing is owed: so every duty is done within one interval of its time. What is checked is
 * each state that a row stood in, at the last look within it, since what is owed once stays owed.
 */
export function checkDeadlines(books: Books, say: Say): void {
  const sweeps = books.world.watch.all<{ at: number; until: number }>(
    'SELECT "at", "until" FROM "SimSweep" ORDER BY rowid',
  );
  for (const story of books.stories.values()) {
    for (const [i, row] of story.trail.entries()) {
      const next = story.trail[i + 1]?.seq ?? Number.POSITIVE_INFINITY;
      const last = lastWhere(sweeps, ({ until }) => until < next);
      if (!last || last.until < row.seq) continue;
      const debt = owed(books, story, row, last.at, last.until);
      if (debt)
        say("every deadline acted on", story, `at ${SPOKEN(last.at)} in ${row.state}, level ${row.level}: ${debt}`);
    }
  }
}

/** The last of a list whose first part fits. */
function lastWhere<T>(list: readonly T[], fits: (item: T) => boolean): T | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && fits(item)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

/** Nothing comes before its time, nothing twice, and each clock starts as the design says. */
export function checkTimes(books: Books, say: Say): void {
  for (const story of books.stories.values()) {
    checkStart(books, story, say);
    for (const step of story.steps) {
      const early = earlyFlaw(books, story, step);
      if (early) say("never early", story, `${step.event.action} at ${SPOKEN(step.event.time)}: ${early}`);
      const wrong = clockFlaw(books, story, step);
      if (wrong)
        say(
          "clocks start right",
          story,
          `${step.event.sequence} ${step.event.action} at ${SPOKEN(step.event.time)}: ${wrong}`,
        );
    }
    checkOnce(story, say);
  }
}

function checkStart(books: Books, story: Story, say: Say): void {
  const first = story.trail[0];
  const service = first && books.services.get(first.serviceCode);
  if (!first || !service) return;
  const days = { appreciation: null, suggestion: 30, query: Math.min(service.clockDays, 10) }[story.kind];
  const clockDays = days === undefined ? Math.min(service.clockDays, 40) : days;
  const due = clockDays === null ? null : plusTerm(story.receivedAt, clockDays, clockOf(books, story, first));
  if (first.clockDays !== clockDays || moment(first.dueAt) !== due)
    say(
      "clocks start right",
      story,
      `${first.clockDays} days till ${first.dueAt}, not ${clockDays} till ${due && SPOKEN(due)}`,
    );
}

function earlyFlaw(books: Books, story: Story, { event, before }: Step): string | null {
  const { action, role, time } = event;
  if (!before || (role !== "system" && action !== "ESCALATE")) return null;
  const isOver = (due: string | null) => due !== null && time > moment(due);
  switch (action) {
    case "INFO_TIMEOUT":
    case "NO_REPLY": {
      if (before.state === "MERGED") return null; // its parent's window: owedByMerged
      if (!isOver(before.windowEndsAt)) return `the window ends ${before.windowEndsAt}`;
      const wanted = REMINDERS[before.state] ?? 0;
      return before.reminders < wanted ? `${before.reminders} reminders of ${wanted}` : null;
    }
    case "WITHDRAW_DONE":
      return isOver(before.withdrawEndsAt) ? null : `may be taken back till ${before.withdrawEndsAt}`;
    case "REMIND": {
      const due = reminderAt(books, story, before);
      return due !== null && time > due ? null : `due ${due && SPOKEN(due)}`;
    }
    case "ESCALATE": {
      if (role === "citizen") return isOver(before.dueAt) && before.pausedAt === null ? null : "not overdue";
      if (role !== "system") return null;
      return (calledLevel(books, story, before, time)?.level ?? 0) > before.level
        ? null
        : `not called from level ${before.level}`;
    }
    default:
      return null;
  }
}

/** What the design says of the clock that this action starts, stops or moves. */
function clockFlaw(books: Books, story: Story, { event, before, after }: Step): string | null {
  if (!before || before === after) return null;
  const clock = clockOf(books, story, after);
  const { time: at, action } = event;
  const is = (name: "dueAt" | "dutyDueAt" | "windowEndsAt" | "withdrawEndsAt", wanted: number | null) =>
    moment(after[name]) === wanted
      ? null
      : `${name} is ${after[name]}, not ${wanted && new Date(wanted).toISOString()}`;
  const window = (days: number) => is("windowEndsAt", plusCalendarDays(at, days));
  const hasAppeal = story.kind === "complaint" || story.kind === "suggestion";
  const closing = () => (hasAppeal && after.appealDecisions < 2 ? window(30) : is("windowEndsAt", null));
  const duty = (days: number) => {
    const term = clock.real ? at + days * DAY : plusOfficeDays(at, days, clock.holidays);
    return is("dutyDueAt", capped(term, at, clock, moment(after.dueAt)));
  };
  const resumed = () =>
    before.pausedAt === null || before.dueAt === null
      ? is("dueAt", moment(before.dueAt))
      : is("dueAt", lengthened(moment(before.dueAt), moment(before.pausedAt), at, clock));
  switch (action) {
    case "ASK_INFO":
    case "RESOLVE":
      return window(DAYS_TO_ANSWER) ?? is("dueAt", moment(before.dueAt));
    case "APPEAL":
      return window(15);
    case "APPROVE_REJECT":
      return closing();
    case "CONFIRM":
      return after.state === "CLOSED_CONFIRMED" ? closing() : null;
    case "NO_REPLY":
      return hasAppeal && after.appealDecisions < 2
        ? window(30)
        : is("windowEndsAt", after.appealDecisions >= 2 ? null : plusCalendarDays(at, 15));
    case "WITHDRAW":
      return is("withdrawEndsAt", at + 72 * HOUR) ?? is("dueAt", moment(before.dueAt));
    case "PROVIDE_INFO":
    case "INFO_TIMEOUT":
      return resumed();
    case "DISPUTE": {
      if (after.state === "APPEAL") return window(15);
      const half = before.clockDays === null ? null : Math.ceil(before.clockDays / 2);
      return is("dueAt", half === null ? null : plusTerm(at, half, clock)) ?? duty(2);
    }
    case "REQUEST_TRANSFER":
      return duty(2) ?? is("dueAt", moment(before.dueAt));
    case "REJECT":
      return duty(3) ?? is("dueAt", moment(before.dueAt));
    case "ASSIGN":
      return story.kind === "appreciation"
        ? null
        : is("dutyDueAt", capped(plusTerm(at, 3, clock), at, clock, moment(after.dueAt)));
    case "START":
    case "UPDATE":
      return duty(7);
    case "TAKE_BACK":
    case "REASSIGN":
    case "CLAIM":
    case "REFUSE_TRANSFER":
    case "REFUSE_REJECT":
    case "ESCALATE":
    case "MERGE":
    case "UNMERGE":
    case "SPLIT":
    case "KEEP":
      return is("dueAt", moment(before.dueAt));
    default:
      return null;
  }
}

/** Of an urgent case no duty ends after the whole clock, while that still runs. */
function capped(term: number, at: number, clock: Clock, due: number | null): number {
  return clock.real && due !== null && due < term && due > at ? due : term;
}

/** One reminder a clock, one level a step, one end a window. */
function checkOnce(story: Story, say: Say): void {
  const count = (action: string, role?: string) =>
    story.events.filter((event) => event.action === action && (!role || event.role === role)).length;
  if (count("WITHDRAW_DONE") > 1) say("exactly once", story, "withdrawn twice");
  if (count("INFO_TIMEOUT") > count("ASK_INFO")) say("exactly once", story, "more INFO_TIMEOUT than questions");
  if (count("ESCALATE", "citizen") > 1) say("exactly once", story, "the citizen has escalated twice");
  for (const { event, before, after } of story.steps) {
    if (!before || before === after) continue;
    const rises = { ESCALATE: 1, DISPUTE: 1 }[event.action] ?? 0;
    if (after.level !== Math.min(4, before.level + rises))
      say("exactly once", story, `${event.action} brings level ${before.level} to ${after.level}`);
    if (event.action !== "REMIND") continue;
    const isWindow = REMINDERS[before.state] !== undefined;
    if (
      isWindow
        ? after.reminders !== before.reminders + 1
        : before.officerReminded !== null || after.officerReminded === null
    )
      say("exactly once", story, `a reminder at ${SPOKEN(event.time)} too many in ${before.state}`);
  }
}

/** No clock and no window ever gets shorter, but by an action that opens another one or by a shorter service. */
export function checkNeverShortened({ stories }: Books, say: Say): void {
  const renews = new Set(["RECATEGORISE", "DISPUTE", "DECIDE_APPEAL", "APPEAL", "SUBMIT"]);
  for (const story of stories.values()) {
    const actionOf = new Map(
      story.steps.map(({ event, before, after }) => [after === before ? -1 : after.seq, event.action]),
    );
    for (const [i, row] of story.trail.entries()) {
      const last = story.trail[i - 1];
      if (!last) continue;
      const action = actionOf.get(row.seq) ?? "";
      const shorter = (name: "dueAt" | "windowEndsAt" | "withdrawEndsAt") => {
        const [was, is] = [moment(last[name]), moment(row[name])];
        return was !== null && is !== null && is < was;
      };
      const isSame = row.state === last.state;
      if (!renews.has(action) && shorter("dueAt"))
        say("never shortened", story, `dueAt by ${action || "nothing"}: ${last.dueAt} → ${row.dueAt}`);
      if (isSame && !renews.has(action) && (shorter("windowEndsAt") || shorter("withdrawEndsAt")))
        say(
          "never shortened",
          story,
          `the window by ${action || "nothing"}: ${last.windowEndsAt} → ${row.windowEndsAt}`,
        );
    }
  }
}
