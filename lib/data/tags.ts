import { db } from "./db";

/** In letters; a tag is a word or two. */
export const TAG_LIMIT = 40;
/** More tags than anybody chooses from. */
const MANY = 50;

/**
 * A tag in the one spelling in which it is kept and compared: Urdu and Arabic letters that look alike, digits, case, spaces
 * and invisible marks fall together. Null for nothing, or for something too long to be one.
 */
export function foldTag(typed: string): string | null {
  const tag = typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[يى]/g, "ی")
    .replace(/ك/g, "ک")
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\p{Cf}\u0640]/gu, "")
    .replace(/[\s#,]+/g, " ")
    .trim();
  return tag === "" || Array.from(tag).length > TAG_LIMIT ? null : tag;
}

/** The tags of complaints, by the complaint's id. Whoever asks has already been let see those complaints. */
export async function listTagsOf(complaintIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.complaintTag.findMany({
    where: { complaintId: { in: [...complaintIds] } },
    orderBy: { tag: "asc" },
    select: { complaintId: true, tag: true },
  });
  const tags = new Map<string, string[]>();
  for (const { complaintId, tag } of rows) tags.set(complaintId, [...(tags.get(complaintId) ?? []), tag]);
  return tags;
}

/** The tags that colleagues of this office use, to choose from: of people at the same desk, or else the same department. */
export async function listOfficeTags({ deskId, departmentId }: OfficeOf): Promise<string[]> {
  const office = deskId ? { deskId } : departmentId ? { departmentId } : null;
  if (!office) return [];
  const colleagues = await db.user.findMany({ where: office, select: { id: true }, take: 300 });
  const rows = await db.complaintTag.findMany({
    where: { addedById: { in: colleagues.map(({ id }) => id) } },
    orderBy: { at: "desc" },
    select: { tag: true },
    take: 1_000,
  });
  return [...new Set(rows.map(({ tag }) => tag))].slice(0, MANY).toSorted();
}

type OfficeOf = { deskId?: string | null; departmentId?: string | null };
