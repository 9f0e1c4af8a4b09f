import { WORKFLOW } from "@/lib/domain/complaint/workflow-table";
import { db, type Tx } from "./db";

/** The states in which the workflow lets a case be given to somebody else. */
const STATES = [...WORKFLOW.REASSIGN.from];

/** Whoever is away at `now`, and whether what they held has been handed over. */
export function listAway(now: Date) {
  return db.absence.findMany({
    where: { startsAt: { lte: now }, endsAt: { gt: now } },
    select: { id: true, userId: true, deputyId: true, handedAt: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
}

/** What somebody holds of what can be given to another. A case with no desk stays, for there is nowhere to put it. */
export function listHeldBy(userId: string): Promise<{ trackingId: string }[]> {
  return db.complaint.findMany({
    where: { officerId: userId, state: { in: STATES }, deskId: { not: null } },
    select: { trackingId: true },
    orderBy: { id: "asc" },
  });
}

/** The case, where it is still held by somebody who is still away; else null. */
export async function isStillAway(
  tx: Tx,
  { id, userId, trackingId, now }: { id: string; userId: string; trackingId: string; now: Date },
): Promise<{ version: number; deskId: string } | null> {
  const absence = await tx.absence.findUnique({ where: { id }, select: { startsAt: true, endsAt: true } });
  if (!absence || absence.startsAt > now || absence.endsAt <= now) return null;
  const row = await tx.complaint.findUnique({
    where: { trackingId },
    select: { version: true, officerId: true, state: true, deskId: true },
  });
  const isHeld = row?.officerId === userId && STATES.some((state) => state === row.state);
  return isHeld && row.deskId !== null ? { version: row.version, deskId: row.deskId } : null;
}

/** Whether a deputy is away as well. */
export async function isAway(tx: Tx, userId: string, now: Date): Promise<boolean> {
  return (await tx.absence.count({ where: { userId, startsAt: { lte: now }, endsAt: { gt: now } } })) > 0;
}

/** An absence may have been taken back meanwhile: then there is nothing to mark. */
export async function markHanded(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.absence.updateMany({ where: { id, handedAt: null }, data: { handedAt: at } });
}
