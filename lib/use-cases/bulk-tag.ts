import { findFacts } from "@/lib/data/case-facts";
import { transact } from "@/lib/data/db";
import { foldTag } from "@/lib/data/tags";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { canSee } from "@/lib/domain/complaint/sight";
import { err, ok, type Result } from "@/lib/domain/result";

/** More on one complaint sort nothing any more. */
const MOST_TAGS = 12;

type Request = { actor: StaffActor; tag: string; remove: boolean; trackingIds: readonly string[]; now: Date };
export type Tagged = { trackingId: string; result: Result<null, "unknown" | "too-many"> };

/**
 * Puts the office's own word on each of these complaints, or takes it off. Only on what this person may see; an auditor
 * changes nothing. `invalid`: no word at all, or too long a one.
 */
export async function bulkTag({
  actor,
  tag: typed,
  remove,
  trackingIds,
  now,
}: Request): Promise<Result<Tagged[], "invalid">> {
  const tag = foldTag(typed);
  if (!tag) return err("invalid");
  return ok(
    await transact(async (tx) => {
      const outcomes: Tagged[] = [];
      for (const trackingId of trackingIds) {
        const facts = await findFacts(tx, trackingId, now);
        if (!facts || actor.role === "auditor" || !canSee(facts, actor)) {
          outcomes.push({ trackingId, result: err("unknown") });
          continue;
        }
        const key = { complaintId: facts.id, tag };
        if (remove) await tx.complaintTag.deleteMany({ where: key });
        else if (!(await tx.complaintTag.findUnique({ where: { complaintId_tag: key } }))) {
          if ((await tx.complaintTag.count({ where: { complaintId: facts.id } })) >= MOST_TAGS) {
            outcomes.push({ trackingId, result: err("too-many") });
            continue;
          }
          await tx.complaintTag.create({ data: { ...key, addedById: actor.id, at: now } });
        }
        outcomes.push({ trackingId, result: ok(null) });
      }
      return outcomes;
    }),
  );
}
