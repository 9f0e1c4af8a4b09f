import { db } from "./db";

export type NoticeAudience = "public" | "staff";
/** What everybody, or all staff, should read for a while. */
export type Notice = { id: string; text: { en: string; ur: string }; startsAt: Date; endsAt: Date };

/** The notices that hold at `now`, the one that began last first. Staff read what the public reads elsewhere: it isn't here. */
export async function listNotices(audience: NoticeAudience, now: Date): Promise<Notice[]> {
  const rows = await db.notice.findMany({
    where: { audience, startsAt: { lte: now }, endsAt: { gt: now } },
    orderBy: [{ startsAt: "desc" }, { id: "asc" }],
  });
  return rows.map(({ id, textEn, textUr, startsAt, endsAt }) => ({
    id,
    text: { en: textEn, ur: textUr },
    startsAt,
    endsAt,
  }));
}
