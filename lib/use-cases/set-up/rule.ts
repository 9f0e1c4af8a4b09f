import { listLodged } from "@/lib/data/setup-usage";
import { FEDERAL, type RoutingRule, route } from "@/lib/domain/complaint/routing";
import { RuleSchema } from "@/lib/schemas/setup";
import { type DeskMoves, type Foreseen, onOff, type Section, type Situation } from "./section";

type Rule = (typeof RuleSchema)["_output"];
type Read = Situation<Rule>["tx"];
/** On so many real complaints, the latest first, a rule is tried before it is kept. */
export const TRIED = 200;

/** Where a service's complaints go. Its id is what it decides on, so that one place never has two rules. */
export const RULE: Section<Rule> = {
  what: "rule",
  schema: RuleSchema,
  fixed: ["serviceCode", "jurisdictionId", "districtId"],
  isReference: true,
  async read(tx, id) {
    return tx.routingRule.findUnique({ where: { id }, omit: { id: true } });
  },
  toForm: ({ districtId, certain, ...rest }) => ({ ...rest, districtId: districtId ?? "", certain: onOff(certain) }),
  async check({ tx, id, after }) {
    const { serviceCode, jurisdictionId, districtId, deskId } = after;
    if (!(await tx.service.findUnique({ where: { code: serviceCode } })))
      return [{ field: "serviceCode", code: "not-a-choice" }];
    if (!(await tx.jurisdiction.findUnique({ where: { id: jurisdictionId } })))
      return [{ field: "jurisdictionId", code: "not-a-choice" }];
    if (districtId) {
      const district = await tx.district.findUnique({ where: { id: districtId } });
      if (district?.jurisdictionId !== jurisdictionId) return [{ field: "districtId", code: "elsewhere" }];
    }
    const desk = await tx.desk.findUnique({ where: { id: deskId } });
    if (!desk || !["handling", "independent"].includes(desk.kind)) return [{ field: "deskId", code: "not-a-choice" }];
    if (!desk.active) return [{ field: "deskId", code: "not-active" }];
    const same = await tx.routingRule.findFirst({ where: { serviceCode, jurisdictionId, districtId } });
    return same && same.id !== id ? [{ field: "serviceCode", code: "rule-there" }] : [];
  },
  foresee: ({ tx, before, after }) => tryRule(tx, before, after),
  async insert(tx, value, { id }) {
    const { serviceCode, jurisdictionId, districtId } = value;
    const row = { id: id ?? [serviceCode, jurisdictionId, districtId ?? "all"].join(":"), ...value };
    return (await tx.routingRule.create({ data: row })).id;
  },
  async update(tx, id, { deskId, certain }) {
    await tx.routingRule.update({ where: { id }, data: { deskId, certain } });
  },
  remove: {
    foresee: ({ tx, before }) => (before ? tryRule(tx, before, null) : Promise.resolve([])),
    run: async (tx, id) => {
      await tx.routingRule.delete({ where: { id } });
    },
  },
};

/**
 * Where complaints would go with the rules as they are and as they would be: the latest `TRIED` real ones of that service
 * and place, or, where there are none, one for each district. And which districts would be left without any desk.
 */
async function tryRule(tx: Read, before: Rule | null, after: Rule | null): Promise<Foreseen[]> {
  const rule = after ?? before;
  if (!rule) return [];
  const { serviceCode, jurisdictionId, districtId } = rule;
  const now = await listRules(tx, serviceCode);
  const others = now.filter((known) => !before || !isSamePlace(known, before));
  const then = after ? [...others, await withDesk(tx, after)] : others;
  const districts = await tx.district.findMany({
    where: {
      active: true,
      ...(districtId ? { id: districtId } : jurisdictionId === FEDERAL ? {} : { jurisdictionId }),
    },
    select: { id: true, jurisdictionId: true, nameEn: true },
  });
  const placeOf = new Map(districts.map((district) => [district.id, district]));
  const real = await listLodged(tx, serviceCode, [...placeOf.keys()], TRIED);
  const sample =
    real.length > 0 ? real : districts.map(({ id }) => ({ districtId: id, country: null, namesSomebody: false }));

  const goesTo = (rules: RoutingRule[], { districtId: at, country, namesSomebody }: (typeof sample)[number]) => {
    const found = route(
      { service: { code: serviceCode, active: true }, district: placeOf.get(at) ?? null, country, namesSomebody },
      rules,
    );
    return found.certain ? found.deskId : null;
  };
  const counts = new Map<string | null, { before: number; after: number }>();
  const count = (desk: string | null, when: "before" | "after") => {
    const known = counts.get(desk) ?? { before: 0, after: 0 };
    counts.set(desk, { ...known, [when]: known[when] + 1 });
  };
  for (const lodged of sample) {
    count(goesTo(now, lodged), "before");
    count(goesTo(then, lodged), "after");
  }
  const lost = districts.filter((district) => {
    const proposed = (rules: RoutingRule[]) =>
      route({ service: { code: serviceCode, active: true }, district }, rules).deskId;
    return proposed(then) === null;
  });
  return [
    {
      code: real.length > 0 ? "tried-on-real" : "tried-on-places",
      values: { count: sample.length },
      moves: await named(tx, counts),
    },
    ...(lost.length > 0
      ? [
          {
            code: "without-desk",
            values: {
              count: lost.length,
              names: lost
                .slice(0, 8)
                .map(({ nameEn }) => nameEn)
                .join(", "),
            },
          },
        ]
      : []),
  ];
}

async function listRules(tx: Read, serviceCode: string): Promise<RoutingRule[]> {
  const rows = await tx.routingRule.findMany({
    where: { serviceCode },
    include: { desk: { select: { departmentId: true, jurisdictionId: true } } },
  });
  return rows.map(({ desk, id: _, ...rule }) => ({ ...rule, ...placeOfDesk(desk) }));
}

async function withDesk(tx: Read, rule: Rule): Promise<RoutingRule> {
  const desk = await tx.desk.findUnique({ where: { id: rule.deskId } });
  return { ...rule, ...placeOfDesk(desk ?? { departmentId: "", jurisdictionId: rule.jurisdictionId }) };
}

function placeOfDesk({ departmentId, jurisdictionId }: { departmentId: string; jurisdictionId: string }) {
  return { departmentId, deskJurisdictionId: jurisdictionId };
}

function isSamePlace(one: RoutingRule, other: Rule): boolean {
  return one.jurisdictionId === other.jurisdictionId && one.districtId === other.districtId;
}

async function named(
  tx: Read,
  counts: ReadonlyMap<string | null, { before: number; after: number }>,
): Promise<DeskMoves[]> {
  const ids = [...counts.keys()].filter((id) => id !== null);
  const desks = await tx.desk.findMany({
    where: { id: { in: ids } },
    select: { id: true, nameEn: true, nameUr: true },
  });
  const nameOf = new Map(desks.map(({ id, ...names }) => [id, names]));
  return Array.from(counts, ([id, moved]) => ({ desk: (id && nameOf.get(id)) || null, ...moved })).toSorted(
    (one, other) => other.after - one.after,
  );
}
