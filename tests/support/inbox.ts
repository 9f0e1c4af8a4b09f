/** Complaints of every kind for the inbox, and an independent look at each by which its counts are checked. */
import type { CaseRow } from "@/lib/data/case-facts";
import { CASE_INCLUDE, toFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { canSee } from "@/lib/domain/complaint/sight";
import { STATES } from "@/lib/domain/complaint/states";
import type { View } from "@/lib/domain/inbox";
import { givenComplaint } from "./domain";

const DAY = 86_400_000;

/** The same numbers in every run of a seed (mulberry32). */
export function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => next() < share,
    below: (end: number) => Math.floor(next() * end),
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
  };
}

type Options = { count: number; seed: number; now: Date };

/** Lodged as people lodge, then thrown into any state whatever: a filter must be right for each that the table can hold. */
export async function givenManyCases({ count, seed, now }: Options): Promise<void> {
  const { chance, below, pick } = dice(seed);
  const people = await db.user.findMany({ where: { role: { in: ["officer", "supervisor"] } } });
  const desks = await db.desk.findMany({
    where: { id: { in: ["wasa-lahore", "independent-punjab", "fd-power-lesco-desk"] } },
    select: { id: true, departmentId: true, jurisdictionId: true },
  });
  const services = ["WAT-SEWR", "MUN-GARB", "ENR-OUTG", "COR-BRIB"] as const;
  const when = (spread: number) => new Date(now.getTime() + (below(spread * 20) - spread * 10) * (DAY / 10));
  for (let made = 0; made < count; made += 1) {
    const { trackingId } = await givenComplaint({ serviceCode: pick(services), now: when(20) });
    const desk = chance(0.85) ? pick(desks) : null;
    const { id } = await db.complaint.update({
      where: { trackingId },
      select: { id: true },
      data: {
        state: pick(STATES),
        deskId: desk?.id ?? null,
        departmentId: desk?.departmentId ?? null,
        jurisdictionId: desk?.jurisdictionId ?? pick(["punjab", "sindh"]),
        transferTargetId: chance(0.3) ? pick(desks).id : null,
        officerId: chance(0.6) ? pick(people).id : null,
        sealed: chance(0.08),
        sensitive: chance(0.2),
        againstUnbound: chance(0.1),
        callbackSample: chance(0.4),
        level: below(5),
        disputes: chance(0.2) ? 1 : 0,
        appealDecisions: chance(0.1) ? 1 : 0,
        rating: chance(0.3) ? 1 + below(5) : null,
        dueAt: chance(0.9) ? when(6) : null,
        dutyDueAt: chance(0.8) ? when(6) : null,
        windowEndsAt: chance(0.5) ? when(6) : null,
        closedAt: chance(0.4) ? when(60) : null,
        updatedAt: when(20),
      },
    });
    if (chance(0.1)) await db.accused.create({ data: { complaintId: id, userId: pick(people).id } });
    const { id: eventId, ...lodged } = await db.event.findFirstOrThrow({ where: { complaintId: id } });
    if (chance(0.1)) await db.event.create({ data: { ...lodged, sequence: 50, action: "TAKE_BACK" } });
    if (chance(0.15))
      await db.mention.create({
        data: { eventId, userId: pick(people).id, complaintId: id, at: now, seenAt: chance(0.3) ? now : null },
      });
  }
}

export type Seen = { row: CaseRow; facts: CaseFacts };

/** Every complaint that the domain lets this person see, by a look at each. */
export async function allSeen(actor: StaffActor): Promise<Seen[]> {
  const rows = await db.complaint.findMany({ include: CASE_INCLUDE });
  return rows.map((row) => ({ row, facts: toFacts(row) })).filter(({ facts }) => canSee(facts, actor));
}

const OFFICE = ["NEW", "ASSIGNED", "IN_PROGRESS", "TRANSFER_REQUESTED", "REJECTED_PROPOSED", "DISPUTED"];

/** What issue 4 says of each filter, said once more and apart from the queries. */
export async function belongs(actor: StaffActor, now: Date): Promise<(view: View, seen: Seen) => boolean> {
  const absences = await db.absence.findMany({ where: { startsAt: { lte: now }, endsAt: { gt: now } } });
  const away = new Set(absences.map(({ userId }) => userId));
  const mentions = await db.mention.findMany({ where: { userId: actor.id, seenAt: null } });
  const mentioned = new Set(mentions.map(({ complaintId }) => complaintId));
  const takenBack = new Set(
    (await db.event.findMany({ where: { action: "TAKE_BACK" } })).map(({ complaintId }) => complaintId),
  );
  const states = { appeal: ["APPEAL"], callback: ["RESOLVED", "CLOSED_NO_REPLY"] }[actor.role as string] ?? OFFICE;
  return (view, { facts }) => {
    const due = { router: facts.dutyDueAt, appeal: facts.windowEndsAt, callback: facts.windowEndsAt };
    const left = (actor.role in due ? due[actor.role as "router"] : facts.dueAt)?.getTime();
    const late = left !== undefined && left < now.getTime();
    const soon = left !== undefined && !late && left < now.getTime() + 2 * DAY;
    const lately = facts.closedAt === null || facts.closedAt.getTime() >= now.getTime() - 30 * DAY;
    const bad = (facts.rating ?? 5) <= 2 || (facts.disputes > 0 && facts.state !== "CLOSED_CONFIRMED");
    const work = states.includes(facts.state);
    const answers: Record<View, boolean> = {
      work,
      mine: work && facts.officerId === actor.id,
      unassigned: work && facts.officerId === null,
      soon: work && soon,
      overdue: work && late,
      reopened: work && (facts.disputes > 0 || facts.appealDecisions > 0 || takenBack.has(facts.id)),
      escalated: work && facts.level > 0,
      absent: work && facts.officerId !== null && away.has(facts.officerId),
      negative: lately && bad,
      waiting: ["NEEDS_INFO", "RESOLVED", "WITHDRAW_PENDING"].includes(facts.state),
      others: ["APPEAL", "MERGED"].includes(facts.state),
      mentioned: mentioned.has(facts.id),
      all: true,
    };
    return answers[view];
  };
}
