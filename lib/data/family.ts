import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { canSee } from "@/lib/domain/complaint/sight";
import type { State } from "@/lib/domain/complaint/states";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { db } from "./db";

type Member = { trackingId: string; state: State };
/** The complaint that this one is joined to, and those that are joined to it, as far as this person may see them; `hidden`: how many more. */
export type Family = { parent: Member | null; children: Member[]; hidden: number };

const MOST = 50;

export async function findFamily(facts: CaseFacts, actor: StaffActor): Promise<Family> {
  if (!facts.parentId && facts.childCount === 0) return { parent: null, children: [], hidden: 0 };
  const rows = await db.complaint.findMany({
    where: { OR: [{ parentId: facts.id }, ...(facts.parentId ? [{ id: facts.parentId }] : [])] },
    include: CASE_INCLUDE,
    orderBy: { receivedAt: "asc" },
    take: MOST,
  });
  const seen = rows.filter((row) => canSee(toFacts(row), actor));
  const toMember = ({ trackingId, state }: Member | { trackingId: string; state: string }) => ({
    trackingId,
    state: state as State,
  });
  const parent = seen.find(({ id }) => id === facts.parentId);
  const children = seen.filter(({ parentId }) => parentId === facts.id);
  const hidden = Math.max(0, facts.childCount - children.length);
  return { parent: parent ? toMember(parent) : null, children: children.map(toMember), hidden };
}
