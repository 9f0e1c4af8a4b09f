/**
 * The portal's clocks once more, worked out from design §5 and not with its code: Pakistan is five hours ahead of UTC all
 * the year; working days are Monday to Friday 9 to 17, on Fridays without 12:30 to 14:30, and without holidays.
 * Moments are milliseconds.
 */
const OFFSET = 5 * 3_600_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** `YYYY-MM-DD` in Karachi. */
export type Holidays = ReadonlySet<string>;

/** Days since 1970-01-01 in Karachi. */
export function dayNumber(at: number): number {
  return Math.floor((at + OFFSET) / DAY);
}

export function startOfDay(day: number): number {
  return day * DAY - OFFSET;
}

/** The last second of that day. */
function endOf(day: number): number {
  return startOfDay(day + 1) - 1_000;
}

export function isWorking(day: number, holidays: Holidays): boolean {
  const date = new Date(day * DAY);
  const weekday = date.getUTCDay();
  return weekday >= 1 && weekday <= 5 && !holidays.has(date.toISOString().slice(0, 10));
}

/** The end of the `count`-th working day after that of `from`; backwards for a negative count. */
export function plusWorkingDays(from: number, count: number, holidays: Holidays): number {
  let day = dayNumber(from);
  let left = Math.abs(count);
  while (left > 0) {
    day += Math.sign(count);
    if (isWorking(day, holidays)) left -= 1;
  }
  while (!isWorking(day, holidays)) day += 1;
  return endOf(day);
}

export function plusCalendarDays(from: number, count: number): number {
  return endOf(dayNumber(from) + count);
}

/** Like `plusCalendarDays`, moved on to a day on which the office is open. */
export function plusOfficeDays(from: number, count: number, holidays: Holidays): number {
  let day = dayNumber(from) + count;
  while (!isWorking(day, holidays)) day += 1;
  return endOf(day);
}

export type Clock = { real: boolean; holidays: Holidays };

export function plusTerm(from: number, days: number, clock: Clock): number {
  return clock.real ? from + days * DAY : plusWorkingDays(from, days, clock.holidays);
}

/** The stretches of a day in which the office is open, as moments. */
function openHours(day: number, holidays: Holidays): [number, number][] {
  if (!isWorking(day, holidays)) return [];
  const at = (hours: number) => startOfDay(day) + hours * HOUR;
  const isFriday = new Date(day * DAY).getUTCDay() === 5;
  return isFriday
    ? [
        [at(9), at(12.5)],
        [at(14.5), at(17)],
      ]
    : [[at(9), at(17)]];
}

/** Working milliseconds in that stretch. */
export function workingTime(from: number, to: number, holidays: Holidays): number {
  let sum = 0;
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1)
    for (const [opens, shuts] of openHours(day, holidays))
      sum += Math.max(0, Math.min(shuts, to) - Math.max(opens, from));
  return sum;
}

/** `due` moved by what a stretch took away: real time on a real clock; else the working time, to the end of the day that it reaches. */
export function lengthened(due: number, from: number, to: number, clock: Clock): number {
  if (to <= from) return due;
  if (clock.real) return due + (to - from);
  let left = workingTime(from, to, clock.holidays);
  if (left === 0) return due;
  for (let day = dayNumber(due); ; day += 1) {
    for (const [opens, shuts] of openHours(day, clock.holidays)) {
      const room = shuts - Math.max(opens, due);
      if (room <= 0) continue;
      if (left <= room) return endOf(day);
      left -= room;
    }
  }
}

/** Stretches put together, so that no moment is in two of them; in order. */
export function united(stretches: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const sorted = [...stretches].sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
