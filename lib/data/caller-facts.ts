import { createHash, timingSafeEqual } from "node:crypto";
import { FACT_KINDS, type FactKind, PRIVATE_FACTS } from "@/lib/domain/complaint/caller";
import { dayOf } from "@/lib/domain/working-time";
import { foldWords, isFiller } from "@/lib/search/fold";
import type { Content } from "./complaint-content";
import { contactKeyOf } from "./find-keys";

export type SaidFacts = Partial<Record<FactKind, string>>;
/** What a caller's words are held against. */
export type OnFile = { content: Content; districtId: string; receivedAt: Date };

/**
 * What the caller said, which of it is right, and which private facts the file holds at all. Every fact is compared to its
 * end, whatever came before, so that neither answer nor time tells which one was wrong.
 */
export function compareFacts(onFile: OnFile, said: SaidFacts) {
  const given = FACT_KINDS.filter((kind) => (said[kind] ?? "").trim() !== "");
  const verdicts = given.map((kind) => [kind, isRight(kind, said[kind] ?? "", onFile)] as const);
  const { contact, location } = onFile.content;
  const held: SaidFacts = { ...contact, landmark: location?.landmark };
  return {
    said: given,
    matched: verdicts.filter(([, right]) => right).map(([kind]) => kind),
    privateOnFile: PRIVATE_FACTS.filter((kind) => (held[kind] ?? "") !== ""),
  };
}

function isRight(kind: FactKind, said: string, { content, districtId, receivedAt }: OnFile): boolean {
  const { contact, location } = content;
  switch (kind) {
    case "name":
      return isSameName(said, contact?.name ?? "");
    case "landmark":
      return isPartOfPlace(said, location?.landmark ?? "");
    case "district":
      return isSame(said, districtId);
    case "lodgedOn":
      return isSame(said, dayOf(receivedAt));
    default: {
      const [saidKey, keptKey] = [said, contact?.[kind] ?? ""].map((value) => contactKeyOf(kind, value) ?? "");
      return isSame(saidKey ?? "", keptKey ?? "");
    }
  }
}

/** Nothing is the same as nothing on file. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((value) => createHash("sha256").update(value).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second) && other !== "";
}

/** Said of so many people that alone they name nobody. */
const COMMON = new Set(
  foldWords(
    "muhammad mohammad mohd syed bibi begum khan ali ahmed hussain shah malik mr mrs miss محمد سید بی بیگم خان علی احمد حسین شاہ ملک",
  ),
);
const SHORTEST_SOUND = 3;

/**
 * The name as it is on file, or a telling part of it. Whoever types it hears it, so it may be in the other script: then
 * the consonants of the whole name must be the same ones in the same order.
 */
function isSameName(said: string, onFile: string): boolean {
  const [heard, kept] = [foldWords(said), foldWords(onFile)];
  const isTelling = heard.some((word) => word.length >= 3 && !COMMON.has(word));
  const isPart = heard.length > 0 && isTelling && heard.every((word) => kept.includes(word));
  const isWhole = heard.length > 0 && heard.join(" ") === kept.join(" ");
  const sound = soundOf(said);
  return isWhole || isPart || (sound.length >= SHORTEST_SOUND && isSame(sound, soundOf(onFile)));
}

/** Consonants as one Latin letter each, for both scripts; what Urdu doesn't write, or writes as a vowel too, is left out. */
function soundOf(text: string): string {
  const latin = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/sh/g, "ش")
    .replace(/ch/g, "چ")
    .replace(/kh/g, "خ")
    .replace(/gh/g, "غ")
    .replace(/[jz]h/g, "ز")
    .replace(/([a-z])\1+/g, "$1");
  return Array.from(latin, (letter) => SOUNDS.get(letter) ?? "").join("");
}

const SOUNDS: ReadonlyMap<string, string> = new Map(
  [
    "b b ب",
    "p p پ",
    "t t ت ط ٹ",
    "s s ث س ص",
    "j j ج",
    "C چ",
    "K خ",
    "d d د ڈ",
    "z z ذ ز ض ظ ژ",
    "r r ر ڑ",
    "S ش",
    "f f ف",
    "k k q c ک ك ق",
    "G غ",
    "g g گ",
    "l l ل",
    "m m م",
    "n n ن ں",
  ].flatMap((row) => {
    const [sound = "", ...letters] = row.split(" ");
    return letters.map((letter) => [letter, sound] as const);
  }),
);

/** Words of the place as on file: two of them, or the only one that there is. One word alone ("mosque") is easily guessed. */
function isPartOfPlace(said: string, onFile: string): boolean {
  const tell = (text: string) => [...new Set(foldWords(text).filter((word) => !isFiller(word)))];
  const [heard, kept] = [tell(said), tell(onFile)];
  const wanted = Math.min(2, kept.length);
  return kept.length > 0 && heard.length >= wanted && heard.every((word) => kept.includes(word));
}
