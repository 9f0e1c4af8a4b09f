import { db, transact } from "./db";

const MINUTE = 60_000;
/** Unused this long, a session is over (reference/asvs.md); used, it lasts a working day at most. */
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** The row is written at most this often, not at every request. */
const SEEN_EVERY_MS = MINUTE;

const PERSON = {
  id: true,
  email: true,
  nameEn: true,
  nameUr: true,
  role: true,
  level: true,
  deskId: true,
  departmentId: true,
  jurisdictionId: true,
  desk: { select: { nameEn: true, nameUr: true } },
  department: { select: { nameEn: true, nameUr: true } },
} as const;

/** A new row for `userId`; rows of that account which are over go, so that the table doesn't grow. */
export async function createSession({ id, userId, now }: { id: string; userId: string; now: Date }): Promise<void> {
  await transact(async (tx) => {
    await tx.session.deleteMany({ where: { userId, OR: isOver(now) } });
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    await tx.session.create({ data: { id, userId, createdAt: now, lastSeenAt: now, expiresAt } });
  });
}

/**
 * The person of a session that still counts: the row exists, is neither idle nor too old, and the account is active. Read
 * from the database each time, so that a changed role or a disabled account counts at once.
 */
export async function findPersonBySession(id: string, now: Date) {
  const row = await db.session.findFirst({
    where: { id, NOT: { OR: isOver(now) }, user: { active: true } },
    select: { lastSeenAt: true, user: { select: PERSON } },
  });
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await touchSession(id, now);
  return row.user;
}

export type Person = NonNullable<Awaited<ReturnType<typeof findPersonBySession>>>;

/** `updateMany`, since a sign-out in between is no error. */
async function touchSession(id: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
}

/** Also where there is none. */
export async function deleteSession(id: string): Promise<void> {
  await db.session.deleteMany({ where: { id } });
}

function isOver(now: Date) {
  return [{ expiresAt: { lte: now } }, { lastSeenAt: { lte: new Date(now.getTime() - IDLE_MS) } }];
}
