import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Tx, transact } from "@/lib/data/db";
import type { Prisma } from "@/lib/data/generated/client";
import { REFERENCE_VERSION } from "@/lib/data/reference";
import { seedTemplates } from "./templates";

type Names = { en: string; ur: string };
type Taxonomy = { categories: (Names & Category)[] };
type Category = {
  code: string;
  icon: string;
  department_kind: string;
  escalation_ladder: string;
  subcategories: (Names & Service)[];
};
type Service = {
  code: string;
  owner: string;
  sla_days: number;
  urgent: boolean;
  sensitive: boolean;
  location_required: boolean;
  duplicate_radius_m: number;
  photo_hint: boolean;
  evidence: string;
  emergency: Prisma.InputJsonValue | null;
  keywords: Prisma.InputJsonValue;
};
type Place = Names & { id: string };
type District = Place & { unverified?: boolean };
type Jurisdiction = Place & {
  code: string;
  kind: string;
  head: Names;
  divisions: (Place & { districts: District[] })[];
};
type Districts = { jurisdictions: Jurisdiction[]; overseas: Place };
type Department = Place & { jurisdictionId: string };
type Desk = Place & { departmentId: string; jurisdictionId: string; districtId: string | null; kind: string };
export type Rule = {
  serviceCode: string;
  jurisdictionId: string;
  districtId: string | null;
  deskId: string;
  certain: boolean;
};
type Holiday = Names & { date: string; jurisdictionId: string | null; moonDependent: boolean };

const FILES = ["taxonomy", "districts", "departments", "desks", "routing", "holidays", "templates"];
/** Where a complaint from abroad belongs: to the federation (design §5, Reference data). */
const OVERSEAS_JURISDICTION = "federal";

export function readSeed<T>(name: string): T {
  return JSON.parse(readFileSync(`prisma/seed/${name}.json`, "utf8")) as T;
}

/** Which version of the seed's files has been entered; `reference.version` moves on with each change under /admin. */
const SEEDED_VERSION = "reference.seeded";

/**
 * Enters the reference data of prisma/seed/*.json, once for each version of those files. Rows that are there stay as they
 * are, since administrators may have edited them, and what they have removed stays away (decision 004).
 */
export async function seedReferenceData(): Promise<void> {
  const hash = createHash("sha256");
  for (const name of FILES) hash.update(readFileSync(`prisma/seed/${name}.json`));
  const version = hash.digest("hex").slice(0, 16);
  await transact(async (tx) => {
    const [seeded, current] = await Promise.all(
      [SEEDED_VERSION, REFERENCE_VERSION].map((key) => tx.setting.findUnique({ where: { key } })),
    );
    // Folders from before had one setting for both.
    if ((seeded ?? current)?.value === version) return;
    await seedPlaces(tx, readSeed<Districts>("districts"));
    await seedServices(tx, readSeed<Taxonomy>("taxonomy"));
    await seedOffices(tx);
    await seedTemplates(tx);
    // A version that was there before may not come back: whoever keeps data under it would take the old for the new.
    const next = current ? `s${version}${Date.now().toString(36)}` : version;
    for (const data of [
      { key: SEEDED_VERSION, value: version },
      { key: REFERENCE_VERSION, value: next },
    ])
      await tx.setting.upsert({ where: { key: data.key }, create: data, update: data });
    console.log(`  Reference data ${version}`);
  });
}

async function seedPlaces(tx: Tx, { jurisdictions, overseas }: Districts): Promise<void> {
  await insertMissing(
    tx.jurisdiction,
    "id",
    jurisdictions.map(({ id, code, kind, en, ur, head }) => ({
      id,
      code,
      kind,
      nameEn: en,
      nameUr: ur,
      headEn: head.en,
      headUr: head.ur,
    })),
  );
  const divisions = jurisdictions.flatMap((jurisdiction) =>
    jurisdiction.divisions.map((division) => ({ ...division, jurisdictionId: jurisdiction.id })),
  );
  await insertMissing(
    tx.division,
    "id",
    divisions.map(({ id, en, ur, jurisdictionId }) => ({
      id,
      nameEn: en,
      nameUr: ur,
      jurisdictionId,
    })),
  );
  const districts = divisions.flatMap(({ id: divisionId, jurisdictionId, districts }) =>
    districts.map(({ id, en, ur, unverified = false }) => ({
      id,
      nameEn: en,
      nameUr: ur,
      divisionId,
      jurisdictionId,
      unverified,
    })),
  );
  const abroad = {
    id: overseas.id,
    nameEn: overseas.en,
    nameUr: overseas.ur,
    divisionId: null,
    jurisdictionId: OVERSEAS_JURISDICTION,
    unverified: false,
  };
  await insertMissing(tx.district, "id", [...districts, abroad]);
}

async function seedServices(tx: Tx, { categories }: Taxonomy): Promise<void> {
  await insertMissing(
    tx.category,
    "code",
    categories.map((category, position) => ({
      code: category.code,
      nameEn: category.en,
      nameUr: category.ur,
      icon: category.icon,
      departmentKind: category.department_kind,
      ladder: category.escalation_ladder,
      position,
    })),
  );
  const services = categories.flatMap(({ code: categoryCode, subcategories }) =>
    subcategories.map((service, position) => ({
      code: service.code,
      categoryCode,
      nameEn: service.en,
      nameUr: service.ur,
      owner: service.owner,
      clockDays: service.sla_days,
      urgent: service.urgent,
      sensitive: service.sensitive,
      locationRequired: service.location_required,
      duplicateRadiusM: service.duplicate_radius_m,
      photoHint: service.photo_hint,
      evidence: service.evidence,
      emergency: service.emergency ?? [],
      keywords: service.keywords,
      position,
    })),
  );
  await insertMissing(tx.service, "code", services);
}

async function seedOffices(tx: Tx): Promise<void> {
  await insertMissing(
    tx.department,
    "id",
    readSeed<Department[]>("departments").map(({ id, jurisdictionId, en, ur }) => ({
      id,
      jurisdictionId,
      nameEn: en,
      nameUr: ur,
    })),
  );
  await insertMissing(
    tx.desk,
    "id",
    readSeed<Desk[]>("desks").map(({ en, ur, ...desk }) => ({
      ...desk,
      nameEn: en,
      nameUr: ur,
    })),
  );
  const rules = readSeed<Rule[]>("routing").map(ruleRow);
  await insertMissing(tx.routingRule, "id", await withoutRemoved(tx, "rule", rules));
  const holidays = readSeed<Holiday[]>("holidays").map((holiday) => ({
    id: [holiday.date, holiday.jurisdictionId ?? "all", holiday.en].join(":"),
    date: holiday.date,
    jurisdictionId: holiday.jurisdictionId,
    nameEn: holiday.en,
    nameUr: holiday.ur,
    moonDependent: holiday.moonDependent,
  }));
  await insertMissing(tx.holiday, "id", await withoutRemoved(tx, "holiday", holidays));
}

/** Without those that the audit knows: a row that it knows and that is not there has been removed by hand. */
async function withoutRemoved<Row extends { id: string }>(tx: Tx, what: string, rows: Row[]): Promise<Row[]> {
  const entries = await tx.auditEntry.findMany({ where: { what }, select: { subject: true } });
  const touched = new Set(entries.map(({ subject }) => subject));
  return rows.filter(({ id }) => !touched.has(id));
}

/** A rule's row: its ID is what it decides on, so that the same rule is never there twice. */
export function ruleRow(rule: Rule) {
  const { serviceCode, jurisdictionId, districtId, deskId, certain } = rule;
  return {
    id: [serviceCode, jurisdictionId, districtId ?? "all"].join(":"),
    serviceCode,
    jurisdictionId,
    districtId,
    deskId,
    certain,
  };
}

type Table<Row> = {
  findMany(query: object): Promise<object[]>;
  createMany(query: { data: Row[] }): Promise<unknown>;
};

async function insertMissing<Row extends Record<string, unknown>>(
  table: Table<Row>,
  key: string,
  rows: Row[],
): Promise<void> {
  const present = (await table.findMany({ select: { [key]: true } })) as Record<string, unknown>[];
  const known = new Set(present.map((row) => row[key]));
  const missing = rows.filter((row) => !known.has(row[key]));
  if (missing.length > 0) await table.createMany({ data: missing });
}
