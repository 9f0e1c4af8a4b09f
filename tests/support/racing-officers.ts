/** Officers of one desk who all go at the same queue at once, for forty-officers.spec.ts. */
import { db } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { type ActRefusal, actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import type { ActInput } from "@/lib/use-cases/resolve-references";
import { MONDAY } from "./domain";

/** One try: `version` is the one seen before and, where it was done, the one after. `told`: who changed what meanwhile. */
export type Try = {
  officer: string;
  trackingId: string;
  action: Action;
  seen: number;
  version: number | null;
  refusal: string | null;
  told: { action: string; by: string | null }[];
};

export function racer(id: string): StaffActor {
  return {
    kind: "staff",
    id,
    role: "officer",
    level: null,
    deskId: "wasa-lahore",
    departmentId: "pb-wasa",
    jurisdictionId: "punjab",
  };
}

const STEPS: readonly [Action, ActInput][] = [
  ["CLAIM", {}],
  ["START", { publicText: "The bill is being looked at" }],
  ["UPDATE", { publicText: "The meter was read again" }],
  ["NOTE", { text: "Seen by me" }],
  ["RESOLVE", { outcome: "relief_granted", publicText: "The bill was mended", reference: "WASA-1" }],
];

/**
 * Every officer tries every step on every complaint: first on the page that all have opened, then, told of a change, once
 * more on a fresh one. Each begins elsewhere in the queue.
 */
export async function race(officerIds: readonly string[], trackingIds: readonly string[]): Promise<Try[]> {
  const pages = new Map((await readVersions(trackingIds)).map(({ trackingId, version }) => [trackingId, version]));
  const tries = await Promise.all(officerIds.map((id, at) => raceOne(racer(id), turned(trackingIds, at * 7), pages)));
  return tries.flat();
}

async function raceOne(
  officer: StaffActor,
  queue: readonly string[],
  pages: ReadonlyMap<string, number>,
): Promise<Try[]> {
  const tries: Try[] = [];
  for (const trackingId of queue) {
    let seen = pages.get(trackingId) ?? 0;
    for (const [action, input] of STEPS) {
      const first = await attempt(officer, trackingId, action, input, seen);
      tries.push(first);
      if (first.version !== null) seen = first.version;
      if (first.refusal !== "stale") continue;
      const [fresh] = await readVersions([trackingId]);
      seen = fresh?.version ?? seen;
      const second = await attempt(officer, trackingId, action, input, seen);
      tries.push(second);
      if (second.version !== null) seen = second.version;
      // Another has it: an officer who reads that goes on to the next.
      if (second.refusal !== null) break;
    }
  }
  return tries;
}

async function attempt(
  officer: StaffActor,
  trackingId: string,
  action: Action,
  input: ActInput,
  seen: number,
): Promise<Try> {
  const now = new Date(MONDAY.getTime() + 3_600_000);
  const done = await actOnComplaint({ trackingId, action, actor: officer, input, version: seen, now });
  const base = { officer: officer.id, trackingId, action, seen };
  if (done.ok) return { ...base, version: done.value.version, refusal: null, told: [] };
  return { ...base, version: null, refusal: reasonOf(done.error), told: toldBy(done.error) };
}

function reasonOf(refusal: ActRefusal): string {
  return refusal.code === "not-allowed-now" ? refusal.bar : refusal.code;
}

function toldBy(refusal: ActRefusal): Try["told"] {
  if (refusal.code !== "stale") return [];
  return refusal.changes.map(({ action, actorName }) => ({ action, by: actorName?.en ?? null }));
}

function readVersions(trackingIds: readonly string[]) {
  return db.complaint.findMany({
    where: { trackingId: { in: [...trackingIds] } },
    select: { trackingId: true, version: true },
  });
}

function turned<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
