import { expect, test } from "vitest";
import { foldWords } from "@/lib/search/fold";
import { districtEntries, serviceEntries } from "@/lib/search/reference-entries";
import { createWordSearch } from "@/lib/search/word-search";
import districts from "@/prisma/seed/districts.json";
import taxonomy from "@/prisma/seed/taxonomy.json";

const searchServices = createWordSearch(serviceEntries(taxonomy.categories));
const searchDistricts = createWordSearch(districtEntries(districts.jurisdictions));

// What people type → what must stand first. Roman Urdu in its many spellings, Urdu with Arabic letters, English.
for (const [query, code] of [
  ["bijli", "ENR-OUTG"],
  ["bijlee nahi hai", "ENR-OUTG"],
  ["بجلی بند", "ENR-OUTG"],
  ["light nahi aa rahi", "ENR-OUTG"],
  ["no electricity", "ENR-OUTG"],
  ["load shedding", "ENR-OUTG"],
  ["bijli ka bill", "ENR-EBIL"],
  ["kachra", "MUN-GARB"],
  ["kachara", "MUN-GARB"],
  ["كچرا", "MUN-GARB"],
  ["garbage", "MUN-GARB"],
  ["light", "MUN-LITE"],
  ["paani nahi", "WAT-NOWT"],
  ["pani nahin aata", "WAT-NOWT"],
  ["پانی", "WAT-NOWT"],
  ["no water", "WAT-NOWT"],
  ["ganda pani", "WAT-DIRT"],
  ["gutter ubal raha hai", "WAT-SEWR"],
  ["گٹر", "WAT-SEWR"],
  ["gas leak", "ENR-GLEK"],
  ["rishwat", "COR-BRIB"],
  ["rishvat", "COR-BRIB"],
  ["رشوت", "COR-BRIB"],
  ["sarak tooti", "TRN-POTH"],
  ["awara kutte", "MUN-STRY"],
  ["teacher nahi aata", "EDU-TCHR"],
  ["dawai", "HLT-MEDS"],
  ["FIR darj nahi", "POL-NFIR"],
  ["qabza", "POL-LAND"],
  ["kabza", "POL-LAND"],
  ["shanakhti card", "IDC-CNIC"],
  ["benazir", "SOC-BISP"],
  ["pension", "SOC-PENS"],
  ["pasport", "IDC-PASS"],
  ["tankhwah", "SOC-WAGE"],
  ["shohar marta hai", "HRT-DOMV"],
] as const) {
  test(`"${query}" finds ${code} first`, () => expect(searchServices(query, 5)[0]).toBe(code));
}

for (const [query, topic] of [
  ["talaq", "elsewhere:private"],
  ["طلاق", "elsewhere:private"],
  ["court case", "elsewhere:court"],
  ["عدالت", "elsewhere:court"],
  ["RTI", "elsewhere:information"],
] as const) {
  test(`"${query}" says that it is not for us`, () => expect(searchServices(query, 5)[0]).toBe(topic));
}

test("every service is found by each of its own names", () => {
  const lost = taxonomy.categories.flatMap(({ subcategories }) =>
    subcategories.flatMap(({ code, en, ur }) => [en, ur].filter((name) => !searchServices(name, 5).includes(code))),
  );
  expect(lost).toEqual([]);
});

test("a word that nobody uses finds nothing, and filler words alone find nothing", () => {
  for (const query of ["xyzzyqwv", "hai", "ka ki", "نہیں", "  ", "!?"]) expect(searchServices(query, 5)).toEqual([]);
});

test("no more than asked for", () => expect(searchServices("pani", 3)).toHaveLength(3));

test("a negation orders, and doesn't narrow", () => {
  expect(searchServices("paani nahi", 20).toSorted()).toEqual(searchServices("paani", 20).toSorted());
});

for (const [query, id] of [
  ["lahor", "pb-lahore"],
  ["لاہور", "pb-lahore"],
  ["لاهور", "pb-lahore"],
  ["pindi", "pb-rawalpindi"],
  ["peshawer", "kp-peshawar"],
  ["d g khan", "pb-dera-ghazi-khan"],
  ["nawabshah", "sd-shaheed-benazirabad"],
  ["کوئٹہ", "ba-quetta"],
] as const) {
  test(`district "${query}" finds ${id} first`, () => expect(searchDistricts(query, 5)[0]).toBe(id));
}

test("every district is found first by its own names, or another of the same name is", () => {
  const all = districts.jurisdictions.flatMap(({ divisions }) => divisions.flatMap((division) => division.districts));
  const lost = all.filter(({ id, en, ur }) => [en, ur].some((name) => !searchDistricts(name, 3).includes(id)));
  expect(lost).toEqual([]);
});

test.each([
  ["paani", "pani"],
  ["bijlee", "bijli"],
  ["qabza", "kabza"],
  ["rishwat", "rishvat"],
  ["lights", "light"],
  ["tankhwah", "tankwa"],
  ["آگ", "اگ"],
  ["كتاب", "کتاب"],
  ["سڑک‌یں", "سڑکیں"],
  ["۱۲۳", "123"],
])("%s and %s are the same word", (one, other) => expect(foldWords(one)).toEqual(foldWords(other)));

test("different words stay different", () => {
  for (const [one, other] of [
    ["pani", "bani"],
    ["gas", "gali"],
    ["کتا", "کتاب"],
  ] as const) {
    expect(foldWords(one)).not.toEqual(foldWords(other));
  }
});
