import { db } from "./db";

/** Who is away, from when until when, and who stands in: nobody where `deputyId` is null. */
export type Absent = { id: string; userId: string; deputyId: string | null; startsAt: Date; endsAt: Date };

const ABSENT = { id: true, userId: true, deputyId: true, startsAt: true, endsAt: true } as const;

/** The absence that `userId` is in at `now`, its first instant included and its last one not; null for who is there. */
export function findAbsence(userId: string, now: Date): Promise<Absent | null> {
  return db.absence.findFirst({
    where: { userId, startsAt: { lte: now }, endsAt: { gt: now } },
    select: ABSENT,
    orderBy: { startsAt: "asc" },
  });
}

/** Everybody who is away at `now`. */
export function listAbsent(now: Date): Promise<Absent[]> {
  return db.absence.findMany({
    where: { startsAt: { lte: now }, endsAt: { gt: now } },
    select: ABSENT,
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
}
