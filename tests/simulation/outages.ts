import { type EndedOutage, keepOutages } from "@/lib/data/outages";
import { dayNumber, HOUR, MINUTE, startOfDay } from "./calendar";
import type { Random } from "./random";
import { START, type World } from "./world";

/** A stretch in which nothing could be done. `away`: the doors took lodgings into their spool; `dark`: nothing answered. */
export type Down = { kind: EndedOutage["kind"]; from: number; to: number; told: Told[] };
/** A row of one door's ledger, and when it reaches the portal. */
type Told = { id: string; from: number; to: number; at: number };

/** The outages of the month: in office hours and at night, long and short, each seen by two doors which don't quite agree. */
export function planOutages(random: Random, days: number): Down[] {
  const count = Math.max(2, Math.round(days / 5));
  return Array.from({ length: count }, (_, i) => {
    const day = dayNumber(START) + 1 + Math.floor((i * (days - 1)) / count) + random.int(2);
    // In whole hours less some minutes, so that a sweep falls into the longer ones and just behind the shorter.
    const from = startOfDay(day) + random.between(7, 15) * HOUR + (i % 3 === 2 ? 12 * HOUR : 0);
    const length = random.weighted({ short: 4, long: 3, night: 1 });
    const to =
      from +
      (length === "short"
        ? random.between(20, 110) * MINUTE
        : length === "long"
          ? random.between(3, 9) * HOUR
          : random.between(14, 30) * HOUR);
    return tellingOf(
      i,
      random.pick(["away", "away", "dark", "read-only"] as const),
      Math.round(from),
      Math.round(to),
      random,
    );
  });
}

/** The first door saw it whole but for its first minutes; the second till shortly before its end, or in two pieces. */
function tellingOf(i: number, kind: Down["kind"], from: number, to: number, random: Random): Down {
  const late = from + Math.round((to - from) * random.between(0, 0.1));
  const middle = from + Math.round((to - from) * random.between(0.4, 0.6));
  const at = to + 5 * SECOND;
  const first = { id: `door-a-${i}`, from: late, to, at };
  const second =
    i % 2 === 0
      ? [{ id: `door-b-${i}`, from, to: to - Math.round((to - late) * random.between(0, 0.2)), at }]
      : [
          { id: `door-b-${i}-1`, from, to: middle, at },
          { id: `door-b-${i}-2`, from: middle + Math.round((to - middle) * 0.3), to, at },
        ];
  return { kind, from, to, told: [first, ...second] };
}

const SECOND = 1_000;

/** The doors tell of it as soon as it is over: before the worker looks at any clock again. */
export async function tell(down: Down): Promise<void> {
  await keepOutages(
    down.told.map(({ id, from, to }) => ({
      id,
      kind: down.kind,
      startedAt: new Date(from),
      endedAt: new Date(to),
      announced: false,
      reason: null,
      until: null,
    })),
  );
}

export function planTelling({ agenda, down }: World): void {
  for (const outage of down) agenda.plan(outage.to, () => tell(outage));
}
