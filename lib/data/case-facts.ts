import { toLevel } from "@/lib/domain/complaint/actor";
import { countBallot, VOTES } from "@/lib/domain/complaint/ballot";
import type { CaseFacts, CasePatch, CaseRecord, ParentFacts } from "@/lib/domain/complaint/case-facts";
import type { EvidenceDemand, Kind, Outcome, RejectReason } from "@/lib/domain/complaint/codes";
import { formatStatesBefore, parseStatesBefore, type State } from "@/lib/domain/complaint/states";
import { nextWake } from "@/lib/domain/complaint/wake";
import { type ClockContext, dayOf } from "@/lib/domain/working-time";
import type { Db, Tx } from "./db";
import type { Prisma } from "./generated/client";
import { findClockContext } from "./reference";

const PARENT_FIELDS = {
  id: true,
  state: true,
  kind: true,
  deskId: true,
  departmentId: true,
  jurisdictionId: true,
  sensitive: true,
  sealed: true,
  againstUnbound: true,
  windowEndsAt: true,
  accused: { select: { userId: true } },
  holders: { select: { userId: true } },
} satisfies Prisma.ComplaintSelect;

/** What a decision reads of a complaint: no text, no contact. */
export const CASE_INCLUDE = {
  service: { select: { urgent: true, evidence: true } },
  transferTarget: { select: { id: true, departmentId: true, jurisdictionId: true } },
  accused: { select: { userId: true } },
  holders: { select: { userId: true } },
  attachments: { where: { role: "evidence", arrivedAt: { not: null } }, select: { type: true } },
  parent: { select: PARENT_FIELDS },
  // Not `_count`: Prisma makes of it one GROUP BY over every complaint there is, at each look-up of one.
  children: { select: { id: true, state: true, vote: true } },
} satisfies Prisma.ComplaintInclude;

export type CaseRow = Prisma.ComplaintGetPayload<{ include: typeof CASE_INCLUDE }>;
type ParentRow = Prisma.ComplaintGetPayload<{ select: typeof PARENT_FIELDS }>;

/** The facts of one complaint, or null for an unknown ID. Inside a transaction they hold until its end. */
export async function findFacts(tx: Tx | Db, trackingId: string, now: Date): Promise<CaseFacts | null> {
  const row = await tx.complaint.findUnique({ where: { trackingId }, include: CASE_INCLUDE });
  return row && toFacts(row, await countReplies(tx, row.id, now));
}

/** The same by the row's own id, with what names it to people. */
export async function findFactsById(
  tx: Tx,
  id: string,
  now: Date,
): Promise<(CaseFacts & { trackingId: string }) | null> {
  const row = await tx.complaint.findUnique({ where: { id }, include: CASE_INCLUDE });
  return row && { ...toFacts(row, await countReplies(tx, id, now)), trackingId: row.trackingId };
}

/** The facts of a parent-to-be, or null for an unknown ID. */
export async function findParentFacts(tx: Tx, trackingId: string): Promise<ParentFacts | null> {
  const row = await tx.complaint.findUnique({ where: { trackingId }, select: PARENT_FIELDS });
  return row && toParentFacts(row);
}

/** The citizen's replies of this calendar day in Karachi. */
async function countReplies(tx: Tx | Db, complaintId: string, now: Date): Promise<number> {
  const lately = await tx.event.findMany({
    where: { complaintId, action: "REPLY", role: "citizen", at: { gte: new Date(now.getTime() - 86_400_000) } },
    select: { at: true },
  });
  return lately.filter(({ at }) => dayOf(at) === dayOf(now)).length;
}

/** A row with CASE_INCLUDE as the domain reads it. */
export function toFacts(row: CaseRow, repliesToday = 0): CaseFacts {
  return {
    ...row,
    kind: row.kind as Kind,
    state: row.state as State,
    statesBefore: parseStatesBefore(row.statesBefore),
    level: toLevel(row.level),
    baseLevel: toLevel(row.baseLevel),
    rejectReason: row.rejectReason as RejectReason | null,
    outcome: row.outcome as Outcome | null,
    urgent: row.service.urgent,
    evidence: row.service.evidence as EvidenceDemand,
    evidencePresent: row.attachments.map(({ type }) => (type.startsWith("image/") ? "photo" : "document")),
    accusedIds: row.accused.map(({ userId }) => userId),
    officersEver: row.holders.map(({ userId }) => userId),
    parent: row.parent && toParentFacts(row.parent),
    vote: VOTES.find((known) => known === row.vote) ?? null,
    childCount: row.children.length,
    ballot: countBallot(row.children),
    repliesToday,
  };
}

function toParentFacts(row: ParentRow): ParentFacts {
  return {
    ...row,
    state: row.state as State,
    kind: row.kind as Kind,
    accusedIds: row.accused.map(({ userId }) => userId),
    officersEver: row.holders.map(({ userId }) => userId),
  };
}

/** The members of a case's record that are columns of the same name and type. */
const SAME = [
  "state",
  "serviceCode",
  "sensitive",
  "jurisdictionId",
  "departmentId",
  "deskId",
  "officerId",
  "againstUnbound",
  "level",
  "baseLevel",
  "handovers",
  "infoRequests",
  "disputes",
  "appealDecisions",
  "appealAuthorityId",
  "extended",
  "citizenEscalated",
  "callbackSample",
  "reminders",
  "officerReminded",
  "proposerId",
  "rejectReason",
  "resolvedById",
  "outcome",
  "rating",
  "parentId",
  "vote",
  "clockDays",
  "dueAt",
  "dutyDueAt",
  "windowEndsAt",
  "withdrawEndsAt",
  "pausedAt",
  "pausedMinutes",
  "assignedAt",
  "progressAt",
  "resolvedAt",
  "closedAt",
] as const satisfies readonly (keyof CaseRecord)[];
type Columns = Pick<CaseRecord, (typeof SAME)[number]> & {
  statesBefore: string | null;
  transferTargetId: string | null;
};

/** A new case's record, as columns. `accusedIds` are rows of their own: see `writePatch`. */
export function toColumns(record: CaseRecord): Columns;
/** What a decision changes, as columns. */
export function toColumns(patch: CasePatch): Partial<Columns>;
export function toColumns(patch: CasePatch): Partial<Columns> {
  const { statesBefore, transferTarget } = patch;
  return {
    ...Object.fromEntries(SAME.filter((name) => name in patch).map((name) => [name, patch[name]])),
    ...(statesBefore && { statesBefore: formatStatesBefore(statesBefore) }),
    ...(transferTarget !== undefined && { transferTargetId: transferTarget?.id ?? null }),
  };
}

/**
 * Writes what a decision changes, under the version that it was made on. False when somebody else's change came first:
 * then nothing is written. Whoever holds the case from now on is remembered as a holder.
 */
export async function writePatch(tx: Tx, facts: CaseFacts, patch: CasePatch, now: Date): Promise<boolean> {
  const { id, version } = facts;
  const wakeAt = await findWake(tx, facts, patch);
  const { count } = await tx.complaint.updateMany({
    where: { id, version },
    data: { ...toColumns(patch), wakeAt, version: { increment: 1 }, updatedAt: now },
  });
  if (count === 0) return false;
  if (patch.officerId) {
    const holder = { complaintId: id, userId: patch.officerId };
    await tx.holder.upsert({ where: { complaintId_userId: holder }, create: holder, update: {} });
  }
  if (patch.accusedIds) {
    await tx.accused.deleteMany({ where: { complaintId: id } });
    await tx.accused.createMany({ data: patch.accusedIds.map((userId) => ({ complaintId: id, userId })) });
  }
  return true;
}

/**
 * Writes what the system changes without making anybody's open form stale (workflow table, `quiet`): under the version and
 * the very values that it was decided on. False when they are others by now: then nothing is written.
 */
export async function writeQuietly(tx: Tx, facts: CaseFacts, patch: CasePatch): Promise<boolean> {
  const data = toColumns(patch);
  const before = Object.fromEntries(Object.keys(data).map((name) => [name, facts[name as keyof CasePatch]]));
  const { count } = await tx.complaint.updateMany({
    where: { ...(before as Partial<Columns>), id: facts.id, version: facts.version },
    data: { ...data, wakeAt: await findWake(tx, facts, patch) },
  });
  return count > 0;
}

/** Later than anything that is owed: a complaint that the system owes nothing till somebody else acts. */
export const NEVER = new Date("9999-12-31T00:00:00Z");

/** When the worker looks at a case as it stands (`Complaint.wakeAt`). */
export function wakeOf(facts: CaseFacts, clock: ClockContext): Date {
  return nextWake(facts, clock) ?? NEVER;
}

/** The same after a change; null, "at once", where the change concerns rows that the facts don't have yet. */
async function findWake(tx: Tx, facts: CaseFacts, patch: CasePatch): Promise<Date | null> {
  if (patch.serviceCode !== undefined || patch.parentId) return null;
  const after = { ...facts, ...patch };
  return wakeOf(after, await findClockContext(tx, after.jurisdictionId));
}
