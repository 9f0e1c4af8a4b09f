import { tzOffset } from "@date-fns/tz";
import { ZONE } from "./zone";

// Working time in Pakistan (design §5, "Clocks"): Monday to Friday 9 to 17, without the Friday pause and without the
// jurisdiction's holidays. All dates in and out are instants (UTC); days are calendar days in Asia/Karachi.

/** Holidays of one jurisdiction, `YYYY-MM-DD` in Asia/Karachi. */
export type ClockContext = { holidays: ReadonlySet<string> };
/** `working`: counts working days. `real`: urgent services, where a day is 24 hours by the wall clock. */
export type Clock = { unit: "working"; holidays: ReadonlySet<string> } | { unit: "real" };
export type Interval = { from: Date; to: Date };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes since local midnight. */
type Span = readonly [from: number, to: number];
const DAY_SPANS: readonly Span[] = [[9 * 60, 17 * 60]];
// The Friday pause is a proposal: the length of Friday prayers differs by place and season, and no gazette was at hand.
const FRIDAY_SPANS: readonly Span[] = [
  [9 * 60, 12 * 60 + 30],
  [14 * 60 + 30, 17 * 60],
];

/** Real hours for what is urgent, else working time with those holidays (design §5, "Clocks"). */
export function clockFor(urgent: boolean, { holidays }: ClockContext): Clock {
  return urgent ? { unit: "real" } : { unit: "working", holidays };
}

function offsetMs(at: Date): number {
  return tzOffset(ZONE, at) * MINUTE;
}

/** Calendar days since 1970-01-01 in Karachi: a whole number, so that days can be counted. */
function dayNumber(at: Date): number {
  return Math.floor((at.getTime() + offsetMs(at)) / DAY);
}

/** `YYYY-MM-DD` in Karachi. */
export function dayOf(at: Date): string {
  return nameOf(dayNumber(at));
}

function nameOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function instantOf(day: number, msOfDay: number): Date {
  const wall = day * DAY + msOfDay;
  const guess = new Date(wall - offsetMs(new Date(wall)));
  return new Date(wall - offsetMs(guess));
}

/** The last second of that calendar day in Karachi: whoever stays late has kept the day. */
function endOfDayNumber(day: number): Date {
  return instantOf(day, DAY - 1_000);
}

/** The last second of `at`'s calendar day in Karachi. */
export function endOfDay(at: Date): Date {
  return endOfDayNumber(dayNumber(at));
}

function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

function works(day: number, holidays: ReadonlySet<string>): boolean {
  const weekdayNumber = weekday(day);
  return weekdayNumber >= 1 && weekdayNumber <= 5 && !holidays.has(nameOf(day));
}

function spansOf(day: number, holidays: ReadonlySet<string>): readonly Span[] {
  if (!works(day, holidays)) return [];
  return weekday(day) === 5 ? FRIDAY_SPANS : DAY_SPANS;
}

export function isWorkingDay(at: Date, { holidays }: ClockContext): boolean {
  return works(dayNumber(at), holidays);
}

/**
 * The end of the `days`-th working day after that of `from`, which doesn't count itself; negative days count back. With 0:
 * the end of that day, or of the next working day when it is none. Source: design §5, "due at the end of the day".
 */
export function addWorkingDays(from: Date, days: number, { holidays }: ClockContext): Date {
  const step = days < 0 ? -1 : 1;
  let day = dayNumber(from);
  for (let left = Math.abs(Math.trunc(days)); left > 0; ) {
    day += step;
    if (works(day, holidays)) left -= 1;
  }
  return endOfDayNumber(nextWorking(day, holidays));
}

function nextWorking(day: number, holidays: ReadonlySet<string>): number {
  let next = day;
  while (!works(next, holidays)) next += 1;
  return next;
}

/** The end of the calendar day `days` later. For citizens' windows: every day of the week is theirs to answer. */
export function addCalendarDays(from: Date, days: number): Date {
  return endOfDayNumber(dayNumber(from) + Math.trunc(days));
}

/** Like `addCalendarDays`, but never ending on a day when the office is closed: for duties given in plain days. */
export function addOfficeDays(from: Date, days: number, { holidays }: ClockContext): Date {
  return endOfDayNumber(nextWorking(dayNumber(from) + Math.trunc(days), holidays));
}

/** Real hours, to the second. */
export function addHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * HOUR);
}

/** A term of whole days on that clock: end of a working day, or days × 24 hours to the second. */
export function addTerm(from: Date, days: number, clock: Clock): Date {
  return clock.unit === "real" ? addHours(from, days * 24) : addWorkingDays(from, days, clock);
}

/** Working minutes in the interval, as a fraction where it starts or ends within a minute; 0 when it is empty or reversed. */
export function workingMinutesBetween(from: Date, to: Date, { holidays }: ClockContext): number {
  let total = 0;
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    for (const [start, end] of spansOf(day, holidays)) {
      const opens = Math.max(instantOf(day, start * MINUTE).getTime(), from.getTime());
      const shuts = Math.min(instantOf(day, end * MINUTE).getTime(), to.getTime());
      total += Math.max(0, shuts - opens);
    }
  }
  return total / MINUTE;
}

/** The instant when that many working minutes after `from` have passed; `from` itself for 0 or fewer. */
export function addWorkingMinutes(from: Date, minutes: number, { holidays }: ClockContext): Date {
  let left = minutes * MINUTE;
  if (left <= 0) return from;
  for (let day = dayNumber(from); ; day += 1) {
    for (const [start, end] of spansOf(day, holidays)) {
      const opens = Math.max(instantOf(day, start * MINUTE).getTime(), from.getTime());
      const room = instantOf(day, end * MINUTE).getTime() - opens;
      if (room <= 0) continue;
      if (left <= room) return new Date(opens + left);
      left -= room;
    }
  }
}

/**
 * A deadline moved by what an interval took from it: the one way to lengthen a clock, for pauses and for the ledger of
 * outages alike. On a working clock only working time counts and the result is the end of a working day again, so up to
 * a day is given; nothing is ever lost.
 */
export function lengthenBy(due: Date, { from, to }: Interval, clock: Clock): Date {
  if (to <= from) return due;
  if (clock.unit === "real") return new Date(due.getTime() + (to.getTime() - from.getTime()));
  const minutes = workingMinutesBetween(from, to, clock);
  if (minutes === 0) return due;
  return endOfDay(addWorkingMinutes(due, minutes, clock));
}

/** Time that a clock still has, in its own measure (working or real minutes); negative when it is over. */
export function minutesLeft(due: Date, at: Date, clock: Clock): number {
  if (clock.unit === "real") return (due.getTime() - at.getTime()) / MINUTE;
  return at <= due ? workingMinutesBetween(at, due, clock) : -workingMinutesBetween(due, at, clock);
}

/** Whole calendar days in Karachi from one to the other: 0 on the same day, negative when `to` lies before. */
export function calendarDaysBetween(from: Date, to: Date): number {
  return dayNumber(to) - dayNumber(from);
}

/** Working days after `from`'s own up to and with `to`'s; negative when `to` lies before. */
export function workingDaysBetween(from: Date, to: Date, { holidays }: ClockContext): number {
  if (to < from) return -workingDaysBetween(to, from, { holidays }) || 0;
  let days = 0;
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day += 1) if (works(day, holidays)) days += 1;
  return days;
}
