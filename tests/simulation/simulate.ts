import { sweepDuties } from "@/lib/use-cases/sweep-duties";
import { dayNumber, HOUR, startOfDay } from "./calendar";
import { listCitizens, planLodging } from "./citizens";
import { digestOf, type Figures, figuresOf } from "./figures";
import { checkAll } from "./invariants";
import { checkCounts, checkFeedPages } from "./invariants/counts";
import { sitOfficer } from "./officers";
import { sitAppeal, sitCallback, sitIndependent, sitRouter } from "./others";
import { planOutages, planTelling } from "./outages";
import { type Random, seeded } from "./random";
import { reactions } from "./reactions";
import { sitSupervisor } from "./supervisors";
import { type Person, settle, sittings } from "./town";
import { type Breach, createWorld, type Options, START, type World, whenUp } from "./world";

/** After the month the clock runs on until everything rests, but no longer than this. */
export const AFTERMATH_DAYS = 120;

export type Simulation = {
  options: Options;
  breaches: readonly Breach[];
  figures: Figures;
  /** Of everything that was done, by whom and when; the same for the same seed. */
  digest: string;
  tally: ReadonlyMap<string, number>;
  seconds: number;
};

/**
 * A month of a district through the use-cases, on the database `file` that lib/data/db has open (fresh, with reference
 * data): complaints come in, people work or don't, the worker looks at the clocks each hour or so. Then the invariants.
 */
export async function simulate(
  options: Options,
  {
    file,
    say = () => {},
    after,
  }: { file: string; say?: (line: string) => void; after?: (world: World) => Promise<void> },
): Promise<Simulation> {
  const began = performance.now();
  const down = planOutages(seeded(options.seed, "outages"), options.days);
  const { world, advance } = createWorld(options, file, down);
  try {
    await settle(world.town, START);
    for (const citizen of listCitizens(world)) planLodging(world, citizen);
    planTelling(world);
    planSittings(world);
    planSweeps(world);
    await run(world, advance, say);
    await checkCounts(world);
    await checkFeedPages(world);
    await after?.(world);
    for (const breach of checkAll(world)) world.breaches.push(breach);
    const seconds = (performance.now() - began) / 1_000;
    const { breaches, tally } = world;
    return { options, breaches, figures: figuresOf(world), digest: digestOf(world), tally, seconds };
  } finally {
    world.watch.close();
  }
}

async function run(world: World, advance: (at: number) => void, say: (line: string) => void): Promise<void> {
  const { agenda, options } = world;
  let day = dayNumber(START);
  for (let next = agenda.next(); next; next = agenda.next()) {
    const { at, run: does } = next;
    const up = whenUp(world, at);
    if (up > at) {
      // Nobody gets through: it is done once the portal is back.
      agenda.plan(up, does);
      continue;
    }
    if (dayNumber(at) > day) {
      day = dayNumber(at);
      const past = day - dayNumber(START);
      if (past % 5 === 0) say(progress(world, past));
      if (past > options.days && isAtRest(world)) return;
    }
    advance(at);
    try {
      await does();
    } catch (error) {
      const lines = String((error as Error).stack ?? error).split("\n    at ");
      const where = lines.filter((line) => !line.includes("node_modules")).slice(0, 4);
      world.breaches.push({ invariant: "no surprise", trackingId: null, detail: where.join(" at ") });
      if (world.breaches.length > 100) return;
    }
  }
}

/** Nothing is open, and every window in which a citizen could have objected is over. */
function isAtRest({ watch, now }: World): boolean {
  const open = watch.sql
    .prepare(
      `SELECT count(*) FROM "Complaint" WHERE "state" NOT IN ('CLOSED_CONFIRMED', 'CLOSED_NO_REPLY', 'CLOSED_REJECTED', 'CLOSED_APPEAL', 'WITHDRAWN')
       OR ("windowEndsAt" IS NOT NULL AND "windowEndsAt" > ?)`,
    )
    .pluck()
    .get(new Date(now()).toISOString());
  return open === 0;
}

function progress({ watch }: World, day: number): string {
  const [row] = watch.all<{ complaints: number; open: number; events: number }>(
    `SELECT count(*) "complaints", sum("state" NOT LIKE 'CLOSED%' AND "state" <> 'WITHDRAWN') "open", (SELECT count(*) FROM "Event") "events" FROM "Complaint"`,
  );
  return `  day ${day}: ${row?.complaints ?? 0} complaints, ${row?.open ?? 0} open, ${row?.events ?? 0} events`;
}

type Sit = (world: World, person: Person, random: Random) => Promise<void>;
const SITS: Partial<Record<Person["actor"]["role"], Sit>> = {
  officer: sitOfficer,
  supervisor: sitSupervisor,
  router: sitRouter,
  callback: sitCallback,
  appeal: sitAppeal,
  independent: sitIndependent,
};

function planSittings(world: World): void {
  const { town, agenda, options, start, holidays } = world;
  for (const person of town.people) {
    const sit = SITS[person.actor.role];
    if (!sit) continue;
    const random = world.random("work", person.name);
    for (const at of sittings(person, random, start, options.days + AFTERMATH_DAYS, holidays))
      agenda.plan(Math.round(at), () => sit(world, person, random));
  }
}

/** The worker looks at the clocks; then citizens hear of what has changed. Some times between, the counts are compared. */
function planSweeps(world: World): void {
  const { agenda, options, start, watch } = world;
  const { hear } = reactions(world);
  const counted = new Set([3, 9, 16, 23, options.days, options.days + 12, options.days + 40]);
  const hours = (options.days + AFTERMATH_DAYS) * 24;
  for (let hour = 1; hour <= hours; hour += options.sweepHours) {
    const at = startOfDay(dayNumber(start)) + hour * HOUR;
    agenda.plan(at, async () => {
      const from = watch.trailHead();
      const now = world.now();
      const report = await sweepDuties({ now: new Date(now) });
      if (report.failed > 0 || report.more)
        world.breaches.push({ invariant: "sweep whole", trackingId: null, detail: JSON.stringify(report) });
      watch.noteSweep(now, from);
      hear(now);
      if (hour % 24 === 13 && counted.has(Math.floor(hour / 24))) await checkCounts(world);
    });
  }
}
