import { createHmac } from "node:crypto";
import { readOrCreateKey } from "@/lib/folder";
import { foldWords, isFiller } from "@/lib/search/fold";
import type { Content } from "./complaint-content";
import type { Tx } from "./db";

// A complaint is found again by keyed hashes of what it says, never by its text: the columns that hold the text are to be
// encrypted (sealed.ts), and whoever has the database alone must not read out of an index what those hide. The key is
// `keys/search`; it serves nothing else. Source: design §8, "blind indexes".

/** Grows when what is indexed changes: the worker then indexes everything older anew. */
export const INDEX_VERSION = 1;
export const CONTACT_KINDS = ["phone", "email", "cnic"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** More words than this say nothing more of one complaint. */
const MAX_WORDS = 200;
/** The lengths, in letters, of the beginnings by which a longer word is found too. */
const BEGINNINGS = [6, 4] as const;
/** Edge of a cell of the map, in degrees: some 250 m. */
const CELL = 0.0025;
const METRES_PER_DEGREE = 111_320;

let key: string | undefined;

function keyed(space: "word" | "start" | ContactKind | "cell" | "id", value: string): string {
  key ??= readOrCreateKey("search");
  return createHmac("sha256", key).update(`${space}\0${value}`).digest("base64url").slice(0, 22);
}

/** What the index holds of a text, in any of the languages: each word once, and the beginnings of long ones. */
function wordKeysOf(text: string): string[] {
  const words = [...new Set(foldWords(text).filter((word) => !isFiller(word)))].slice(0, MAX_WORDS);
  const keys = words.flatMap((word) => {
    const letters = Array.from(word);
    const starts = BEGINNINGS.filter((length) => letters.length >= length);
    return [keyed("word", word), ...starts.map((length) => keyed("start", letters.slice(0, length).join("")))];
  });
  return [...new Set(keys)];
}

/**
 * What to look for in SearchWord: one list per word that was sought, of which one must be there ("any of these" within a
 * list, "all of them" between lists). A word of four letters or more also finds those that begin like it. Empty where
 * nothing but filler was sought.
 */
export function searchKeysOf(sought: string): string[][] {
  const words = [...new Set(foldWords(sought).filter((word) => !isFiller(word)))].slice(0, 8);
  return words.map((word) => {
    const letters = Array.from(word);
    const length = BEGINNINGS.find((beginning) => letters.length >= beginning);
    return length === undefined
      ? [keyed("word", word)]
      : [keyed("word", word), keyed("start", letters.slice(0, length).join(""))];
  });
}

/**
 * The key under which a phone, e-mail or CNIC is found however it is typed: with or without +92, dashes, capitals, in any
 * digits. Null where nothing of it is left.
 */
export function contactKeyOf(kind: ContactKind, typed: string): string | null {
  const value = normalizeContact(kind, typed);
  return value === "" ? null : keyed(kind, value);
}

/** What a look-up of a tracking ID is recorded under: whoever has the database alone must not read who was sought. */
export function lookUpKeyOf(trackingId: string): string {
  return keyed("id", trackingId);
}

function normalizeContact(kind: ContactKind, typed: string): string {
  if (kind === "email") return typed.trim().toLowerCase();
  const digits = typed
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/\D/g, "");
  return kind === "phone" ? digits.replace(/^(?:00)?92(?=\d{10}$)/, "0").replace(/^(?=3\d{9}$)/, "0") : digits;
}

/** The keys of the cells that lie within `radiusM` metres of a place, for complaints of one service. */
export function placeKeysAround(serviceCode: string, { lat, long }: Point, radiusM: number): string[] {
  const north = radiusM / METRES_PER_DEGREE;
  const east = north / Math.max(0.2, Math.cos((lat * Math.PI) / 180));
  const keys: string[] = [];
  for (let row = cellOf(lat - north); row <= cellOf(lat + north); row += 1)
    for (let column = cellOf(long - east); column <= cellOf(long + east); column += 1)
      keys.push(keyed("cell", `${serviceCode} ${row} ${column}`));
  return keys;
}

export type Point = { lat: number; long: number };

function cellOf(degrees: number): number {
  return Math.floor(degrees / CELL);
}

/** Metres between two places near each other. */
export function metresBetween(one: Point, other: Point): number {
  const north = (other.lat - one.lat) * METRES_PER_DEGREE;
  const east = (other.long - one.long) * METRES_PER_DEGREE * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

type Findable = { id: string; serviceCode: string; content: Content };

/** Indexes a complaint that has just been entered, in the same transaction. */
export async function enterFindKeys(tx: Tx, { id: complaintId, serviceCode, content }: Findable): Promise<void> {
  const { text, location, contact } = content;
  const words = wordKeysOf(`${text} ${location?.landmark ?? ""}`);
  if (words.length > 0) await tx.searchWord.createMany({ data: words.map((word) => ({ word, complaintId })) });
  const contacts = CONTACT_KINDS.flatMap((kind) => {
    const key = contact?.[kind] ? contactKeyOf(kind, contact[kind]) : null;
    return key ? [{ kind, key, complaintId }] : [];
  });
  if (contacts.length > 0) await tx.contactKey.createMany({ data: contacts });
  if (location?.lat !== undefined && location.long !== undefined) {
    const [place] = placeKeysAround(serviceCode, { lat: location.lat, long: location.long }, 0);
    if (place) await tx.placeKey.create({ data: { key: place, complaintId }, select: { key: true } });
  }
}

/** Indexes a complaint anew, after its words, contact or service changed, or because the index has grown. */
export async function renewFindKeys(tx: Tx, findable: Findable): Promise<void> {
  const where = { complaintId: findable.id };
  await tx.searchWord.deleteMany({ where });
  await tx.contactKey.deleteMany({ where });
  await tx.placeKey.deleteMany({ where });
  await enterFindKeys(tx, findable);
  await tx.complaint.update({
    where: { id: findable.id },
    data: { indexed: INDEX_VERSION },
    select: { id: true },
  });
}
