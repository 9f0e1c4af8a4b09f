import fc from "fast-check";
import { expect, test } from "vitest";
import { type RoutingRequest, type RoutingRule, route } from "@/lib/domain/complaint/routing";

const LAHORE = { id: "pb-lahore", jurisdictionId: "punjab" };
const KASUR = { id: "pb-kasur", jurisdictionId: "punjab" };
const KARACHI = { id: "sd-karachi-south", jurisdictionId: "sindh" };
const OVERSEAS = { id: "overseas", jurisdictionId: "federal" };
const SEWER = { code: "WAT-SEWR", active: true };
const POWER = { code: "ENR-OUTG", active: true };

const WASA = {
  serviceCode: "WAT-SEWR",
  jurisdictionId: "punjab",
  districtId: "pb-lahore",
  deskId: "wasa",
  departmentId: "d-wasa",
};
const LOCAL = {
  serviceCode: "WAT-SEWR",
  jurisdictionId: "punjab",
  districtId: null,
  deskId: "pb-water",
  departmentId: "d-water",
};
const DISCO = {
  serviceCode: "ENR-OUTG",
  jurisdictionId: "federal",
  districtId: null,
  deskId: "power",
  departmentId: "d-power",
};
const UNCLEAR = {
  serviceCode: "LND-TITL",
  jurisdictionId: "punjab",
  districtId: null,
  deskId: "land",
  departmentId: "d-land",
  certain: false,
};
const RULES: RoutingRule[] = [DISCO, LOCAL, WASA, UNCLEAR];

const ROUTER = (jurisdictionId: string) => ({ jurisdictionId, departmentId: null, deskId: null, certain: false });

test.each<[string, RoutingRequest, ReturnType<typeof route>]>([
  [
    "service × district first",
    { service: SEWER, district: LAHORE },
    { jurisdictionId: "punjab", departmentId: "d-wasa", deskId: "wasa", certain: true },
  ],
  [
    "then service × jurisdiction",
    { service: SEWER, district: KASUR },
    { jurisdictionId: "punjab", departmentId: "d-water", deskId: "pb-water", certain: true },
  ],
  [
    "then service × federal",
    { service: POWER, district: KARACHI },
    { jurisdictionId: "federal", departmentId: "d-power", deskId: "power", certain: true },
  ],
  ["no rule: the district's router", { service: SEWER, district: KARACHI }, ROUTER("sindh")],
  ["unknown service: the district's router", { service: null, district: LAHORE }, ROUTER("punjab")],
  [
    "closed service: the district's router",
    { service: { ...SEWER, active: false }, district: LAHORE },
    ROUTER("punjab"),
  ],
  ["unknown district: the federal router", { service: SEWER, district: null }, ROUTER("federal")],
  ["overseas: the federal router", { service: SEWER, district: OVERSEAS, country: "Qatar" }, ROUTER("federal")],
  [
    "overseas with a federal rule",
    { service: POWER, district: OVERSEAS, country: "Qatar" },
    { jurisdictionId: "federal", departmentId: "d-power", deskId: "power", certain: true },
  ],
  [
    "unclear owner: a proposal to the place's router",
    { service: { code: "LND-TITL", active: true }, district: LAHORE },
    { jurisdictionId: "punjab", departmentId: "d-land", deskId: "land", certain: false },
  ],
  [
    "somebody is named: a router reads first",
    { service: SEWER, district: LAHORE, namesSomebody: true },
    { jurisdictionId: "punjab", departmentId: "d-wasa", deskId: "wasa", certain: false },
  ],
  [
    "somebody named, of a federal company: the router of the place",
    { service: POWER, district: KARACHI, namesSomebody: true },
    { jurisdictionId: "sindh", departmentId: "d-power", deskId: "power", certain: false },
  ],
])("%s", (_name, request, expected) => {
  expect(route(request, RULES)).toEqual(expected);
});

test("a desk of another jurisdiction takes the case there", () => {
  const rule = { ...LOCAL, deskJurisdictionId: "federal" };
  expect(route({ service: SEWER, district: KASUR }, [rule]).jurisdictionId).toBe("federal");
});

test("the order of the rules doesn't matter", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(RULES, { minLength: RULES.length }),
      fc.constantFrom(LAHORE, KASUR, KARACHI, OVERSEAS),
      fc.constantFrom(SEWER, POWER),
      (rules, district, service) => {
        expect(route({ service, district }, rules)).toEqual(route({ service, district }, RULES));
      },
    ),
  );
});
