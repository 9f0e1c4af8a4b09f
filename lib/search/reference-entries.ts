import type { SearchEntry } from "./word-search";

type Names = { en: string; ur: string };
type Keywords = { en: readonly string[]; ur: readonly string[]; roman: readonly string[] };
type Category = Names & { code: string; subcategories: readonly (Names & { code: string; keywords: Keywords })[] };
type Jurisdiction = Names & { divisions: readonly (Names & { districts: readonly (Names & { id: string })[] })[] };

/** What people call the offices behind a category. */
const OFFICES: Record<string, string> = {
  MUN: "municipal committee corporation TMA LWMC solid waste baldia بلدیہ کمیٹی",
  WAT: "WASA KWSC water board واسا",
  ENR: "WAPDA واپڈا LESCO MEPCO FESCO GEPCO IESCO PESCO HESCO SEPCO QESCO K-Electric KE SNGPL SSGC sui gas سوئی گیس",
  POL: "thana تھانہ",
  LND: "tehsil تحصیل patwarkhana پٹوار خانہ arazi markaz",
  IDC: "NADRA نادرا",
  TEL: "PTA PTCL",
};

/** How people say a district whose name on paper is longer or newer. */
const OTHER_NAMES: Record<string, readonly string[]> = {
  "pb-rawalpindi": ["pindi", "پنڈی"],
  "pb-dera-ghazi-khan": ["DG Khan", "D.G. Khan", "ڈی جی خان"],
  "pb-rahim-yar-khan": ["RY Khan", "RYK"],
  "pb-toba-tek-singh": ["TT Singh", "Toba"],
  "pb-faisalabad": ["Lyallpur", "لائل پور"],
  "pb-sahiwal": ["Montgomery"],
  "kp-dera-ismail-khan": ["DI Khan", "D.I. Khan", "ڈی آئی خان"],
  "sd-shaheed-benazirabad": ["Nawabshah", "نواب شاہ"],
};

/**
 * What the portal can't take (design §5, reject reasons), findable in the same box, so that nobody types a whole story
 * first. Their ids begin with `elsewhere:` and end with a key of the `elsewhere` words in messages.
 */
const ELSEWHERE: SearchEntry[] = [
  {
    id: "elsewhere:court",
    titles: ["court case", "عدالت میں مقدمہ"],
    keywords: [
      "case in court",
      "stay order",
      "judge",
      "lawyer",
      "adalat",
      "muqadma",
      "wakeel",
      "kachehri",
      "مقدمہ",
      "وکیل",
      "کچہری",
    ],
    group: "",
  },
  {
    id: "elsewhere:private",
    titles: ["private dispute", "نجی جھگڑا"],
    keywords: [
      ...[
        "divorce",
        "khula",
        "custody",
        "rent",
        "landlord",
        "tenant",
        "neighbour",
        "loan from a friend",
        "brothers property",
      ],
      ...[
        "talaq",
        "talak",
        "khandani jhagra",
        "kiraya dar",
        "makan malik",
        "padosi",
        "udhar",
        "bhai jaidad",
        "jaidad ki taqseem",
      ],
      ...[
        "طلاق",
        "خلع",
        "بچوں کی تحویل",
        "خاندانی جھگڑا",
        "کرایہ دار",
        "مالک مکان",
        "پڑوسی",
        "ادھار",
        "جائیداد کی تقسیم",
      ],
    ],
    group: "",
  },
  {
    id: "elsewhere:information",
    titles: ["right to information", "معلومات تک رسائی"],
    keywords: [
      "RTI",
      "request for records",
      "copies of documents",
      "maloomat",
      "maloomat ka haq",
      "معلومات کا حق",
      "ریکارڈ کی نقل",
    ],
    group: "",
  },
];

/** One entry a service, under its code, found by its names, its keywords and, weakly, its category; and `elsewhere:…`. */
export function serviceEntries(categories: readonly Category[]): SearchEntry[] {
  const services = categories.flatMap((category) =>
    category.subcategories.map(({ code, keywords, en, ur }) => ({
      id: code,
      titles: [en, ur],
      keywords: [...keywords.en, ...keywords.ur, ...keywords.roman],
      group: `${category.en} ${category.ur} ${OFFICES[category.code] ?? ""}`,
    })),
  );
  return [...services, ...ELSEWHERE];
}

/**
 * One entry a district, under its id; found by its names and, weakly, by its province's. A division has the name of its
 * chief town, which would drag all its other districts along.
 */
export function districtEntries(jurisdictions: readonly Jurisdiction[]): SearchEntry[] {
  return jurisdictions.flatMap((jurisdiction) =>
    jurisdiction.divisions.flatMap((division) =>
      division.districts.map(({ id, en, ur }) => ({
        id,
        titles: [en, ur],
        keywords: OTHER_NAMES[id] ?? [],
        group: `${jurisdiction.en} ${jurisdiction.ur}`,
      })),
    ),
  );
}
