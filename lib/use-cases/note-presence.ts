import { findFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import { findClosure } from "@/lib/data/health";
import { listPresent, notePresence, type Present } from "@/lib/data/presence";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { canSee } from "@/lib/domain/complaint/sight";

type Request = { trackingId: string; actor: StaffActor; writing: boolean; now: Date };

/**
 * That somebody has a case open, and who else has; null for whoever may not see it. An auditor leaves no sign, for nobody
 * shall work otherwise because of being looked at, and nothing is written while nothing can be.
 */
export async function meetAtCase(request: Request): Promise<{ present: Present[]; version: number } | null> {
  const { trackingId, actor, writing, now } = request;
  const facts = await findFacts(db, trackingId, now);
  if (!facts || !canSee(facts, actor)) return null;
  if (actor.role !== "auditor" && !findClosure()) {
    await notePresence(facts, actor, { writing, now }).catch((error: unknown) => {
      if (!isUnwritable(error)) throw error;
    });
  }
  return { present: await listPresent(facts, actor, now), version: facts.version };
}
