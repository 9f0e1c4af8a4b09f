import { mayReadNumber } from "@/lib/data/call-sample";
import { type Case, findCase } from "@/lib/data/cases";
import { writeLook } from "@/lib/data/looks";
import type { StaffActor } from "@/lib/domain/complaint/actor";

type Request = { trackingId: string; actor: StaffActor; now: Date };

/**
 * A case as this person may read it, or null as `findCase` says. Where the domain wants the look itself recorded (the
 * auditor's), it is, before the case is given out. A number that somebody else may be ringing stands with the call alone (take-call.ts). Source: design §5, "Reach".
 */
export async function readCase({ trackingId, actor, now }: Request): Promise<Case | null> {
  const found = await findCase(trackingId, actor, now);
  if (found?.sight.recorded) {
    await writeLook({ complaintId: found.facts.id, userId: actor.id, what: "case", at: now });
  }
  if (!found || (await mayReadNumber(actor, found.facts.id, now))) return found;
  return { ...found, sight: { ...found.sight, contact: "none" }, content: { ...found.content, contact: null } };
}
