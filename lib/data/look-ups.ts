import type { StaffActor } from "@/lib/domain/complaint/actor";
import { CALLER_TERMS, type FactKind, type SoughtKind } from "@/lib/domain/complaint/caller";
import { findPeople, type Names } from "./cases";
import { type Db, db, type Tx } from "./db";
import { CONTACT_KINDS } from "./find-keys";

/**
 * `facts`: a caller said something to be known by. `call`: the call-back desk took a citizen to ring up; `outcome`: what
 * came of it, whose code is the reason.
 */
type LookUpKind = SoughtKind | "facts" | "call" | "outcome";
export type NewLookUp = {
  userId: string;
  by: LookUpKind;
  /** Keyed hash of what was sought (find-keys.ts). */
  key: string;
  reason: string;
  found: number;
  at: Date;
  complaintId?: string;
  facts?: readonly FactKind[];
  verifiedAt?: Date;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Throws `READ_ONLY` (unavailable.ts) while it can't be written, and then nothing may be shown. */
export async function addLookUp(tx: Tx | Db, { facts, ...row }: NewLookUp): Promise<void> {
  await tx.lookUp.create({ data: { ...row, ...(facts && { facts: facts.join(" ") }) }, select: { id: true } });
}

/** When this person may look up again; null at once. Counted over the last hour, whatever was found. */
export async function findLookUpPause(tx: Tx, userId: string, now: Date): Promise<Date | null> {
  const last = await tx.lookUp.findMany({
    where: { userId, by: { in: ["id", ...CONTACT_KINDS] }, at: { gt: ago(now, HOUR_MS) } },
    orderBy: { at: "desc" },
    take: CALLER_TERMS.lookUpsPerHour,
    select: { at: true },
  });
  const first = last.at(-1);
  return first && last.length >= CALLER_TERMS.lookUpsPerHour ? new Date(first.at.getTime() + HOUR_MS) : null;
}

/** Whether this person has, within the last half hour, looked for this complaint and given a reason, which is returned. */
export async function findOpenReason(
  tx: Tx | Db,
  userId: string,
  { id, sensitive, sealed }: { id: string; sensitive: boolean; sealed: boolean },
  now: Date,
): Promise<string | null> {
  // By a phone number a protected complaint is not found, so it isn't opened by one either.
  const keys = sensitive || sealed ? [] : await keysOf(tx, id);
  const row = await tx.lookUp.findFirst({
    where: {
      userId,
      at: { gt: ago(now, CALLER_TERMS.openMinutes * MINUTE_MS), lte: now },
      OR: [{ by: "id", complaintId: id }, ...keys],
    },
    orderBy: { at: "desc" },
    select: { reason: true },
  });
  return row?.reason ?? null;
}

async function keysOf(tx: Tx | Db, complaintId: string): Promise<{ by: string; key: string }[]> {
  const keys = await tx.contactKey.findMany({ where: { complaintId }, select: { kind: true, key: true } });
  return keys.map(({ kind, key }) => ({ by: kind, key }));
}

/** Until when the caller of this complaint counts as known to this person; null where they don't. Source: design §5. */
export async function findVerifiedUntil(
  tx: Tx | Db,
  userId: string,
  complaintId: string,
  now: Date,
): Promise<Date | null> {
  const since = ago(now, CALLER_TERMS.verifiedMinutes * MINUTE_MS);
  const row = await tx.lookUp.findFirst({
    where: { userId, complaintId, verifiedAt: { gt: since, lte: now } },
    orderBy: { verifiedAt: "desc" },
    select: { verifiedAt: true },
  });
  return row?.verifiedAt ? new Date(row.verifiedAt.getTime() + CALLER_TERMS.verifiedMinutes * MINUTE_MS) : null;
}

/** The same as a yes or no, for whoever decides on an action: only the helpline speaks for callers. */
export async function isCallerVerified(tx: Tx | Db, actor: StaffActor, complaintId: string, now: Date) {
  return actor.role === "helpline" && (await findVerifiedUntil(tx, actor.id, complaintId, now)) !== null;
}

/** How many tries are left to say who calls, and until when there are none. Whoever asks: a caller may ring three people. */
export async function countTriesLeft(tx: Tx | Db, complaintId: string, now: Date) {
  const lockMs = CALLER_TERMS.lockHours * HOUR_MS;
  const lately = await tx.lookUp.findMany({
    where: { complaintId, by: "facts", at: { gt: ago(now, lockMs) } },
    orderBy: { at: "desc" },
    select: { at: true, verifiedAt: true },
  });
  const right = lately.findIndex(({ verifiedAt }) => verifiedAt !== null);
  const wrong = (right < 0 ? lately : lately.slice(0, right)).slice(0, CALLER_TERMS.wrongTries);
  const oldest = wrong.at(-1);
  const isLocked = oldest !== undefined && wrong.length >= CALLER_TERMS.wrongTries;
  return {
    left: CALLER_TERMS.wrongTries - wrong.length,
    lockedUntil: isLocked ? new Date(oldest.at.getTime() + lockMs) : null,
  };
}

export type RecordedLook = {
  id: string;
  at: Date;
  who: Names | null;
  /** `case` and `contact` are looks at what is protected; the others are kinds of look-ups. */
  what: "case" | "contact" | LookUpKind;
  reason: string | null;
  facts: readonly FactKind[];
  /** Of `facts`: whether they were right. */
  right: boolean | null;
};

/**
 * Who has looked at a complaint or looked for it, newest first: looks, and look-ups by its ID or by one of its contacts.
 * For the auditor alone; empty for everybody else.
 */
export async function listLooks(complaintId: string, actor: StaffActor, most = 200): Promise<RecordedLook[]> {
  if (actor.role !== "auditor") return [];
  const keys = await keysOf(db, complaintId);
  const [looks, lookUps] = await Promise.all([
    db.look.findMany({ where: { complaintId }, orderBy: { at: "desc" }, take: most }),
    db.lookUp.findMany({ where: { OR: [{ complaintId }, ...keys] }, orderBy: { at: "desc" }, take: most }),
  ]);
  const people = await findPeople([...looks, ...lookUps].map(({ userId }) => userId));
  const who = (userId: string) => people.get(userId) ?? null;
  const rows: RecordedLook[] = [
    ...looks.map(({ id, at, userId, what }) => ({
      id,
      at,
      who: who(userId),
      what: what as "case" | "contact",
      reason: null,
      facts: [],
      right: null,
    })),
    ...lookUps.map(({ id, at, userId, by, reason, facts, verifiedAt }) => ({
      id,
      at,
      who: who(userId),
      what: by as LookUpKind,
      reason,
      facts: (facts ?? "").split(" ").filter(Boolean) as FactKind[],
      right: by === "facts" ? verifiedAt !== null : null,
    })),
  ];
  return rows.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, most);
}

/** The version that a form about this complaint starts from; 0 for none. */
export async function findVersion(trackingId: string): Promise<number> {
  const row = await db.complaint.findUnique({ where: { trackingId }, select: { version: true } });
  return row?.version ?? 0;
}
