import type { StaffActor } from "@/lib/domain/complaint/actor";
import { findTypingMistake, parseTrackingId, type TypingMistake } from "@/lib/domain/complaint/tracking-id";
import { foldWords, isFiller } from "@/lib/search/fold";
import { db } from "./db";
import { searchKeysOf } from "./find-keys";
import { Prisma } from "./generated/client";
import { searchableSql } from "./inbox-reach";
import { findReference } from "./reference";
import { foldTag } from "./tags";

const { sql } = Prisma;

/** One word that was sought, and all that it may mean: any of it suffices. */
type Word = {
  keys: readonly string[];
  services: string[];
  districts: string[];
  officers: string[];
  tag: string | null;
};

/**
 * What a search box's content asks for. `id`: that complaint. `mistyped`: meant as a tracking ID, and none. `words`: each of
 * them must be found somewhere. `nothing`: filler words only, which find nothing. `open`: nothing was sought.
 */
export type Sought =
  | { by: "open" }
  | { by: "id"; trackingId: string }
  | { by: "mistyped"; mistake: TypingMistake }
  | { by: "words"; words: Word[] }
  | { by: "nothing" };

/** With the letters before it, or in groups as an ID is written: a plain word or a phone number is never taken for one. */
const LIKE_AN_ID = /^\s*(?:pcp[\s-]?[0-9a-z]|[0-9a-z]{4}[\s-][0-9a-z]{4}[\s-][0-9a-z]{5}\s*$)/iu;
/** The shortest beginning of a name that finds it. */
const BEGINNING = 3;
const MANY_PEOPLE = 5_000;

/** Reads what was typed. Names are looked up in both languages, in the spelling in which all is compared (lib/search/fold.ts). */
export async function readSearch(typed: string | null, actor: StaffActor): Promise<Sought> {
  if (!typed) return { by: "open" };
  const id = parseTrackingId(typed);
  if (id.ok) return { by: "id", trackingId: id.value };
  if (LIKE_AN_ID.test(typed)) return { by: "mistyped", mistake: findTypingMistake(typed) };
  const raw = typed.split(/[\s,#]+/u).filter((word) => tellingWords(word).length > 0);
  if (raw.length === 0) return { by: "nothing" };
  const [names, people] = await Promise.all([readNames(), readPeople(actor)]);
  const words = raw.slice(0, 8).flatMap((word) => {
    const keys = searchKeysOf(word);
    return tellingWords(word).map((folded, position) => ({
      keys: keys[position] ?? [],
      services: matching(names.services, folded),
      districts: matching(names.districts, folded),
      officers: matching(people, folded),
      tag: foldTag(word),
    }));
  });
  return { by: "words", words };
}

/** As `searchKeysOf` reads them, one list of keys for each. */
function tellingWords(text: string): string[] {
  return [...new Set(foldWords(text).filter((folded) => !isFiller(folded)))].slice(0, 8);
}

/** The search as a condition on `"Complaint" c`. */
export function soughtSql(sought: Sought, actor: StaffActor): Prisma.Sql {
  switch (sought.by) {
    case "open":
      return sql`1 = 1`;
    case "mistyped":
    case "nothing":
      return sql`1 = 0`;
    case "id":
      return sql`c."trackingId" = ${sought.trackingId}`;
    case "words":
      return Prisma.join(
        sought.words.map((word) => wordSql(word, actor)),
        " AND ",
      );
  }
}

function wordSql({ keys, services, districts, officers, tag }: Word, actor: StaffActor): Prisma.Sql {
  const ways: Prisma.Sql[] = [];
  if (keys.length > 0)
    ways.push(sql`(c."id" IN (SELECT w."complaintId" FROM "SearchWord" w WHERE w."word" IN (${Prisma.join([...keys])}))
      AND ${searchableSql(actor)})`);
  if (tag)
    ways.push(sql`c."id" IN (SELECT t."complaintId" FROM "ComplaintTag" t
      WHERE t."tag" = ${tag} OR t."tag" LIKE ${`${literal(tag)} %`} ESCAPE '!' OR t."tag" LIKE ${`% ${literal(tag)}`} ESCAPE '!')`);
  if (services.length > 0) ways.push(sql`c."serviceCode" IN (${Prisma.join(services)})`);
  if (districts.length > 0) ways.push(sql`c."districtId" IN (${Prisma.join(districts)})`);
  if (officers.length > 0) ways.push(sql`c."officerId" IN (${Prisma.join(officers)})`);
  return ways.length > 0 ? sql`(${Prisma.join(ways, " OR ")})` : sql`1 = 0`;
}

/** As LIKE takes it, with no sign of its own. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

type Named = { id: string; words: ReadonlySet<string> };

function matching(rows: readonly Named[], word: string): string[] {
  const begins = (other: string) => other === word || (word.length >= BEGINNING && other.startsWith(word));
  return rows.filter(({ words }) => [...words].some(begins)).map(({ id }) => id);
}

let kept: { version: string; services: Named[]; districts: Named[] } | undefined;

/** Folded once for each version of the reference data. */
async function readNames() {
  const { version } = await findReference(db);
  if (kept?.version === version && version !== "") return kept;
  const [services, districts] = [
    await db.service.findMany({ select: { code: true, nameEn: true, nameUr: true } }),
    await db.district.findMany({ select: { id: true, nameEn: true, nameUr: true } }),
  ];
  kept = {
    version,
    services: services.map(({ code, nameEn, nameUr }) => named(code, [nameEn, nameUr])),
    districts: districts.map(({ id, nameEn, nameUr }) => named(id, [nameEn, nameUr])),
  };
  return kept;
}

/** Of the own desk, department or jurisdiction: whoever might hold a case that this person sees. */
async function readPeople({ role, deskId, departmentId, jurisdictionId }: StaffActor): Promise<Named[]> {
  const near = role === "officer" ? { deskId } : departmentId && role === "supervisor" ? { departmentId } : {};
  const rows = await db.user.findMany({
    where: { role: { in: ["officer", "supervisor", "independent"] }, ...near, ...inPlace(jurisdictionId) },
    select: { id: true, nameEn: true, nameUr: true },
    take: MANY_PEOPLE,
  });
  return rows.map(({ id, nameEn, nameUr }) => named(id, [nameEn, nameUr]));
}

function inPlace(jurisdictionId: string | null | undefined) {
  return jurisdictionId ? { jurisdictionId } : {};
}

function named(id: string, texts: readonly string[]): Named {
  return { id, words: new Set(texts.flatMap(foldWords).filter((word) => !isFiller(word))) };
}
