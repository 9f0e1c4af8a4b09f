import type { EvidenceDemand } from "@/lib/domain/complaint/codes";
import type { RoutingRule } from "@/lib/domain/complaint/routing";
import type { ClockContext } from "@/lib/domain/working-time";
import type { Db, Tx } from "./db";

/** What lodging needs of a service. */
export type OpenService = {
  code: string;
  clockDays: number;
  urgent: boolean;
  sensitive: boolean;
  evidence: EvidenceDemand;
};

/** The setting that whoever changes a service, district, rule, desk or holiday changes in the same transaction. */
export const REFERENCE_VERSION = "reference.version";

/** The reference data that decisions read at every lodging and action, in the domain's shapes. */
export type Reference = {
  version: string;
  /** Null for a code that the portal doesn't know or no longer takes. */
  findService(code: string): OpenService | null;
  /** Null for a district (or `overseas`) that the portal doesn't know or no longer takes. */
  findDistrict(id: string): { id: string; jurisdictionId: string } | null;
  /** The routing rules that speak of this service, for `route` to choose from. */
  listRules(serviceCode: string): readonly RoutingRule[];
  /** The holidays that stop the clock in a jurisdiction: its own and those of the whole country. */
  clockOf(jurisdictionId: string): ClockContext;
};

let kept: Reference | undefined;

/**
 * Read whole once for each version and kept, for it is some two thousand rows that hardly ever change; the version itself
 * is asked for each time, so that what another process has changed counts at once.
 */
export async function findReference(tx: Tx | Db): Promise<Reference> {
  const setting = await tx.setting.findUnique({ where: { key: REFERENCE_VERSION } });
  const version = setting?.value ?? "";
  if (kept?.version === version && version !== "") return kept;
  const read = await readReference(tx, version);
  kept = read;
  return read;
}

async function readReference(tx: Tx | Db, version: string): Promise<Reference> {
  const services = await tx.service.findMany({
    where: { active: true },
    select: { code: true, clockDays: true, urgent: true, sensitive: true, evidence: true },
  });
  const districts = await tx.district.findMany({ where: { active: true }, select: { id: true, jurisdictionId: true } });
  const rules = await tx.routingRule.findMany({
    include: { desk: { select: { departmentId: true, jurisdictionId: true } } },
  });
  const holidays = await tx.holiday.findMany({ select: { date: true, jurisdictionId: true } });

  const serviceOf = new Map(services.map((row) => [row.code, { ...row, evidence: row.evidence as EvidenceDemand }]));
  const districtOf = new Map(districts.map((row) => [row.id, row]));
  const rulesOf = new Map<string, RoutingRule[]>();
  for (const { desk, id: _, ...rule } of rules) {
    const list = rulesOf.get(rule.serviceCode) ?? [];
    list.push({ ...rule, departmentId: desk.departmentId, deskJurisdictionId: desk.jurisdictionId });
    rulesOf.set(rule.serviceCode, list);
  }
  const clocks = new Map<string, ClockContext>();
  function clockOf(jurisdictionId: string): ClockContext {
    const known = clocks.get(jurisdictionId);
    if (known) return known;
    const own = holidays.filter((holiday) => (holiday.jurisdictionId ?? jurisdictionId) === jurisdictionId);
    const clock = { holidays: new Set(own.map(({ date }) => date)) };
    clocks.set(jurisdictionId, clock);
    return clock;
  }
  return {
    version,
    findService: (code) => serviceOf.get(code) ?? null,
    findDistrict: (id) => districtOf.get(id) ?? null,
    listRules: (serviceCode) => rulesOf.get(serviceCode) ?? [],
    clockOf,
  };
}

/** The clock of a jurisdiction (`Reference.clockOf`). */
export async function findClockContext(tx: Tx | Db, jurisdictionId: string): Promise<ClockContext> {
  return (await findReference(tx)).clockOf(jurisdictionId);
}
