import { transact } from "@/lib/data/db";
import { isAway, isStillAway, listAway, listHeldBy, markHanded } from "@/lib/data/hand-overs";
import { actWithin } from "./act-on-complaint";

/** Read by the owner and the offices, in both languages, for it is nobody's own words. */
const REASON = "The officer is away.\nمتعلقہ افسر موجود نہیں۔";

/**
 * What somebody absent holds, or is given meanwhile, goes to the deputy; where there is none, or the deputy may not have the
 * case (named in it, held it before a dispute, at another desk, away too), back to the desk. Answers with how many there were.
 */
export async function handOverAbsent(now: Date, isOver: () => boolean): Promise<number> {
  let handed = 0;
  for (const absence of await listAway(now)) {
    for (const { trackingId } of await listHeldBy(absence.userId)) {
      if (isOver()) return handed;
      if (await transact((tx) => handOver(tx, trackingId, absence, now))) handed += 1;
    }
    if (!isOver() && absence.handedAt === null) await transact((tx) => markHanded(tx, absence.id, now));
  }
  return handed;
}

type Away = Awaited<ReturnType<typeof listAway>>[number];

async function handOver(
  tx: Parameters<typeof markHanded>[0],
  trackingId: string,
  { id, userId, deputyId }: Away,
  now: Date,
): Promise<boolean> {
  const held = await isStillAway(tx, { id, userId, trackingId, now });
  if (!held) return false;
  const request = { trackingId, action: "REASSIGN", actor: { kind: "system" }, version: held.version, now } as const;
  const isThere = deputyId !== null && !(await isAway(tx, deputyId, now));
  if (isThere) {
    const given = await actWithin(tx, { ...request, input: { officer: deputyId, reason: REASON } });
    if (given.ok) return true;
  }
  const back = await actWithin(tx, { ...request, input: { desk: held.deskId, reason: REASON } });
  return back.ok;
}
