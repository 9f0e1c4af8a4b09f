import { db } from "./db";

/** What a door tells of a record that could not be entered: codes and times, no text of a citizen. */
export type RefusedNotice = {
  name: string;
  kind: "complaint" | "file" | "damaged";
  trackingId: string | null;
  receivedAt: Date | null;
  /** HTTP status of the app's answer. */
  status: number | null;
  /** Code of the problem (lib/http/problem.ts), or `damaged`, `complaint-refused`. */
  problem: string;
  fields: { field: string; code: string }[];
  keptAt: Date;
};
/** The same as an admin sees it. `doneAt`: since when the same ID is entered after all. */
export type RefusedRecord = RefusedNotice & { doneAt: Date | null; seenAt: Date | null; seenById: string | null };

const MANY = 200;

/** Takes a door's word of a refused record; the same again changes nothing but whether it is done. */
export async function noteRefused({ name, ...notice }: RefusedNotice, isDone: boolean, now: Date): Promise<void> {
  await db.refusedRecord.upsert({
    where: { name },
    create: { name, ...notice, doneAt: isDone ? now : null },
    update: {},
  });
  if (isDone) await db.refusedRecord.updateMany({ where: { name, doneAt: null }, data: { doneAt: now } });
}

/** Those that nobody has dealt with first, newest first, at most two hundred. */
export async function listRefused(): Promise<RefusedRecord[]> {
  const rows = await db.refusedRecord.findMany({
    orderBy: [
      { doneAt: { sort: "asc", nulls: "first" } },
      { seenAt: { sort: "asc", nulls: "first" } },
      { keptAt: "desc" },
    ],
    take: MANY,
  });
  return rows.map(({ kind, fields, ...row }) => ({
    ...row,
    kind: kind as RefusedNotice["kind"],
    fields: fields as RefusedNotice["fields"],
  }));
}

/** An admin has seen it. False for a name that isn't there, or was seen before. */
export async function markSeen(name: string, userId: string, now: Date): Promise<boolean> {
  const { count } = await db.refusedRecord.updateMany({
    where: { name, seenAt: null },
    data: { seenAt: now, seenById: userId },
  });
  return count > 0;
}
