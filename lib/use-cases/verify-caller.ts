import { compareFacts, type SaidFacts } from "@/lib/data/caller-facts";
import { findFacts } from "@/lib/data/case-facts";
import { fromContentRow } from "@/lib/data/complaint-content";
import { type Tx, transact } from "@/lib/data/db";
import { lookUpKeyOf } from "@/lib/data/find-keys";
import { addLookUp, countTriesLeft, findOpenReason } from "@/lib/data/look-ups";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { CALLER_TERMS, isCallerKnown } from "@/lib/domain/complaint/caller";
import { hatsOf } from "@/lib/domain/complaint/reach";
import { err, ok, type Result } from "@/lib/domain/result";

type Request = { trackingId: string; actor: StaffActor; said: SaidFacts; now: Date };
export type VerifyRefusal =
  | { code: "not_permitted" | "not_looked_up" | "too_few" | "unrecorded" }
  | { code: "no_match"; left: number }
  | { code: "locked"; until: Date };

/**
 * Holds what a caller says against what is on file. Two facts that match open the complaint's text to this person for a
 * quarter of an hour; every try is written down, and after three wrong ones, whoever made them, the complaint can't be
 * opened by telephone for a day. What is on file never leaves this function. Source: design §5, helpline.
 */
export async function verifyCaller(request: Request): Promise<Result<{ until: Date }, VerifyRefusal>> {
  if (request.actor.role !== "helpline") return err({ code: "not_permitted" });
  try {
    return await transact((tx) => verify(tx, request));
  } catch (error) {
    if (isUnwritable(error)) return err({ code: "unrecorded" });
    throw error;
  }
}

async function verify(
  tx: Tx,
  { trackingId, actor, said, now }: Request,
): Promise<Result<{ until: Date }, VerifyRefusal>> {
  const facts = await findFacts(tx, trackingId, now);
  const reason = facts && (await findOpenReason(tx, actor.id, facts, now));
  if (!facts || !reason) return err({ code: "not_looked_up" });
  // Protected, sealed, or complaining of this very person: no fact opens it here.
  if (hatsOf(facts, actor).length === 0) return err({ code: "not_permitted" });
  const { lockedUntil, left } = await countTriesLeft(tx, facts.id, now);
  if (lockedUntil) return err({ code: "locked", until: lockedUntil });

  const row = await tx.complaint.findUniqueOrThrow({
    where: { id: facts.id },
    select: { districtId: true, receivedAt: true, content: true },
  });
  if (!row.content) return err({ code: "not_permitted" });
  const compared = compareFacts({ ...row, content: fromContentRow(row.content) }, said);
  if (compared.said.length < 2) return err({ code: "too_few" });
  const isKnown = isCallerKnown(compared.said, compared.matched, compared.privateOnFile);
  await addLookUp(tx, {
    userId: actor.id,
    by: "facts",
    key: lookUpKeyOf(trackingId),
    reason,
    found: isKnown ? 1 : 0,
    at: now,
    complaintId: facts.id,
    facts: compared.said,
    ...(isKnown && { verifiedAt: now }),
  });
  if (isKnown) return ok({ until: new Date(now.getTime() + CALLER_TERMS.verifiedMinutes * 60_000) });
  if (left > 1) return err({ code: "no_match", left: left - 1 });
  const lockedNow = (await countTriesLeft(tx, facts.id, now)).lockedUntil;
  return lockedNow ? err({ code: "locked", until: lockedNow }) : err({ code: "no_match", left: 0 });
}
