import { unite } from "@/lib/domain/outage-time";
import type { Interval } from "@/lib/domain/working-time";
import { db, type Tx, transact } from "./db";

/** A stretch in which the portal was down, and up to which complaint it has been counted; `cursor` null: none yet. */
export type Credit = Interval & { id: string; cursor: string | null };

/** Shorter ones move no date: dates are counted in whole days, and a restart of the app costs nobody one. */
export const LEAST_OUTAGE_MS = 60_000;

let seen = "";

/**
 * Makes of the outages that the doors have told of disjoint stretches that no clock has had yet. Two doors may tell of the
 * same time, and late; only what is new of it counts. Idempotent.
 */
export async function enterCredits(): Promise<void> {
  const { _count, _max } = await db.outage.aggregate({ _count: true, _max: { endedAt: true } });
  const known = `${_count} ${_max.endedAt?.getTime()}`;
  if (known === seen) return;
  await transact(async (tx) => {
    const outages = await tx.outage.findMany({ select: { startedAt: true, endedAt: true } });
    const credits = await tx.clockCredit.findMany({ select: { fromAt: true, toAt: true } });
    const told = outages.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt }));
    const had = credits.map(({ fromAt, toAt }) => ({ from: fromAt, to: toAt }));
    for (const { from, to } of unite(told, had)) {
      if (to.getTime() - from.getTime() < LEAST_OUTAGE_MS) continue;
      await tx.clockCredit.create({ data: { fromAt: from, toAt: to }, select: { id: true } });
    }
  });
  seen = known;
}

/** The oldest stretch that not all complaints have been given yet; null for none. */
export async function findOpenCredit(tx: Tx): Promise<Credit | null> {
  const row = await tx.clockCredit.findFirst({ where: { doneAt: null }, orderBy: [{ fromAt: "asc" }, { id: "asc" }] });
  return row && { id: row.id, from: row.fromAt, to: row.toAt, cursor: row.cursor };
}

/** The next complaints after the stretch's cursor that existed then and for which something still runs. */
export function listForCredit(
  tx: Tx,
  { to, from, cursor }: Credit,
  take: number,
): Promise<{ id: string; trackingId: string; version: number }[]> {
  return tx.complaint.findMany({
    where: {
      id: { gt: cursor ?? "" },
      receivedAt: { lt: to },
      OR: [{ closedAt: null }, { windowEndsAt: { gt: from } }],
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true, trackingId: true, version: true },
  });
}

/** Notes how far a stretch has been counted; with `doneAt`, that it has been for all. */
export async function moveCursor(tx: Tx, id: string, cursor: string | null, doneAt: Date | null): Promise<void> {
  await tx.clockCredit.update({
    where: { id },
    data: { ...(cursor !== null && { cursor }), doneAt },
    select: { id: true },
  });
}
