import { mayReadNumber } from "@/lib/data/call-sample";
import { findFacts } from "@/lib/data/case-facts";
import { fromContentRow } from "@/lib/data/complaint-content";
import { db } from "@/lib/data/db";
import { writeLook } from "@/lib/data/looks";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { sightOf } from "@/lib/domain/complaint/sight";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Contact } from "@/lib/schemas/lodgement";

type Request = { trackingId: string; actor: StaffActor; now: Date };

/**
 * The contact of a protected case, for whoever handles it, recorded first. `unknown` for everybody else, `unrecorded` while
 * no look can be recorded, and where no contact was given `ok(null)`. Source: design §5, sensitive services.
 */
export async function revealContact({
  trackingId,
  actor,
  now,
}: Request): Promise<Result<Contact | null, "unknown" | "unrecorded">> {
  const facts = await findFacts(db, trackingId, now);
  if (!facts) return err("unknown");
  const { contact } = sightOf(facts, actor);
  if (contact !== "recorded" && contact !== "full") return err("unknown");
  if (!(await mayReadNumber(actor, facts.id, now))) return err("unknown");
  try {
    await writeLook({ complaintId: facts.id, userId: actor.id, what: "contact", at: now });
  } catch (error) {
    if (isUnwritable(error)) return err("unrecorded");
    throw error;
  }
  const row = await db.complaintContent.findUnique({ where: { complaintId: facts.id } });
  return ok(row && fromContentRow(row).contact);
}
