import { holdsCall } from "@/lib/data/call-sample";
import { type Case, findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { err, ok, type Result } from "@/lib/domain/result";

type Request = { trackingId: string; actor: StaffActor; now: Date };

/** The case of a call that this person has taken (take-call.ts) and still holds. `not_taken` for all others alike. */
export async function readCall({ trackingId, actor, now }: Request): Promise<Result<Case, "not_taken">> {
  if (actor.role !== "callback") return err("not_taken");
  const theCase = await findCase(trackingId, actor, now);
  if (!theCase || !(await holdsCall(db, theCase.facts.id, actor.id, now))) return err("not_taken");
  return ok(theCase);
}
