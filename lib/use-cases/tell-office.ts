import type { Tx } from "@/lib/data/db";
import { tellStaff } from "@/lib/data/outbox";
import type { StaffActor, StaffRole } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { canSee } from "@/lib/domain/complaint/sight";
import { isAwaitingDecision } from "@/lib/domain/complaint/states";
import { applyChange } from "@/lib/domain/complaint/workflow";
import type { Occasion } from "./apply-effects";

type Someone = StaffActor & { email: string };

/** Half of the clock is over: told to whoever has to act now. A decision that is owed is no officer's. */
export async function tellHolder(tx: Tx, { facts, eventId, now }: Occasion): Promise<void> {
  const people = await listSeeing(tx, facts);
  const holder = isAwaitingDecision(facts.state) ? [] : people.filter(({ id }) => id === facts.officerId);
  const leads = people.filter(({ role, level }) => role === "supervisor" && (level ?? 1) === 1);
  const desk = people.filter(({ role, deskId }) => role === "independent" && deskId === facts.deskId);
  const routers = people.filter(({ role }) => role === "router");
  await tell(tx, firstOf(holder, leads, desk, routers), facts, { eventId, template: "HALF_OVER", now });
}

/**
 * A level was reached: told to that rung's holders, to all from the third on, and where nobody holds it to the highest below
 * (design §5, ESCALATE). An independent desk has no ladder of its own: its people hear of their own cases.
 */
export async function tellRung(tx: Tx, { change, facts, eventId, now }: Occasion): Promise<void> {
  const after = applyChange(facts, change);
  const people = await listSeeing(tx, after);
  const rung = after.level;
  const ladder = people.filter(({ role }) => role === "supervisor");
  const reached = ladder.filter(
    ({ level }) => level === rung || (rung >= 3 && (level ?? 1) >= 3 && (level ?? 1) <= rung),
  );
  const desk = people.filter(({ role, deskId }) => role === "independent" && deskId === after.deskId);
  await tell(tx, firstOf(reached, desk, highest(ladder)), after, { eventId, template: "LEVEL_REACHED", now });
}

/** An appeal that nobody has decided in 15 days: the top is told, and the authority once more. Silence decides nothing. */
export async function tellTop(tx: Tx, { facts, eventId, now }: Occasion): Promise<void> {
  // The top looks at how long it takes, not into the case, so that it is told though its rung was never reached.
  const top = await listStaff(tx, { role: "supervisor", level: 4 });
  const inPlace = top.filter(
    ({ id, jurisdictionId, departmentId }) =>
      (!jurisdictionId || jurisdictionId === facts.jurisdictionId) &&
      (!departmentId || departmentId === facts.departmentId) &&
      !facts.accusedIds.includes(id),
  );
  const authority = (await listSeeing(tx, facts)).filter(({ role }) => role === "appeal");
  const people = [...inPlace.filter(() => !facts.sealed), ...authority];
  await tell(tx, people, facts, { eventId, template: "APPEAL_LATE", now });
}

function firstOf(...groups: readonly Someone[][]): Someone[] {
  return groups.find((group) => group.length > 0) ?? [];
}

function highest(ladder: readonly Someone[]): Someone[] {
  const top = Math.max(...ladder.map(({ level }) => level ?? 1));
  return ladder.filter(({ level }) => (level ?? 1) === top);
}

/** Who may open the case as it stands: nobody is told of one that they can't see. */
async function listSeeing(tx: Tx, facts: CaseFacts): Promise<Someone[]> {
  const { jurisdictionId, departmentId, officerId } = facts;
  const places = [jurisdictionId, null].flatMap((jurisdiction) =>
    [departmentId, null].map((department) => ({ jurisdictionId: jurisdiction, departmentId: department })),
  );
  const roles = ["supervisor", "independent", "router", "appeal"];
  const near = { OR: [...places, { jurisdictionId }], role: { in: roles } };
  const people = await listStaff(tx, { OR: [near, ...(officerId ? [{ id: officerId }] : [])] });
  return people.filter((person) => isHere(person, facts) && canSee(facts, person));
}

/** At the top of a rung that the facts' level hasn't reached, a supervisor sees nothing; others answer for themselves. */
function isHere({ role, deskId }: Someone, facts: CaseFacts): boolean {
  return role !== "independent" || facts.sealed || deskId === facts.deskId;
}

async function listStaff(
  tx: Tx,
  where: NonNullable<Parameters<Tx["user"]["findMany"]>[0]>["where"],
): Promise<Someone[]> {
  const rows = await tx.user.findMany({
    where: { AND: [{ active: true }, where ?? {}] },
    select: { id: true, email: true, role: true, level: true, deskId: true, departmentId: true, jurisdictionId: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...row, kind: "staff", role: row.role as StaffRole }));
}

type Message = { eventId: string; template: string; now: Date };

async function tell(tx: Tx, people: readonly Someone[], { id }: CaseFacts, { now, ...rest }: Message): Promise<void> {
  for (const { email } of people) await tellStaff(tx, email, { ...rest, complaintId: id, language: "en", at: now });
}
