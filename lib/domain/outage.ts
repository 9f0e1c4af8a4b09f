/** `away`: the app didn't answer. `read-only`: nothing could be changed. `dark`: no door ran, so that nothing answered. */
export type OutageKind = "away" | "read-only" | "dark";

/** One stretch in which something of the portal was missing. `endedAt` null: it lasts. */
export type Outage = {
  id: string;
  kind: OutageKind;
  startedAt: Date;
  endedAt: Date | null;
  /** An admin had said so; else it was measured alone. */
  announced: boolean;
  /** In the operator's words, of announced ones. */
  reason: { en: string; ur: string } | null;
  /** When it is meant to end, as far as was announced. */
  until: Date | null;
};

/** Everything that the ledger knows. `since`: when it was first looked at. `blips`: stretches too short to be listed. */
export type Ledger = { since: Date | null; outages: readonly Outage[]; blips: readonly Outage[] };

const DAY_MS = 86_400_000;

/** How long an outage has lasted, in milliseconds, counted between `from` and `to`. */
export function lengthWithin(
  { startedAt, endedAt }: Pick<Outage, "startedAt" | "endedAt">,
  from: Date,
  to: Date,
): number {
  const start = Math.max(startedAt.getTime(), from.getTime());
  const end = Math.min(endedAt?.getTime() ?? to.getTime(), to.getTime());
  return Math.max(0, end - start);
}

export type LedgerFigures = {
  /** The time that is counted: `days` back from now, or since the ledger began. */
  from: Date;
  /** Milliseconds in which something was missing, very short stretches too; stretches don't overlap. */
  missing: number;
  /** Of these, milliseconds in which nothing answered at all. */
  dark: number;
  /** Percent of the time in which everything worked, rounded down to hundredths: 100 only if nothing was missing. */
  uptime: number;
};

/** The ledger's figures of the last `days` days. Source: issue 3, point 4. */
export function figuresOf({ since, outages, blips }: Ledger, days: number, now: Date): LedgerFigures {
  const earliest = new Date(now.getTime() - days * DAY_MS);
  const from = since && since > earliest ? since : earliest;
  const all = [...outages, ...blips];
  const sum = (some: readonly Outage[]) => some.reduce((total, outage) => total + lengthWithin(outage, from, now), 0);
  const missing = sum(all);
  const whole = now.getTime() - from.getTime();
  const uptime = whole > 0 ? Math.floor(((whole - missing) / whole) * 10_000) / 100 : 100;
  return { from, missing, dark: sum(all.filter(({ kind }) => kind === "dark")), uptime: Math.max(0, uptime) };
}

/** The outage that lasts now, or null. */
export function lastingOutage({ outages }: Ledger): Outage | null {
  return outages.find(({ endedAt }) => endedAt === null) ?? null;
}

export type Duration = { days: number; hours: number; minutes: number; seconds: number };

/** Whole parts; seconds only below an hour, minutes only below a day, as people say it. */
export function toDuration(milliseconds: number): Duration {
  const seconds = Math.round(milliseconds / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return { days, hours, minutes: days > 0 ? 0 : minutes, seconds: days + hours > 0 ? 0 : seconds % 60 };
}

/** Why nothing can be changed just now: announced by an admin, or the database takes no writes by itself. */
export type Closure =
  | { why: "announced"; since: Date; until: Date | null; reason: { en: string; ur: string } }
  | { why: "unwritable"; since: Date; until: null; reason: null };
