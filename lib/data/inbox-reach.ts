import type { StaffActor } from "@/lib/domain/complaint/actor";
import { Prisma } from "./generated/client";

const { sql } = Prisma;
const NOBODY = sql`1 = 0`;
const EVERYBODY = sql`1 = 1`;
/** Neither sealed, nor naming somebody whom no router has bound to an account. */
const OPEN_TO_OFFICES = sql`NOT c."sealed" AND NOT c."againstUnbound"`;

/**
 * The sight of design §5, "Reach", as a condition on `"Complaint" c`, so that lists are full, counts are right and a search
 * finds nothing that this person may not see. It says the same as `canSee` (lib/domain/complaint/sight.ts), which has the
 * last word over each row; tests/integration/inbox.spec.ts holds the two together.
 */
export function reachSql(actor: StaffActor): Prisma.Sql {
  // Who is named in a complaint can't find it. One list for the whole query, not a look per row.
  const notNamed = sql`c."id" NOT IN (SELECT a."complaintId" FROM "Accused" a WHERE a."userId" = ${actor.id})`;
  return sql`(${roleSql(actor)}) AND ${notNamed}`;
}

function roleSql(actor: StaffActor): Prisma.Sql {
  const inPlace = actor.jurisdictionId ? sql`c."jurisdictionId" = ${actor.jurisdictionId}` : EVERYBODY;
  switch (actor.role) {
    case "officer":
      if (!actor.deskId) return NOBODY;
      return sql`${OPEN_TO_OFFICES} AND (c."deskId" = ${actor.deskId}
        OR (c."state" = 'TRANSFER_REQUESTED' AND c."transferTargetId" = ${actor.deskId}))`;
    case "supervisor":
      return supervisorSql(actor);
    case "router":
      if (!actor.jurisdictionId) return NOBODY;
      return sql`NOT c."sealed" AND c."state" IN ('NEW', 'TRANSFER_REQUESTED') AND ${inPlace}`;
    case "callback":
      return sql`c."callbackSample" AND NOT c."sensitive" AND NOT c."sealed"`;
    case "appeal": {
      const outside = actor.departmentId
        ? sql`(c."departmentId" IS NULL OR c."departmentId" <> ${actor.departmentId})`
        : EVERYBODY;
      return sql`c."state" = 'APPEAL' AND ${inPlace} AND ${outside}`;
    }
    case "independent":
      return sql`${inPlace} AND (c."sealed" OR c."serviceCode" LIKE 'COR-%')`;
    case "auditor":
      return EVERYBODY;
    // The helpline opens a case by a recorded reason and two facts, one at a time; admins read none.
    case "helpline":
    case "admin":
      return NOBODY;
  }
}

function supervisorSql({ id, level, departmentId, jurisdictionId }: StaffActor): Prisma.Sql {
  const ways = [sql`c."officerId" = ${id}`];
  const rung = level ?? 1;
  const inOffice = departmentId ? sql`c."departmentId" = ${departmentId}` : null;
  if (rung <= 1) {
    if (inOffice && jurisdictionId) ways.push(sql`(${inOffice} AND c."jurisdictionId" = ${jurisdictionId})`);
  } else if (jurisdictionId || rung === 4) {
    const inPlace = jurisdictionId ? sql`c."jurisdictionId" = ${jurisdictionId}` : EVERYBODY;
    ways.push(sql`(${inPlace} AND ${inOffice ?? EVERYBODY} AND c."level" >= ${rung})`);
    ways.push(sql`(${inPlace} AND c."departmentId" IS NULL AND c."state" = 'REJECTED_PROPOSED')`);
  }
  if (departmentId && jurisdictionId)
    ways.push(sql`(c."state" = 'TRANSFER_REQUESTED' AND c."transferTargetId" IN (
      SELECT d."id" FROM "Desk" d WHERE d."departmentId" = ${departmentId} AND d."jurisdictionId" = ${jurisdictionId}))`);
  return sql`${OPEN_TO_OFFICES} AND (${Prisma.join(ways, " OR ")})`;
}

/**
 * Whose text may be searched word by word. The words of a protected case hold its place too, which only the handling desk
 * may know (`cutTo` in cases.ts): for everybody else such a case is found by ID, service, district and officer alone, or a
 * search would tell what the page hides.
 */
export function searchableSql(actor: StaffActor): Prisma.Sql {
  const open = sql`(NOT c."sensitive" AND NOT c."sealed")`;
  const isDesk = actor.role === "officer" || actor.role === "independent";
  if (isDesk && actor.deskId) return sql`(${open} OR c."deskId" = ${actor.deskId})`;
  return actor.role === "supervisor" ? sql`(${open} OR c."officerId" = ${actor.id})` : open;
}
