import { expect, test } from "vitest";
import demo from "@/prisma/seed/demo.json";
import departments from "@/prisma/seed/departments.json";
import desks from "@/prisma/seed/desks.json";
import places from "@/prisma/seed/districts.json";
import holidays from "@/prisma/seed/holidays.json";
import routing from "@/prisma/seed/routing.json";
import taxonomy from "@/prisma/seed/taxonomy.json";

type Rule = {
  serviceCode: string;
  jurisdictionId: string;
  districtId: string | null;
  deskId: string;
  certain: boolean;
};
type Place = { id: string; jurisdictionId: string };

const rules: readonly Rule[] = routing;
const services = taxonomy.categories.flatMap((category) => category.subcategories);
const codes = new Set(services.map((service) => service.code));
const jurisdictions = new Set(places.jurisdictions.map((jurisdiction) => jurisdiction.id));
const districts: Place[] = places.jurisdictions.flatMap((jurisdiction) =>
  jurisdiction.divisions.flatMap((division) =>
    division.districts.map((district) => ({ id: district.id, jurisdictionId: jurisdiction.id })),
  ),
);
const everywhere: Place[] = [...districts, { id: places.overseas.id, jurisdictionId: "federal" }];
const deskById = new Map(desks.map((desk) => [desk.id, desk]));
const departmentById = new Map(departments.map((department) => [department.id, department]));

const ARABIC_ONLY = /^(?=.*[\u0600-\u06ff])[^A-Za-z]+$/u;
const ISO_DAY = /^20(26|27)-\d\d-\d\d$/;
const INDEPENDENT = "independent";
/** Owners of more than one government, or of none in particular: a router decides. */
const UNCLEAR_OWNERS = new Set(["any", "provincial/federal", "federal/provincial"]);

const rulesByKey = new Map<string, Rule[]>();
for (const rule of rules) rulesByKey.set(keyOf(rule), [...(rulesByKey.get(keyOf(rule)) ?? []), rule]);

function keyOf({ serviceCode, jurisdictionId, districtId }: Omit<Rule, "deskId" | "certain">): string {
  return `${serviceCode} ${jurisdictionId} ${districtId ?? "*"}`;
}

/** All rules of the most specific rank that has any: the district's before the jurisdiction's. */
function bestRules(serviceCode: string, { id, jurisdictionId }: Place): Rule[] {
  const ofDistrict = rulesByKey.get(keyOf({ serviceCode, jurisdictionId, districtId: id }));
  return ofDistrict ?? rulesByKey.get(keyOf({ serviceCode, jurisdictionId, districtId: null })) ?? [];
}

function place(districtId: string): Place {
  const found = everywhere.find(({ id }) => id === districtId);
  if (!found) throw new Error(`no district ${districtId}`);
  return found;
}

function deskFor(serviceCode: string, districtId: string): string | undefined {
  return bestRules(serviceCode, place(districtId))[0]?.deskId;
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

test("the reference has its 16 categories, 115 services, 8 jurisdictions and 168 districts", () => {
  expect([taxonomy.categories.length, services.length, jurisdictions.size, districts.length]).toEqual([
    16, 115, 8, 168,
  ]);
  expect(places.overseas.id).toBe("overseas");
});

test("no id is used twice", () => {
  expect(repeated(services.map(({ code }) => code))).toEqual([]);
  expect(repeated(everywhere.map(({ id }) => id))).toEqual([]);
  expect(repeated(departments.map(({ id }) => id))).toEqual([]);
  expect(repeated(desks.map(({ id }) => id))).toEqual([]);
  expect(repeated(rules.map(keyOf))).toEqual([]);
  expect(repeated(demo.accounts.map(({ email }) => email))).toEqual([]);
  expect(repeated(holidays.map(({ date, en, jurisdictionId }) => `${date} ${en} ${jurisdictionId}`))).toEqual([]);
});

test("every Urdu name is there and is in Urdu", () => {
  const named = [
    ...taxonomy.kinds,
    ...taxonomy.outcomes,
    ...taxonomy.reject_reasons,
    ...taxonomy.categories,
    ...services,
    ...places.jurisdictions,
    ...places.jurisdictions.flatMap((jurisdiction) => jurisdiction.divisions),
    ...places.jurisdictions.flatMap((jurisdiction) => jurisdiction.divisions).flatMap((division) => division.districts),
    places.overseas,
    ...departments,
    ...desks,
    ...holidays,
    ...demo.accounts.map(({ nameEn, nameUr }) => ({ en: nameEn, ur: nameUr })),
    ...services
      .flatMap(({ emergency }) => emergency ?? [])
      .map(({ labelEn, labelUr }) => ({ en: labelEn, ur: labelUr })),
  ];
  expect(named.filter(({ en, ur }) => en.trim() === "" || !ARABIC_ONLY.test(ur))).toEqual([]);
});

test("every service in every district, and from overseas, leads to exactly one desk and department", () => {
  const broken = everywhere.flatMap((where) =>
    services.flatMap(({ code }) => {
      const best = bestRules(code, where);
      const desk = deskById.get(best[0]?.deskId ?? "");
      const department = departmentById.get(desk?.departmentId ?? "");
      return best.length === 1 && department?.services.includes(code) ? [] : [`${code} in ${where.id}`];
    }),
  );
  expect(broken).toEqual([]);
});

test("a rule names what exists, and a district of its own jurisdiction", () => {
  const strays = [...rules, ...demo.routing].filter(
    (rule) =>
      !codes.has(rule.serviceCode) ||
      !jurisdictions.has(rule.jurisdictionId) ||
      !deskById.has(rule.deskId) ||
      (rule.districtId !== null && place(rule.districtId).jurisdictionId !== rule.jurisdictionId),
  );
  expect(strays).toEqual([]);
});

test("complaints go only to handling desks, or to the independent one for COR and for it alone", () => {
  const wrong = rules.filter(({ serviceCode, deskId }) => {
    const expected = serviceCode.startsWith("COR-") ? INDEPENDENT : "handling";
    return deskById.get(deskId)?.kind !== expected;
  });
  expect(wrong).toEqual([]);
});

test("no rule is certain where the owner is unclear", () => {
  const unclear = new Set(services.filter(({ owner }) => UNCLEAR_OWNERS.has(owner)).map(({ code }) => code));
  expect(unclear.size).toBeGreaterThan(10);
  expect(rules.filter(({ serviceCode, certain }) => certain && unclear.has(serviceCode))).toEqual([]);
});

test("from overseas, what belongs to a province waits for a router", () => {
  const local = new Set(services.filter(({ owner }) => /^provincial/.test(owner)).map(({ code }) => code));
  const certain = [...local].filter((code) => bestRules(code, place("overseas")).some((rule) => rule.certain));
  expect(certain).toEqual([]);
});

test("a federal service goes to a federal desk, save electricity where the territory runs its own", () => {
  const federal = services.filter(({ owner }) => owner === "federal").map(({ code }) => code);
  const elsewhere = districts.flatMap((where) =>
    federal
      .filter((code) => deskById.get(deskFor(code, where.id) ?? "")?.jurisdictionId !== "federal")
      .map(() => where),
  );
  expect([...new Set(elsewhere.map(({ jurisdictionId }) => jurisdictionId))].sort()).toEqual([
    "azad-jammu-kashmir",
    "gilgit-baltistan",
  ]);
});

test("a desk belongs to its department's jurisdiction, and lies in a district of it", () => {
  const strays = desks.filter(
    (desk) =>
      departmentById.get(desk.departmentId)?.jurisdictionId !== desk.jurisdictionId ||
      (desk.districtId !== null && place(desk.districtId).jurisdictionId !== desk.jurisdictionId),
  );
  expect(strays).toEqual([]);
});

test("every department has a desk, and every jurisdiction one of each special kind", () => {
  const staffed = new Set(desks.map(({ departmentId }) => departmentId));
  expect(departments.filter(({ id }) => !staffed.has(id))).toEqual([]);
  for (const kind of ["router", INDEPENDENT, "appeal", "callback", "helpline"]) {
    const homes = desks.filter((desk) => desk.kind === kind).map((desk) => desk.jurisdictionId);
    expect([...homes].sort(), kind).toEqual([...jurisdictions].sort());
  }
});

test.each([
  ["WAT-SEWR", "pb-lahore", "wasa-lahore"],
  ["MUN-GARB", "pb-lahore", "lwmc-lahore"],
  ["MUN-GARB", "kp-peshawar", "wssp-peshawar"],
  ["WAT-NOWT", "sd-keamari", "kwsc-karachi"],
  ["WAT-NOWT", "pb-okara", "pb-hudphe-desk"],
  ["ENR-OUTG", "pb-okara", "fd-power-lesco-desk"],
  ["ENR-OUTG", "pb-pakpattan", "fd-power-mepco-desk"],
  ["ENR-OUTG", "kp-bajaur", "fd-power-tesco-desk"],
  ["ENR-OUTG", "ba-hub", "fd-power-ke-desk"],
  ["ENR-GLEK", "ba-quetta", "fd-gas-ssgc-desk"],
  ["ENR-GLEK", "kp-swat", "fd-gas-sngpl-desk"],
  ["POL-NFIR", "pb-lahore", "police-lahore"],
  ["POL-MISB", "pb-lahore", "pb-police-desk"],
  ["COR-BRIB", "sd-malir", "independent-sindh"],
  ["OVR-MISN", "overseas", "fd-mofa-desk"],
  ["COR-PCMP", "overseas", "independent-federal"],
])("%s in %s goes to %s", (code, district, desk) => {
  expect(deskFor(code, district)).toBe(desk);
});

test("WAT-SEWR in Lahore is assigned at once; the demo adds MUN-GARB to the same desk", () => {
  expect(bestRules("WAT-SEWR", place("pb-lahore"))).toMatchObject([{ deskId: "wasa-lahore", certain: true }]);
  expect(demo.routing).toEqual([
    {
      serviceCode: "MUN-GARB",
      jurisdictionId: "punjab",
      districtId: "pb-lahore",
      deskId: "wasa-lahore",
      certain: true,
    },
  ]);
});

test("urgent services say whom to call now, with numbers that can be dialled and are marked for checking", () => {
  expect(services.filter(({ urgent, emergency }) => urgent && !emergency?.length).map(({ code }) => code)).toEqual([]);
  const calls = services.flatMap(({ emergency }) => emergency ?? []);
  expect(calls.length).toBeGreaterThan(30);
  const wrong = calls.filter(
    ({ phone, unverified, jurisdictionId }) =>
      !/^\+?\d{2,13}$/.test(phone) || !unverified || (jurisdictionId !== null && !jurisdictions.has(jurisdictionId)),
  );
  expect(wrong).toEqual([]);
});

test("where a day is all there is, somebody can be called in every jurisdiction", () => {
  const pressing = services.filter(({ sla_days }) => sla_days === 1);
  expect(pressing.map(({ code }) => code)).toContain("ENR-GLEK");
  const nobody = pressing.flatMap(({ code, emergency }) =>
    [...jurisdictions]
      .filter((id) => !emergency?.some(({ jurisdictionId }) => jurisdictionId === null || jurisdictionId === id))
      .map((id) => `${code} in ${id}`),
  );
  expect(nobody).toEqual([]);
});

test("each service demands a known kind of evidence, and repairs in the street a photo", () => {
  expect(new Set(services.map(({ evidence }) => evidence))).toEqual(
    new Set(["none", "photo", "document", "reference"]),
  );
  const evidence = Object.fromEntries(services.map((service) => [service.code, service.evidence]));
  expect(evidence).toMatchObject({
    "WAT-SEWR": "photo",
    "MUN-GARB": "photo",
    "TRN-POTH": "photo",
    "LND-FARD": "document",
  });
});

test("each service can be found by 4 to 10 words in each of the three ways of writing", () => {
  const foreign = { en: /[\u0600-\u06ff]/, ur: /[A-Za-z]/, roman: /[\u0600-\u06ff]/ };
  const poor = services.flatMap(({ code, keywords }) =>
    (["en", "ur", "roman"] as const)
      .filter((script) => {
        const words = keywords[script];
        const strange = words.some((word) => foreign[script].test(word) || word !== word.trim().toLowerCase());
        return words.length < 4 || words.length > 10 || repeated(words).length > 0 || strange;
      })
      .map((script) => `${code} ${script}`),
  );
  expect(poor).toEqual([]);
});

test("holidays are real days of 2026 and 2027, the same ones in both years", () => {
  const unreal = holidays.filter(
    ({ date }) => !ISO_DAY.test(date) || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date,
  );
  expect(unreal).toEqual([]);
  expect(
    holidays.filter(({ jurisdictionId }) => jurisdictionId !== null && !jurisdictions.has(jurisdictionId)),
  ).toEqual([]);
  const namesOf = (year: string) =>
    holidays
      .filter(({ date }) => date.startsWith(year))
      .map(({ en }) => en)
      .sort();
  expect(namesOf("2026")).toEqual(namesOf("2027"));
  expect(holidays.filter(({ en, moonDependent }) => /Eid|Ashura|Urs/.test(en) !== moonDependent)).toEqual([]);
});

test("demo accounts sit where their desk does, and hold no password", () => {
  const names = demo.accounts.map(({ email }) => email.replace(/@demo\.pk$/, ""));
  expect(names.sort()).toEqual(
    [
      "citizen",
      "officer",
      "officer2",
      "officer3",
      "lesco",
      "supervisor",
      "head",
      "router",
      "helpline",
      "callback",
      "appeal",
    ]
      .concat(["independent", "auditor", "admin"])
      .sort(),
  );
  for (const { email, deskId, departmentId, jurisdictionId, role, level } of demo.accounts) {
    const desk = deskId === null ? null : deskById.get(deskId);
    expect(
      desk === null || (desk?.departmentId === departmentId && desk.jurisdictionId === jurisdictionId),
      email,
    ).toBe(true);
    expect(level === null, email).toBe(role !== "supervisor");
  }
  expect(JSON.stringify(demo)).not.toMatch(/password/i);
});
