import type { StaffActor } from "@/lib/domain/complaint/actor";
import { db } from "./db";
import { listDesks, listOfficers } from "./staff-choices";

const NAMES = { id: true, nameEn: true, nameUr: true } as const;

/** What the inbox can be narrowed to besides services: places, desks and officers within this person's reach. */
export async function listInboxChoices({ role, deskId, departmentId, jurisdictionId }: StaffActor) {
  const districts = await db.district.findMany({
    where: jurisdictionId ? { jurisdictionId } : {},
    select: NAMES,
    orderBy: { nameEn: "asc" },
  });
  const desks = role === "officer" || !departmentId ? [] : await listDesks(role === "supervisor" ? departmentId : null);
  const where = role === "officer" && deskId ? { deskId } : departmentId ? { departmentId } : null;
  const officers = where ? await listOfficers(where, []) : [];
  const near = desks.filter((desk) => !jurisdictionId || desk.jurisdictionId === jurisdictionId);
  return { districts, desks: near, officers };
}
