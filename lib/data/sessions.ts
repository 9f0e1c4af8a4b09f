import { db, transact } from "./db";
import { hasEnded, noteEnded } from "./ended-sessions";
import { findClosure } from "./health";
import { isUnwritable } from "./unavailable";

const MINUTE = 60_000;
/** Unused this long, a session is over (reference/asvs.md); used, it lasts a working day at most. */
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** The row is written at most this often, not at every request. */
const SEEN_EVERY_MS = MINUTE;
/** What an administrator's pass is called where a session has its id: it has no row. */
const PASS = "pass:";

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

// Next bundles routes and pages apart; a session is one and the same in both.
const globals = globalThis as { jawabSeen?: Map<string, number> };
globals.jawabSeen ??= new Map();
/** When sessions were last used, while their rows can't be written. */
const seen = globals.jawabSeen;

/** A new row for `userId`; rows of that account which are over go, so that the table doesn't grow. */
export async function createSession({ id, userId, now }: { id: string; userId: string; now: Date }): Promise<void> {
  await transact(async (tx) => {
    const idle = { lastSeenAt: { lte: new Date(now.getTime() - IDLE_MS) } };
    await tx.session.deleteMany({ where: { userId, OR: [{ expiresAt: { lte: now } }, idle] } });
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    await tx.session.create({ data: { id, userId, createdAt: now, lastSeenAt: now, expiresAt } });
  });
}

/**
 * The person of a session that still counts: the row exists, is neither idle nor too old, and the account is active. Read
 * from the database each time, so that a changed role or a disabled account counts at once. While nothing can be written,
 * it goes on by reading (design §3, "Modes").
 */
export async function findPersonBySession(id: string, now: Date) {
  const row = await db.session.findFirst({
    where: { id, expiresAt: { gt: now }, user: { active: true } },
    select: { lastSeenAt: true, user: { select: PERSON } },
  });
  if (!row || hasEnded(id) || isIdle(id, row.lastSeenAt, now)) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await touchSession(id, now);
  return row.user;
}

export type Person = NonNullable<Awaited<ReturnType<typeof findPersonBySession>>>;

/** An administrator who holds a pass: it has no row, so nothing but the account and the pass itself can end it. */
export async function findPersonByPass({ passId, userId }: { passId: string; userId: string }): Promise<Person | null> {
  if (hasEnded(PASS + passId)) return null;
  return db.user.findFirst({ where: { id: userId, active: true, role: "admin" }, select: PERSON });
}

/** By what `deleteSession` knows a pass. */
export function sessionIdOfPass(passId: string): string {
  return PASS + passId;
}

/**
 * Where rows can't be written, this process remembers who was here. Of whom it doesn't remember anything (it may have
 * started since) the row's last word counts as of the moment when writing ended.
 */
function isIdle(id: string, lastSeenAt: Date, now: Date): boolean {
  const remembered = seen.get(id);
  const last = Math.max(lastSeenAt.getTime(), remembered ?? Number.NEGATIVE_INFINITY);
  if (now.getTime() - last < IDLE_MS) return false;
  const closure = remembered === undefined ? findClosure() : null;
  return !closure || closure.since.getTime() - last >= IDLE_MS;
}

async function touchSession(id: string, now: Date): Promise<void> {
  if (findClosure()) return remember(id, now);
  try {
    // `updateMany`, since a sign-out in between is no error.
    await db.session.updateMany({ where: { id, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } });
    seen.delete(id);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    remember(id, now);
  }
}

function remember(id: string, now: Date): void {
  for (const [other, at] of seen) {
    if (now.getTime() - at < ABSOLUTE_MS) break; // in the order of their last use
    seen.delete(other);
  }
  seen.delete(id);
  seen.set(id, now.getTime());
}

/** Also where there is none. It counts no more at once, even where its row has to wait. */
export async function deleteSession(id: string): Promise<void> {
  seen.delete(id);
  if (id.startsWith(PASS)) return noteEnded(id);
  try {
    await db.session.deleteMany({ where: { id } });
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    noteEnded(id);
  }
}
