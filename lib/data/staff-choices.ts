import { db } from "./db";
import type { Prisma } from "./generated/client";

const NAMES = { id: true, nameEn: true, nameUr: true } as const;
const HANDLING = { kind: { in: ["handling", "independent"] } } satisfies Prisma.DeskWhereInput;
/** More people than anybody chooses from in one list. */
const MANY = 300;

/** Desks that a complaint can be given to, by office: those of one department, or of every one, with their jurisdiction. */
export function listDesks(departmentId: string | null) {
  return db.desk.findMany({
    where: { ...HANDLING, active: true, ...(departmentId && { departmentId }) },
    select: { ...NAMES, jurisdictionId: true, jurisdiction: { select: { nameEn: true, nameUr: true } } },
    orderBy: [{ jurisdictionId: "asc" }, { nameEn: "asc" }],
  });
}

/** Active officers at one desk, or at the desks of a department or a jurisdiction, without those in `except`. */
export function listOfficers(
  where: { departmentId?: string; deskId?: string; jurisdictionId?: string },
  except: readonly string[],
) {
  return db.user.findMany({
    where: {
      ...where,
      role: "officer",
      active: true,
      deskId: where.deskId ?? { not: null },
      id: { notIn: [...except] },
    },
    select: { ...NAMES, deskId: true, desk: { select: { nameEn: true, nameUr: true } } },
    orderBy: [{ deskId: "asc" }, { nameEn: "asc" }],
    take: MANY,
  });
}

/** Whom a complaint might name: staff of a department, or of a jurisdiction where no department is in question yet. */
export function listNameable(where: { departmentId?: string; jurisdictionId?: string }) {
  return db.user.findMany({
    where: { ...where, active: true, role: { in: ["officer", "supervisor"] } },
    select: {
      ...NAMES,
      role: true,
      desk: { select: { nameEn: true, nameUr: true } },
      department: { select: { nameEn: true, nameUr: true } },
    },
    orderBy: { nameEn: "asc" },
    take: MANY,
  });
}

/** All services that are taken, by category, as the taxonomy orders them. */
export function listServicesByCategory() {
  return db.category.findMany({
    orderBy: { position: "asc" },
    select: {
      code: true,
      nameEn: true,
      nameUr: true,
      services: {
        where: { active: true },
        orderBy: { position: "asc" },
        select: { code: true, nameEn: true, nameUr: true },
      },
    },
  });
}

/** Names of desks, officers and services that events speak of by id, in one look each. */
export async function findNames(ids: {
  desks: readonly string[];
  users: readonly string[];
  services: readonly string[];
}) {
  const [desks, users, services] = await Promise.all([
    db.desk.findMany({ where: { id: { in: [...ids.desks] } }, select: NAMES }),
    db.user.findMany({ where: { id: { in: [...ids.users] } }, select: NAMES }),
    db.service.findMany({
      where: { code: { in: [...ids.services] } },
      select: { code: true, nameEn: true, nameUr: true },
    }),
  ]);
  const named = services.map(({ code, ...names }) => ({ id: code, ...names }));
  return new Map([...desks, ...users, ...named].map((row) => [row.id, row]));
}
