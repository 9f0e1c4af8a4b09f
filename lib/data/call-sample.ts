import type { StaffActor } from "@/lib/domain/complaint/actor";
import {
  CALL_OUTCOMES,
  CALL_STATES,
  CALL_TERMS,
  type CallOutcome,
  mayBeRung,
  quietUntil,
  REACHED,
} from "@/lib/domain/complaint/call-back";
import { canSee } from "@/lib/domain/complaint/sight";
import type { State } from "@/lib/domain/complaint/states";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { findPeople, NAMES, type Names, named } from "./cases";
import { fromContentRow } from "./complaint-content";
import { type Db, db, type Tx } from "./db";
import type { Prisma } from "./generated/client";

/** The Setting that holds which share of the complaints called solved is rung up: 0 to 1, as text. */
export const SAMPLE_SHARE = "callback.share";

/** Which share is drawn; the proposal of CALL_TERMS where nothing sensible is set. */
export async function findSampleShare(tx: Tx | Db): Promise<number> {
  const set = Number((await tx.setting.findUnique({ where: { key: SAMPLE_SHARE } }))?.value ?? Number.NaN);
  return set >= 0 && set <= 1 ? set : CALL_TERMS.share;
}

/** A citizen to ring up. No name, number or word of theirs: those come with the call. */
export type CallRow = {
  id: string;
  trackingId: string;
  state: State;
  service: Names;
  district: Names;
  windowEndsAt: Date | null;
  attempts: number;
  /** When the citizen's own quiet hours end, where they hold now. */
  quietUntil: Date | null;
  /** Who is ringing them up just now; null for nobody. */
  heldBy: (Names & { isMe: boolean }) | null;
};

const MOST = 200;
const SHOWN = 50;

/**
 * Whom to ring up now, the window that ends first coming first: drawn or silent, tried less than three times, not to be
 * left in peace yet. `unringable`: how many of them gave no number or want no calls. Quiet ones stand last.
 */
export async function listCalls(actor: StaffActor, now: Date): Promise<{ rows: CallRow[]; unringable: number }> {
  const found = await db.complaint.findMany({
    where: dueCalls(actor, now),
    include: {
      ...CASE_INCLUDE,
      service: { select: { ...CASE_INCLUDE.service.select, nameEn: true, nameUr: true } },
      district: { select: NAMES },
      content: true,
    },
    orderBy: [{ windowEndsAt: { sort: "asc", nulls: "last" } }, { receivedAt: "asc" }, { id: "asc" }],
    take: MOST,
  });
  const reachable = found
    .map((row) => ({ row, contact: row.content && fromContentRow(row.content).contact }))
    .filter(({ row }) => canSee(toFacts(row), actor));
  const ringable = reachable.filter(({ contact }) => mayBeRung(contact));
  const holders = await findCallers(
    ringable.map(({ row }) => row.id),
    now,
  );
  const rows = ringable.map(({ row, contact }): CallRow => {
    const holder = holders.get(row.id) ?? null;
    return {
      id: row.id,
      trackingId: row.trackingId,
      state: row.state as State,
      service: named(row.service),
      district: named(row.district),
      windowEndsAt: row.windowEndsAt,
      attempts: row.callAttempts,
      quietUntil: quietUntil(contact?.quiet, now),
      heldBy: holder && { ...holder.names, isMe: holder.userId === actor.id },
    };
  });
  const awake = rows.filter(({ quietUntil }) => quietUntil === null);
  const quiet = rows.filter(({ quietUntil }) => quietUntil !== null);
  return { rows: [...awake, ...quiet].slice(0, SHOWN), unringable: reachable.length - ringable.length };
}

function dueCalls(actor: StaffActor, now: Date): Prisma.ComplaintWhereInput {
  return {
    callbackSample: true,
    sensitive: false,
    sealed: false,
    state: { in: [...CALL_STATES] },
    ...(actor.jurisdictionId && { jurisdictionId: actor.jurisdictionId }),
    accused: { none: { userId: actor.id } },
    callAttempts: { lt: CALL_TERMS.tries },
    AND: [
      { OR: [{ callNextAt: null }, { callNextAt: { lte: now } }] },
      { OR: [{ windowEndsAt: null }, { windowEndsAt: { gt: now } }] },
    ],
  };
}

const leaseOf = (complaintId: string) => `call ${complaintId}`;

/**
 * Takes a citizen for this person, or keeps them, for a quarter of an hour; the id of whoever has them otherwise. Inside
 * a transaction, so that two never ring up the same one.
 */
export async function holdCall(tx: Tx, complaintId: string, userId: string, now: Date): Promise<string | null> {
  const name = leaseOf(complaintId);
  const until = new Date(now.getTime() + CALL_TERMS.holdMinutes * 60_000);
  const held = await tx.lease.findUnique({ where: { name } });
  if (held && held.until > now && held.holder !== userId) return held.holder;
  await tx.lease.upsert({
    where: { name },
    create: { name, holder: userId, term: 1, until },
    update: { holder: userId, until, ...(held?.holder !== userId && { term: { increment: 1 } }) },
  });
  return null;
}

/** Lets a citizen go: the call is over. */
export async function releaseCall(tx: Tx | Db, complaintId: string, userId: string): Promise<void> {
  await tx.lease.deleteMany({ where: { name: leaseOf(complaintId), holder: userId } });
}

/** Whether this person has that citizen to themselves. */
export async function holdsCall(tx: Tx | Db, complaintId: string, userId: string, now: Date): Promise<boolean> {
  const held = await tx.lease.findUnique({ where: { name: leaseOf(complaintId) } });
  return held !== null && held.holder === userId && held.until > now;
}

/** The call-back desk reads a number only of a call that it has taken; nobody else rings citizens up in turn. */
export async function mayReadNumber(actor: StaffActor, complaintId: string, now: Date): Promise<boolean> {
  return actor.role !== "callback" || holdsCall(db, complaintId, actor.id, now);
}

async function findCallers(ids: readonly string[], now: Date) {
  const leases = await db.lease.findMany({ where: { name: { in: ids.map(leaseOf) }, until: { gt: now } } });
  const people = await findPeople(leases.map(({ holder }) => holder));
  return new Map(
    leases.map(({ name, holder }) => [
      name.slice(leaseOf("").length),
      { userId: holder, names: people.get(holder) ?? { en: "—", ur: "—" } },
    ]),
  );
}

export type CallFigures = { tried: number; reached: number; confirmed: number; disputed: number };

/** What came of the calls of this jurisdiction's call-back desk since that moment, by their recorded outcomes. */
export async function countCalls(actor: StaffActor, since: Date): Promise<CallFigures> {
  const place = actor.jurisdictionId ? { jurisdictionId: actor.jurisdictionId } : {};
  const callers = await db.user.findMany({ where: { role: "callback", ...place }, select: { id: true } });
  const rows = await db.lookUp.groupBy({
    by: ["reason"],
    where: { userId: { in: callers.map(({ id }) => id) }, at: { gte: since }, by: "outcome" },
    _count: { _all: true },
  });
  const of = (outcomes: readonly CallOutcome[]) =>
    rows
      .filter(({ reason }) => outcomes.some((known) => known === reason))
      .reduce((sum, row) => sum + row._count._all, 0);
  return { tried: of(CALL_OUTCOMES), reached: of(REACHED), confirmed: of(["confirmed"]), disputed: of(["disputed"]) };
}
