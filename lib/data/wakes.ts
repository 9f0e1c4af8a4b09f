import { NEVER } from "./case-facts";
import { db, type Tx } from "./db";

/** The complaints to be looked at by `now`: those that nobody has counted yet first, then the longest due. */
export async function listWaking(now: Date, take: number): Promise<string[]> {
  const select = { id: true } as const;
  const uncounted = await db.complaint.findMany({ where: { wakeAt: null }, take, select });
  if (uncounted.length > 0) return uncounted.map(({ id }) => id);
  const due = await db.complaint.findMany({
    where: { wakeAt: { lte: now } },
    orderBy: { wakeAt: "asc" },
    take,
    select,
  });
  return due.map(({ id }) => id);
}

/** When the next one is to be looked at; null where none is. */
export async function nextWaking(): Promise<Date | null> {
  const first = await db.complaint.findFirst({
    where: { wakeAt: { lt: NEVER } },
    orderBy: { wakeAt: "asc" },
    select: { wakeAt: true },
  });
  return first?.wakeAt ?? null;
}

/** Notes when a complaint that nothing else has changed is looked at next. */
export async function setWake(tx: Tx, id: string, wakeAt: Date): Promise<void> {
  await tx.complaint.update({ where: { id }, data: { wakeAt }, select: { id: true } });
}
