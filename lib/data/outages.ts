import type { Outage, OutageKind } from "@/lib/domain/outage";
import { db, transact } from "./db";

/** One that is over: a door tells of no others. */
export type EndedOutage = Outage & { endedAt: Date };

const MANY = 100;

/** Takes what a door's ledger tells. The same again changes nothing but words that were mended. */
export async function keepOutages(outages: readonly EndedOutage[]): Promise<void> {
  await transact(async (tx) => {
    for (const { id, reason, ...outage } of outages) {
      const data = { ...outage, reasonEn: reason?.en ?? null, reasonUr: reason?.ur ?? null };
      await tx.outage.upsert({ where: { id }, create: { id, ...data }, update: data, select: { id: true } });
    }
  });
}

/** The newest first, at most a hundred. */
export async function listOutages(): Promise<EndedOutage[]> {
  const rows = await db.outage.findMany({ orderBy: { startedAt: "desc" }, take: MANY });
  return rows.map(toOutage);
}

type Row = Omit<EndedOutage, "kind" | "reason"> & { kind: string; reasonEn: string | null; reasonUr: string | null };

function toOutage({ kind, reasonEn, reasonUr, ...row }: Row): EndedOutage {
  const reason = reasonEn === null || reasonUr === null ? null : { en: reasonEn, ur: reasonUr };
  return { ...row, kind: kind as OutageKind, reason };
}
