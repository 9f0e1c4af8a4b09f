import { COLUMNS, DEFAULT_COLUMNS, type InboxColumn } from "@/lib/domain/inbox";
import { db } from "./db";

/** The columns that this person wants to see in the inbox, in the inbox's order. */
export async function findColumns(userId: string): Promise<readonly InboxColumn[]> {
  const kept = await db.deskPreference.findUnique({ where: { userId } });
  const { columns } = kept ?? {};
  return Array.isArray(columns) ? COLUMNS.filter((name) => columns.includes(name)) : DEFAULT_COLUMNS;
}

export async function writeColumns(userId: string, chosen: readonly InboxColumn[]): Promise<void> {
  const columns = COLUMNS.filter((name) => chosen.includes(name));
  await db.deskPreference.upsert({ where: { userId }, create: { userId, columns }, update: { columns } });
}
