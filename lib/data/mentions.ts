import { isStaffRole, type StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { findMentioned } from "@/lib/domain/complaint/mention";
import { canSee, sightOf } from "@/lib/domain/complaint/sight";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { type Db, db, type Tx } from "./db";
import { isUnwritable } from "./unavailable";

/** Somebody who may be named in a note on a case: what to write after the @, in both languages. */
export type MentionChoice = { id: string; label: { en: string; ur: string } };

const ACTOR = { id: true, role: true, level: true, deskId: true, departmentId: true, jurisdictionId: true } as const;
/** More people than one case has about it. */
const MANY = 300;
/** No count that is read at a glance goes further. */
const MOST = 100;

type ActorRow = { id: string; role: string } & Pick<StaffActor, "level" | "deskId" | "departmentId" | "jurisdictionId">;

/** An account's row as the domain's actor; null for a citizen's. */
export function toStaffActor({ role, ...row }: ActorRow): StaffActor | null {
  return isStaffRole(role) ? { ...row, kind: "staff", role } : null;
}

/**
 * Whoever may read notes of this case at present, `except` left out: nobody who is named in it, and no auditor, who
 * changes nothing. Where two have one name, the office stands behind it.
 */
export async function listMentionable(facts: CaseFacts, except: string, tx: Tx | Db = db): Promise<MentionChoice[]> {
  const desks = [facts.deskId, facts.transferTarget?.id].flatMap((id) => id ?? []);
  const departments = [facts.departmentId, facts.transferTarget?.departmentId].flatMap((id) => id ?? []);
  const rows = await tx.user.findMany({
    where: {
      active: true,
      id: { notIn: [except, ...facts.accusedIds] },
      OR: [
        { role: "officer", deskId: { in: desks } },
        { role: "supervisor", departmentId: { in: departments } },
        {
          role: { in: ["supervisor", "router", "independent", "appeal"] },
          OR: [{ jurisdictionId: facts.jurisdictionId }, { jurisdictionId: null }],
        },
      ],
    },
    select: {
      ...ACTOR,
      nameEn: true,
      nameUr: true,
      desk: { select: { nameEn: true, nameUr: true } },
      department: { select: { nameEn: true, nameUr: true } },
    },
    orderBy: { nameEn: "asc" },
    take: MANY,
  });
  const able = rows.filter((row) => {
    const actor = toStaffActor(row);
    return actor !== null && sightOf(facts, actor).notes;
  });
  const isShared = (name: "nameEn" | "nameUr", value: string) => able.filter((row) => row[name] === value).length > 1;
  return able.map(({ id, nameEn, nameUr, desk, department }) => {
    const office = desk ?? department;
    return {
      id,
      label: {
        en: office && isShared("nameEn", nameEn) ? `${nameEn} (${office.nameEn})` : nameEn,
        ur: office && isShared("nameUr", nameUr) ? `${nameUr} (${office.nameUr})` : nameUr,
      },
    };
  });
}

type Note = { facts: CaseFacts; eventId: string; text: string; authorId: string; at: Date };

/** Whoever a note names with @, in the note's own transaction; names of those who may not see the case are plain words. */
export async function writeMentions(tx: Tx, { facts, eventId, text, authorId, at }: Note): Promise<void> {
  if (!text.includes("@") && !text.includes("＠")) return;
  const people = await listMentionable(facts, authorId, tx);
  const named = findMentioned(
    text,
    people.map(({ id, label }) => ({ id, labels: [label.en, label.ur] })),
  );
  if (named.length === 0) return;
  await tx.mention.createMany({ data: named.map((userId) => ({ eventId, userId, complaintId: facts.id, at })) });
}

/**
 * That this person has opened the case in which they were named; whether they hadn't since. Writes only where something was
 * unseen, and while nothing can be written it stays so.
 */
export async function markMentionsSeen(complaintId: string, userId: string, now: Date): Promise<boolean> {
  const where = { complaintId, userId, seenAt: null };
  const unseen = await db.mention.findFirst({ where, select: { eventId: true } });
  if (!unseen) return false;
  await db.mention.updateMany({ where, data: { seenAt: now } }).catch((error: unknown) => {
    if (!isUnwritable(error)) throw error;
  });
  return true;
}

/** The cases in which this person has been named and hasn't looked since, the latest first; none that they may not see (any more). */
export async function listMentions(actor: StaffActor): Promise<{ trackingId: string; at: Date }[]> {
  const rows = await db.mention.findMany({
    where: { userId: actor.id, seenAt: null, complaint: { accused: { none: { userId: actor.id } } } },
    select: { at: true, complaintId: true },
    orderBy: { at: "desc" },
    take: MOST,
  });
  if (rows.length === 0) return [];
  const latest = new Map(rows.toReversed().map(({ complaintId, at }) => [complaintId, at]));
  const cases = await db.complaint.findMany({ where: { id: { in: [...latest.keys()] } }, include: CASE_INCLUDE });
  return cases
    .filter((row) => canSee(toFacts(row), actor))
    .map(({ id, trackingId }) => ({ trackingId, at: latest.get(id) ?? new Date(0) }))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

/** In how many cases that this person may see they have been named and haven't looked since. */
export async function countMentions(userId: string): Promise<number> {
  const user = await db.user.findUnique({ where: { id: userId }, select: ACTOR });
  const actor = user && toStaffActor(user);
  return actor ? (await listMentions(actor)).length : 0;
}
