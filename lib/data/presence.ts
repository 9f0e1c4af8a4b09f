import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { canSee } from "@/lib/domain/complaint/sight";
import type { Names } from "./cases";
import { db } from "./db";
import { toStaffActor } from "./mentions";

/** A browser tells of itself every 20 seconds; who hasn't for this long is gone. */
export const PRESENT_MS = 60_000;

/** Somebody else who has the case open. */
export type Present = { name: Names; writing: boolean };

/** A sign of life of somebody who may see the case, which the caller has made sure of. Old signs go with it. */
export async function notePresence(
  { id: complaintId }: Pick<CaseFacts, "id">,
  { id: userId }: StaffActor,
  { writing, now }: { writing: boolean; now: Date },
): Promise<void> {
  const sign = { at: now, writingAt: writing ? now : null };
  await db.presence.upsert({
    where: { complaintId_userId: { complaintId, userId } },
    create: { complaintId, userId, ...sign },
    update: sign,
    select: { at: true },
  });
  await db.presence.deleteMany({ where: { at: { lt: new Date(now.getTime() - PRESENT_MS) } } });
}

/**
 * Who else has the case open, by name. Whoever may not see it any more isn't told of, and an auditor never: nobody shall
 * work otherwise because of being looked at.
 */
export async function listPresent(facts: CaseFacts, asker: StaffActor, now: Date): Promise<Present[]> {
  const rows = await db.presence.findMany({
    where: { complaintId: facts.id, userId: { not: asker.id }, at: { gte: new Date(now.getTime() - PRESENT_MS) } },
    orderBy: { userId: "asc" },
  });
  if (rows.length === 0) return [];
  const users = await db.user.findMany({
    where: { id: { in: rows.map(({ userId }) => userId) }, active: true },
    select: {
      id: true,
      role: true,
      level: true,
      deskId: true,
      departmentId: true,
      jurisdictionId: true,
      nameEn: true,
      nameUr: true,
    },
  });
  return users.flatMap(({ nameEn, nameUr, ...row }) => {
    const actor = toStaffActor(row);
    if (!actor || actor.role === "auditor" || !canSee(facts, actor)) return [];
    const writing = rows.some(({ userId, writingAt }) => userId === row.id && writingAt !== null);
    return [{ name: { en: nameEn, ur: nameUr }, writing }];
  });
}
