import { createHash } from "node:crypto";
import { holdsCall, releaseCall } from "@/lib/data/call-sample";
import { findFacts } from "@/lib/data/case-facts";
import { db, transact } from "@/lib/data/db";
import { lookUpKeyOf } from "@/lib/data/find-keys";
import { addLookUp } from "@/lib/data/look-ups";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { afterCall, CALL_TERMS, type CallOutcome } from "@/lib/domain/complaint/call-back";
import { err, ok, type Result } from "@/lib/domain/result";
import { type ActRefusal, actOnComplaint } from "./act-on-complaint";

export type CallRecord = {
  trackingId: string;
  actor: StaffActor;
  outcome: CallOutcome;
  /** What the call is noted down as, inside the office. */
  note: string;
  /** Of `confirmed`. */
  rating?: number;
  /** Of `disputed`: what is missing. */
  missing?: string;
  version: number;
  /** The form's own: the same press twice is one call. */
  actionId: string;
  now: Date;
};

/**
 * Notes a call to a citizen and does what they answered: CONFIRM or DISPUTE by the call-back desk. The call itself is noted
 * first, so that it stays known where the answer comes too late. `not_taken`: somebody else has them by now.
 */
export async function recordCallOutcome(record: CallRecord): Promise<Result<null, ActRefusal | { code: "not_taken" }>> {
  const { trackingId, actor, outcome, note, version, actionId, now } = record;
  const facts = await findFacts(db, trackingId, now);
  if (!facts) return err({ code: "unknown" });
  const isDone = await db.actionReceipt.findUnique({ where: { actionId }, select: { actionId: true } });
  if (isDone) return ok(null);
  if (!(await holdsCall(db, facts.id, actor.id, now))) return err({ code: "not_taken" });

  const logId = derivedId(actionId);
  const isLogged = await db.actionReceipt.findUnique({ where: { actionId: logId }, select: { actionId: true } });
  if (!isLogged) {
    const logged = await actOnComplaint({
      ...{ trackingId, actor, version, actionId: logId, now },
      action: "CALL_LOG",
      input: { text: note, outcome },
    });
    if (!logged.ok) return logged;
    await count(record, facts.id);
  }
  const answered = await answer(record);
  if (!answered.ok) return answered;
  if (outcome === "confirmed" || outcome === "disputed") {
    // Answered for a complaint that others were merged with, it may stay open till they have: nobody is asked twice.
    await db.complaint.update({
      where: { id: facts.id },
      data: { callAttempts: CALL_TERMS.tries },
      select: { id: true },
    });
  }
  await releaseCall(db, facts.id, actor.id);
  return ok(null);
}

async function answer({ trackingId, actor, outcome, rating, missing, version, actionId, now }: CallRecord) {
  const request = { trackingId, actor, version, actionId, now } as const;
  if (outcome === "confirmed") return actOnComplaint({ ...request, action: "CONFIRM", input: { rating } });
  if (outcome === "disputed") return actOnComplaint({ ...request, action: "DISPUTE", input: { text: missing } });
  return ok(null);
}

/** The outcome for the figures, and the tries for the queue. An answer ends the tries by itself, once it is taken. */
function count({ trackingId, actor, outcome, now }: CallRecord, complaintId: string): Promise<void> {
  return transact(async (tx) => {
    const key = lookUpKeyOf(trackingId);
    await addLookUp(tx, { userId: actor.id, by: "outcome", key, reason: outcome, found: 1, at: now, complaintId });
    if (outcome === "confirmed" || outcome === "disputed") return;
    const where = { id: complaintId };
    const { callAttempts } = await tx.complaint.findUniqueOrThrow({ where, select: { callAttempts: true } });
    const { attempts, nextAt } = afterCall(outcome, callAttempts, now);
    await tx.complaint.update({ where, data: { callAttempts: attempts, callNextAt: nextAt }, select: { id: true } });
  });
}

/** One form sends two actions, and each wants a UUID of its own that a second press makes again. */
function derivedId(actionId: string): string {
  const hex = createHash("sha256").update(`call-log ${actionId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
