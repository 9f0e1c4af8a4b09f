import { listEmergencyLines } from "@/lib/data/setup-lines";
import { countOpen } from "@/lib/data/setup-usage";
import { ServiceSchema, type SetupProblem } from "@/lib/schemas/setup";
import { type Foreseen, onOff, type Section } from "./section";

type Service = (typeof ServiceSchema)["_output"];
type Keywords = { en: string[]; ur: string[]; roman: string[] };
const TICKS = ["urgent", "sensitive", "locationRequired", "photoHint", "active"] as const;
/** Opened by the portal itself for whoever was pressed to withdraw (design §5): never closed, always protected. */
const PRESSED = "COR-PCMP";

export const SERVICE: Section<Service> = {
  what: "service",
  schema: ServiceSchema,
  fixed: ["code", "categoryCode"],
  isReference: true,
  async read(tx, id) {
    const row = await tx.service.findUnique({ where: { code: id } });
    if (!row) return null;
    const { keywords, emergency, position: _, evidence, ...rest } = row;
    const { en = [], ur = [], roman = [] } = keywords as Partial<Keywords>;
    const codes = (emergency as { code: string }[]).map(({ code }) => code).toSorted();
    const words = { keywordsEn: en, keywordsUr: ur, keywordsRoman: roman };
    return { ...rest, evidence: evidence as Service["evidence"], emergency: codes, ...words };
  },
  toForm({ clockDays, duplicateRadiusM, emergency, keywordsEn, keywordsUr, keywordsRoman, ...rest }) {
    const { code, nameEn, nameUr, categoryCode, owner, evidence } = rest;
    return {
      ...{ code, nameEn, nameUr, categoryCode, owner, evidence },
      ...Object.fromEntries(TICKS.map((name) => [name, onOff(rest[name])])),
      clockDays: String(clockDays),
      duplicateRadiusM: String(duplicateRadiusM),
      emergency: emergency.join(","),
      keywordsEn: keywordsEn.join("\n"),
      keywordsUr: keywordsUr.join("\n"),
      keywordsRoman: keywordsRoman.join("\n"),
    };
  },
  async check({ tx, id, before, after }): Promise<SetupProblem[]> {
    if (!id && (await tx.service.findUnique({ where: { code: after.code }, select: { code: true } })))
      return [{ field: "code", code: "taken" }];
    const category = await tx.category.findUnique({ where: { code: after.categoryCode } });
    if (!category) return [{ field: "categoryCode", code: "not-a-choice" }];
    if (!id && !after.code.startsWith(`${category.code}-`)) return [{ field: "code", code: "other-category" }];
    const known = new Set((await listEmergencyLines(tx)).map(({ code }) => code));
    if (after.emergency.some((code) => !known.has(code))) return [{ field: "emergency", code: "not-a-choice" }];
    if (id === PRESSED && !after.active) return [{ field: "active", code: "needed-by-portal" }];
    if (id === PRESSED && !after.sensitive) return [{ field: "sensitive", code: "needed-by-portal" }];
    if (id?.startsWith("COR-") && before?.sensitive && !after.sensitive)
      return [{ field: "sensitive", code: "stays-protected" }];
    return [];
  },
  async foresee({ tx, id, before, after }): Promise<Foreseen[]> {
    if (!id || !before) return [{ code: "no-rule-yet" }];
    const touched = (["clockDays", "urgent", "sensitive", "evidence"] as const).filter(
      (name) => before[name] !== after[name],
    );
    const closes = before.active && !after.active;
    if (touched.length === 0 && !closes) return [];
    const open = await countOpen(tx, { serviceCode: id });
    const rules = closes ? await tx.routingRule.count({ where: { serviceCode: id } }) : 0;
    return [
      ...(closes ? [{ code: "service-closes", values: { count: open, rules } }] : []),
      ...(touched.includes("clockDays") || touched.includes("urgent")
        ? [{ code: "clocks-stay", values: { count: open } }]
        : []),
      ...(touched.includes("sensitive")
        ? [{ code: after.sensitive ? "protects-new" : "unprotects-new", values: { count: open } }]
        : []),
      ...(touched.includes("evidence") ? [{ code: "evidence-at-once", values: { count: open } }] : []),
    ];
  },
  async insert(tx, value) {
    const last = await tx.service.aggregate({
      where: { categoryCode: value.categoryCode },
      _max: { position: true },
    });
    const { code, categoryCode } = value;
    const position = (last._max.position ?? -1) + 1;
    await tx.service.create({ data: { ...(await rowOf(tx, value)), code, categoryCode, position } });
    return code;
  },
  async update(tx, id, value) {
    await tx.service.update({ where: { code: id }, data: await rowOf(tx, value) });
  },
};

async function rowOf(tx: Parameters<typeof listEmergencyLines>[0], value: Service) {
  const { code: _, categoryCode: __, emergency, keywordsEn, keywordsUr, keywordsRoman, ...rest } = value;
  const lines = (await listEmergencyLines(tx)).filter(({ code }) => emergency.includes(code));
  return {
    ...rest,
    emergency: lines.map(({ services: _services, ...line }) => line),
    keywords: { en: keywordsEn, ur: keywordsUr, roman: keywordsRoman },
  };
}
