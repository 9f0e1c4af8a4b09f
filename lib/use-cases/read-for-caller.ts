import { findFacts } from "@/lib/data/case-facts";
import { type Case, findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { countTriesLeft, findOpenReason, findVerifiedUntil } from "@/lib/data/look-ups";
import { writeLook } from "@/lib/data/looks";
import { findPublicStatus } from "@/lib/data/public-status";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { hatsOf, isAccused } from "@/lib/domain/complaint/reach";
import { err, ok, type Result } from "@/lib/domain/result";

export type ForCaller = {
  status: PublicStatus;
  /** Nothing of it is ever opened over the telephone. */
  isProtected: boolean;
  triesLeft: number;
  lockedUntil: Date | null;
  /** Both null until the caller is known. */
  verifiedUntil: Date | null;
  theCase: Case | null;
};

type Request = { trackingId: string; actor: StaffActor; now: Date };

/**
 * A complaint on the helpline's screen: its public status where a look-up with a reason has been recorded, and the case
 * itself, without notes, once two facts have matched; that look is recorded too. `not_looked_up` also where there is none
 * such, so that an address that is typed tells nothing.
 */
export async function readForCaller({
  trackingId,
  actor,
  now,
}: Request): Promise<Result<ForCaller, "not_looked_up" | "unrecorded">> {
  if (actor.role !== "helpline") return err("not_looked_up");
  const facts = await findFacts(db, trackingId, now);
  if (!facts || isAccused(facts, actor) || !(await findOpenReason(db, actor.id, facts, now)))
    return err("not_looked_up");
  const status = await findPublicStatus(trackingId);
  if (!status) return err("not_looked_up");
  const isProtected = hatsOf(facts, actor).length === 0;
  const { left, lockedUntil } = await countTriesLeft(db, facts.id, now);
  const verifiedUntil = isProtected ? null : await findVerifiedUntil(db, actor.id, facts.id, now);
  const theCase = verifiedUntil ? await findCase(trackingId, actor, now, { callerVerified: true }) : null;
  if (theCase?.sight.recorded) {
    try {
      await writeLook({ complaintId: facts.id, userId: actor.id, what: "case", at: now });
    } catch (error) {
      if (isUnwritable(error)) return err("unrecorded");
      throw error;
    }
  }
  return ok({ status, isProtected, triesLeft: left, lockedUntil, verifiedUntil, theCase });
}
