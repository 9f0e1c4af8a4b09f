import type { Action } from "@/lib/domain/complaint/workflow";
import { type Acted, type ActRefusal, actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import type { EvidenceFile } from "@/lib/use-cases/keep-evidence";
import type { ActInput } from "@/lib/use-cases/resolve-references";
import { type Agenda, openAgenda } from "./agenda";
import { type Holidays, united } from "./calendar";
import type { Citizen } from "./citizens";
import type { Down } from "./outages";
import { type Random, seeded } from "./random";
import { type Person, populate, type Town } from "./town";
import { type Watch, watch } from "./watch";

export type Options = {
  seed: number;
  complaints: number;
  officers: number;
  days: number;
  /** How often the worker looks at the clocks, in hours. */
  sweepHours: number;
};

/** Something that must not be. `trackingId` where it is about one complaint. */
export type Breach = { invariant: string; trackingId: string | null; detail: string };

/** Everything the simulated people share. */
export type World = {
  options: Options;
  start: number;
  /** The end of the month; afterwards nobody lodges, and everybody clears up. */
  end: number;
  agenda: Agenda;
  watch: Watch;
  town: Town;
  /** Of the whole country: what the clocks of every jurisdiction here leave out. */
  holidays: Holidays;
  citizens: Map<string, Citizen>;
  down: readonly Down[];
  breaches: Breach[];
  /** How often what was done or refused, for the report. */
  tally: Map<string, number>;
  /** A moment later than all before: no two things happen at once. */
  now(): number;
  random(...name: (string | number)[]): Random;
};

/** Monday 2 November 2026, midnight in Karachi: a month with one holiday, and winter's holidays after it. */
export const START = Date.parse("2026-11-02T00:00:00+05:00");
const SECOND = 1_000;

export function createWorld(options: Options, file: string, down: readonly Down[]) {
  const { seed, days, officers } = options;
  const kept = watch(file);
  const holidays = new Set(
    kept.all<{ date: string }>('SELECT "date" FROM "Holiday" WHERE "jurisdictionId" IS NULL').map(({ date }) => date),
  );
  let time = START;
  const world: World = {
    options,
    start: START,
    end: START + days * 86_400_000,
    agenda: openAgenda(),
    watch: kept,
    town: populate(seeded(seed, "town"), { officers, days, from: START }),
    holidays,
    citizens: new Map(),
    down,
    breaches: [],
    tally: new Map(),
    now() {
      time += SECOND;
      kept.tell(time);
      return time;
    },
    random: (...name) => seeded(seed, ...name),
  };
  return {
    world,
    /** Goes on to that moment, if it isn't past. */
    advance(at: number): void {
      time = Math.max(time, at);
      kept.tell(time);
    },
  };
}

/** When the portal is up again for what is planned at `at`; `at` itself while it is up. */
export function whenUp({ down }: Pick<World, "down">, at: number): number {
  const stretch = united(down.map(({ from, to }) => ({ from, to }))).find(({ from, to }) => from <= at && at < to);
  return stretch ? stretch.to : at;
}

export function count({ tally }: World, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

type Doing = { version: number; evidence?: readonly EvidenceFile[] };

/** Somebody does something to a complaint through the use-case. What is refused is counted, and told. */
export async function act(
  world: World,
  who: Person | Citizen,
  trackingId: string,
  action: Action,
  input: ActInput,
  { version, evidence }: Doing,
): Promise<Acted | ActRefusal> {
  const actor = "actor" in who ? who.actor : ({ kind: "citizen", claimKey: who.claimKey } as const);
  const outcome = await actOnComplaint({
    trackingId,
    action,
    actor,
    input,
    version,
    evidence,
    now: new Date(world.now()),
    ...(!("actor" in who) && { actionId: uuid(who.random) }),
  });
  count(world, outcome.ok ? `did ${action}` : `refused ${action}: ${reasonOf(outcome.error)}`);
  return outcome.ok ? outcome.value : outcome.error;
}

export function isDone(outcome: Acted | ActRefusal): outcome is Acted {
  return "actionId" in outcome;
}

/** What nobody may be let do: a breach where it passes. */
export async function mustBeRefused(
  world: World,
  rule: string,
  ...[, who, trackingId, action, input, doing]: Parameters<typeof act>
): Promise<void> {
  const outcome = await act(world, who, trackingId, action, input, doing);
  if (isDone(outcome))
    world.breaches.push({ invariant: rule, trackingId, detail: `${nameOf(who)} was let do ${action}` });
}

function nameOf(who: Person | Citizen): string {
  return "actor" in who ? who.name : "the citizen";
}

function reasonOf(refusal: ActRefusal): string {
  if (refusal.code === "not-allowed-now") return refusal.bar;
  if (refusal.code !== "refused") return refusal.code;
  const { code, field } = refusal.refusal;
  return `${code} ${field}`;
}

function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
