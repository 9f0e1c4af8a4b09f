import type { InboxQuery } from "@/lib/schemas/inbox-query";
import { db } from "./db";

/** `query` as it was kept: whoever reads it parses it like an address. */
export type SavedFilter = { id: string; name: string; query: Record<string, string> };

/** One's own filters, by name. */
export async function listSavedFilters(userId: string): Promise<SavedFilter[]> {
  const rows = await db.savedFilter.findMany({ where: { userId }, orderBy: { name: "asc" } });
  return rows.map(({ id, name, query }) => ({ id, name, query: texts(query) }));
}

/** One's own filter by that id; null for another's. */
export async function findSavedFilter(userId: string, id: string): Promise<SavedFilter | null> {
  const row = await db.savedFilter.findUnique({ where: { id, userId } });
  return row && { id: row.id, name: row.name, query: texts(row.query) };
}

export function countSavedFilters(userId: string): Promise<number> {
  return db.savedFilter.count({ where: { userId } });
}

/** Throws a unique violation (db.ts) where the name is taken. */
export async function createSavedFilter(userId: string, name: string, query: InboxQuery, now: Date): Promise<string> {
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
  const { id } = await db.savedFilter.create({
    data: { userId, name, query: kept, createdAt: now },
    select: { id: true },
  });
  return id;
}

/** False where there is no such filter of this person. Throws a unique violation where the name is taken. */
export async function renameSavedFilter(userId: string, id: string, name: string): Promise<boolean> {
  return (await db.savedFilter.updateMany({ where: { id, userId }, data: { name } })).count > 0;
}

export async function deleteSavedFilter(userId: string, id: string): Promise<boolean> {
  return (await db.savedFilter.deleteMany({ where: { id, userId } })).count > 0;
}

function texts(query: unknown): Record<string, string> {
  if (typeof query !== "object" || query === null) return {};
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
