import { blur, type Point } from "@/lib/domain/complaint/joining";
import { foldWords, isFiller } from "@/lib/search/fold";
import { CASE_INCLUDE } from "./case-facts";
import { type Content, fromContentRow } from "./complaint-content";
import { metresBetween } from "./find-keys";
import type { Prisma } from "./generated/client";
import { NAMES } from "./public-status";

/** A complaint with what tells where it is. The rest of its content is never taken out of the row here. */
export const WITH_PLACE = {
  ...CASE_INCLUDE,
  content: true,
  service: { select: { ...NAMES, urgent: true, evidence: true, duplicateRadiusM: true } },
} satisfies Prisma.ComplaintInclude;
export type PlacedRow = Prisma.ComplaintGetPayload<{ include: typeof WITH_PLACE }>;
type HasContent = Pick<PlacedRow, "content">;

/** Where it is on the map; null where nobody said. */
export function pointOf({ content }: HasContent): Point | null {
  return content && toPoint(fromContentRow(content).location);
}

export function toPoint(location: Content["location"] | undefined): Point | null {
  return location?.lat === undefined || location.long === undefined ? null : { lat: location.lat, long: location.long };
}

/** How far it is from a point, in metres, as far as strangers may learn it (`blur`). */
export function metresTo(row: HasContent, point: Point): number | null {
  const place = pointOf(row);
  return place && metresBetween(blur(place), point);
}

export function landmarkOf({ content }: HasContent): string {
  return (content && fromContentRow(content).location?.landmark) ?? "";
}

/**
 * Two words in common at least, and most of the shorter one: "street 7, Jamia mosque" is "behind the Jamia mosque". Where
 * both tell numbers, one of them: house 12 is not house 14.
 */
export function isSamePlace(landmark: string, other: string): boolean {
  const [words, others] = [wordsOf(landmark), wordsOf(other)];
  const [numbers, otherNumbers] = [words.filter(isNumber), others.filter(isNumber)];
  const areApart = numbers.length > 0 && otherNumbers.length > 0 && !numbers.some((one) => otherNumbers.includes(one));
  if (areApart) return false;
  const common = words.filter((word) => others.includes(word)).length;
  return common >= 2 && common * 2 > Math.min(words.length, others.length);
}

function isNumber(word: string): boolean {
  return /\d/.test(word);
}

function wordsOf(landmark: string): string[] {
  return [...new Set(foldWords(landmark).filter((word) => !isFiller(word)))];
}
