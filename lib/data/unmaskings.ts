import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { hatsOf } from "@/lib/domain/complaint/reach";
import { canSee } from "@/lib/domain/complaint/sight";
import { findPeople, type Names } from "./cases";
import { db } from "./db";

/** Somebody had the citizen's contact shown. */
export type Unmasking = { at: Date; name: Names };

const MOST = 100;

/**
 * Each time that the citizen's contact was shown, the latest first, for auditors and for whoever supervises the case; null
 * for everybody else, the officers who look among them. Source: design §5, "each unmasking recorded".
 */
export async function listUnmaskings(facts: CaseFacts, actor: StaffActor): Promise<Unmasking[] | null> {
  const mayKnow = actor.role === "auditor" || hatsOf(facts, actor).includes("supervisor");
  if (!mayKnow || !canSee(facts, actor)) return null;
  const looks = await db.look.findMany({
    where: { complaintId: facts.id, what: "contact" },
    orderBy: { at: "desc" },
    take: MOST,
    select: { at: true, userId: true },
  });
  const people = await findPeople(looks.map(({ userId }) => userId));
  return looks.map(({ at, userId }) => ({ at, name: people.get(userId) ?? { en: "—", ur: "—" } }));
}
