import type { EvidenceDemand } from "@/lib/domain/complaint/codes";
import type { ClockContext } from "@/lib/domain/working-time";
import type { Db, Tx } from "./db";

/** What lodging needs of a service; null for a code that the portal doesn't know or no longer takes. */
export async function findOpenService(tx: Tx | Db, code: string) {
  const service = await tx.service.findUnique({
    where: { code, active: true },
    select: { code: true, clockDays: true, urgent: true, sensitive: true, evidence: true },
  });
  return service && { ...service, evidence: service.evidence as EvidenceDemand };
}

/** Null for a district (or `overseas`) that the portal doesn't know or no longer takes. */
export function findOpenDistrict(tx: Tx | Db, id: string) {
  return tx.district.findUnique({ where: { id, active: true }, select: { id: true, jurisdictionId: true } });
}

/** The routing rules that may speak for this service in this jurisdiction, in the domain's shape. */
export async function listRoutingRules(tx: Tx | Db, serviceCode: string, jurisdictionId: string) {
  const rules = await tx.routingRule.findMany({
    where: { serviceCode, jurisdictionId },
    include: { desk: { select: { departmentId: true, jurisdictionId: true } } },
  });
  return rules.map(({ desk, ...rule }) => ({
    ...rule,
    departmentId: desk.departmentId,
    deskJurisdictionId: desk.jurisdictionId,
  }));
}

/** The holidays that stop the clock in a jurisdiction: its own and those of the whole country. */
export async function findClockContext(tx: Tx | Db, jurisdictionId: string): Promise<ClockContext> {
  const holidays = await tx.holiday.findMany({
    where: { OR: [{ jurisdictionId: null }, { jurisdictionId }] },
    select: { date: true },
  });
  return { holidays: new Set(holidays.map(({ date }) => date)) };
}
