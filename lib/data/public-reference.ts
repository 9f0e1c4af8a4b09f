import { db } from "./db";
import { REFERENCE_VERSION } from "./reference";

/** What changes whenever services or districts do. Empty before the first seed. */
export async function findReferenceVersion(): Promise<string> {
  return (await db.setting.findUnique({ where: { key: REFERENCE_VERSION } }))?.value ?? "";
}

const NAMES = { nameEn: true, nameUr: true } as const;

/**
 * What a program needs in order to lodge: services and districts that are open, in the order in which people see them,
 * and the version that changes with them.
 */
export async function findPublicReference() {
  const [version, categories, services, jurisdictions, districts] = await Promise.all([
    findReferenceVersion(),
    db.category.findMany({ orderBy: { position: "asc" }, select: { ...NAMES, code: true, icon: true } }),
    db.service.findMany({
      where: { active: true },
      orderBy: [{ category: { position: "asc" } }, { position: "asc" }],
      omit: { owner: true, duplicateRadiusM: true, photoHint: true, evidence: true, position: true, active: true },
    }),
    db.jurisdiction.findMany({ orderBy: { id: "asc" }, select: { ...NAMES, id: true } }),
    db.district.findMany({
      where: { active: true },
      orderBy: [{ jurisdictionId: "asc" }, { nameEn: "asc" }],
      select: { ...NAMES, id: true, jurisdictionId: true },
    }),
  ]);
  return {
    version,
    categories: categories.map(named),
    services: services.map(named),
    jurisdictions: jurisdictions.map(named),
    districts: districts.map(named),
  };
}

function named<Row extends { nameEn: string; nameUr: string }>({ nameEn, nameUr, ...row }: Row) {
  return { ...row, name: { en: nameEn, ur: nameUr } };
}
