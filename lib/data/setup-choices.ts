import { UNLISTED_ENDING } from "@/lib/domain/complaint/codes";
import { db } from "./db";
import { listEmergencyLines } from "./setup-lines";

const NAMES = { nameEn: true, nameUr: true } as const;

/** What can be chosen in a form of the set-up, closed things included where they may be kept. */
export const SETUP_CHOICES = {
  jurisdictions: () => db.jurisdiction.findMany({ select: { id: true, ...NAMES }, orderBy: { id: "asc" } }),
  departments: () =>
    db.department.findMany({
      where: { active: true },
      select: { id: true, ...NAMES, jurisdictionId: true },
      orderBy: { nameEn: "asc" },
    }),
  /** With its kind, since each role sits at one kind. */
  desks: (kinds: readonly string[] | null) =>
    db.desk.findMany({
      where: { active: true, ...(kinds && { kind: { in: [...kinds] } }) },
      select: { id: true, ...NAMES, jurisdictionId: true, kind: true },
      orderBy: [{ kind: "asc" }, { nameEn: "asc" }],
    }),
  districts: () =>
    db.district.findMany({
      where: { active: true, divisionId: { not: null } },
      select: { id: true, ...NAMES, jurisdictionId: true },
      orderBy: { nameEn: "asc" },
    }),
  categories: () => db.category.findMany({ select: { code: true, ...NAMES }, orderBy: { position: "asc" } }),
  services: () =>
    db.service.findMany({
      where: { active: true, code: { not: { endsWith: UNLISTED_ENDING } } },
      select: { code: true, ...NAMES, categoryCode: true },
      orderBy: [{ category: { position: "asc" } }, { position: "asc" }],
    }),
  lines: () => listEmergencyLines(db),
  /** Whoever may be away or stand in: officers, of one department where `departmentId` says so, by desk. */
  people: (departmentId: string | null) =>
    db.user.findMany({
      where: {
        active: true,
        role: departmentId ? "officer" : { notIn: ["citizen", "admin", "auditor"] },
        ...(departmentId && { departmentId }),
      },
      select: { id: true, ...NAMES, deskId: true, desk: { select: NAMES }, department: { select: NAMES } },
      orderBy: [{ deskId: "asc" }, { nameEn: "asc" }],
    }),
};

/** Which services a desk gets by the rules, and where: for its own page. */
export async function listServicesOfDesk(deskId: string) {
  const rules = await db.routingRule.findMany({
    where: { deskId },
    orderBy: [{ serviceCode: "asc" }, { districtId: "asc" }],
    include: { jurisdiction: { select: NAMES } },
  });
  const [services, districts] = await Promise.all([
    db.service.findMany({
      where: { code: { in: rules.map((rule) => rule.serviceCode) } },
      select: { code: true, ...NAMES },
    }),
    db.district.findMany({
      where: { id: { in: rules.flatMap((rule) => rule.districtId ?? []) } },
      select: { id: true, ...NAMES },
    }),
  ]);
  return rules.map(({ id, serviceCode, districtId, certain, jurisdiction }) => ({
    id,
    certain,
    service: services.find(({ code }) => code === serviceCode) ?? { nameEn: serviceCode, nameUr: serviceCode },
    place: districts.find((district) => district.id === districtId) ?? jurisdiction,
  }));
}
