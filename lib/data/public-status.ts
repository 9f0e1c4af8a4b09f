import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { toLevel } from "@/lib/domain/complaint/actor";
import type { Kind } from "@/lib/domain/complaint/codes";
import type { KeptStatus, PublicStatus } from "@/lib/domain/complaint/public-status";
import type { State } from "@/lib/domain/complaint/states";
import { toPublicStatus } from "@/lib/domain/complaint/visibility";
import type { Action } from "@/lib/domain/complaint/workflow";
import { commits, db } from "./db";
import { readPayload } from "./events";
import type { Prisma } from "./generated/client";

export const NAMES = { nameEn: true, nameUr: true } as const;

/** Everything that a public status is made from. Content, contact, place, files and people are not among it. */
const STATUS_FIELDS = {
  trackingId: true,
  claimKeyHash: true,
  contentHash: true,
  kind: true,
  state: true,
  serviceCode: true,
  sensitive: true,
  sealed: true,
  level: true,
  handovers: true,
  receivedAt: true,
  dueAt: true,
  windowEndsAt: true,
  withdrawEndsAt: true,
  updatedAt: true,
  parentId: true,
  feedSeq: true,
  service: { select: NAMES },
  department: { select: NAMES },
  district: { select: NAMES },
  events: {
    where: { shown: "public" },
    orderBy: { sequence: "asc" },
    select: { id: true, at: true, action: true, payload: { select: { payload: true } } },
  },
} satisfies Prisma.ComplaintSelect;
type StatusRow = Prisma.ComplaintGetPayload<{ select: typeof STATUS_FIELDS }>;

/** What a stranger with the ID may see, in codes and names; null for an ID that the portal doesn't know. */
export async function findPublicStatus(trackingId: string): Promise<PublicStatus | null> {
  const row = await db.complaint.findUnique({ where: { trackingId }, select: STATUS_FIELDS });
  return row && toStatus(row);
}

/** One line of the status feed, as the door keeps it (lib/domain/complaint/public-status.ts). */
type FeedLine = { seq: number; trackingId: string; status: KeptStatus; claimKeyHash: string; contentHash: string };
/** `mark` says which change number `next` was; null at 0. */
export type FeedPage = { entries: FeedLine[]; next: number; asOf: string | null; mark: string | null };

const FEED_PAGE = 200;

/**
 * The public statuses that have changed since number `after`, oldest change first, each complaint once with its newest.
 * `asOf` is the moment up to which the reader knows everything once it has this page; null while more pages follow.
 */
export async function listStatusFeed(after: number, now: Date): Promise<FeedPage> {
  const rows = await db.complaint.findMany({
    where: { feedSeq: { gt: after } },
    orderBy: { feedSeq: "asc" },
    take: FEED_PAGE,
    select: STATUS_FIELDS,
  });
  const entries: FeedLine[] = [];
  for (const row of rows) {
    const { feedSeq: seq, claimKeyHash, contentHash } = row;
    const { trackingId, ...status } = await toStatus(row);
    entries.push({ seq, trackingId, status, claimKeyHash, contentHash });
  }
  const next = rows.at(-1)?.feedSeq ?? after;
  return { entries, next, asOf: rows.length < FEED_PAGE ? now.toISOString() : null, mark: await findMark(next) };
}

/**
 * Whether a reader who stands at number `after` has read this feed: not so where the database was put back from a copy, which
 * then gives the same numbers to other changes. `mark` is what came with that number; null from readers that keep none.
 */
export async function continuesFeed(after: number, mark: string | null): Promise<boolean> {
  const here = await findMark(after);
  return after === 0 || (here !== null && (mark === null || mark === here));
}

async function findMark(seq: number): Promise<string | null> {
  const change = await db.statusChange.findUnique({ where: { seq }, select: { complaintId: true, at: true } });
  if (!change) return null;
  return createHash("sha256").update(`${seq} ${change.complaintId} ${change.at.toISOString()}`).digest("hex");
}

/** Another process's changes are noticed within this time; this process's at once. */
const LOOK_AGAIN_MS = 250;

/** Returns when the feed has something after number `after`, or when `waitMs` are over. */
export async function waitForFeed(after: number, waitMs: number): Promise<void> {
  const until = performance.now() + waitMs;
  while ((await findFeedHead()) <= after && performance.now() < until) {
    const enough = new AbortController();
    const { signal } = enough;
    // Whichever comes first; the other is taken back.
    await Promise.race([once(commits, "commit", { signal }), sleep(LOOK_AGAIN_MS, undefined, { signal })]).catch(
      () => {},
    );
    enough.abort();
  }
}

async function findFeedHead(): Promise<number> {
  const newest = await db.complaint.aggregate({ _max: { feedSeq: true } });
  return newest._max.feedSeq ?? 0;
}

async function toStatus(row: StatusRow): Promise<PublicStatus> {
  return toPublicStatus({
    trackingId: row.trackingId,
    facts: { ...row, kind: row.kind as Kind, state: row.state as State, level: toLevel(row.level) },
    service: names(row.service),
    department: row.department && names(row.department),
    district: names(row.district),
    updatedAt: row.updatedAt,
    events: row.events.map(({ id, at, action, payload }) => ({
      at,
      action: action as Action,
      publicText: readPayload(id, payload)?.publicText ?? null,
    })),
    parent: row.parentId ? await findPublicStatusById(row.parentId) : null,
  });
}

/** A parent has no parent of its own: what has children is not merged. */
async function findPublicStatusById(id: string): Promise<PublicStatus | null> {
  const row = await db.complaint.findUnique({ where: { id }, select: STATUS_FIELDS });
  return row && toStatus(row);
}

export function names({ nameEn, nameUr }: { nameEn: string; nameUr: string }) {
  return { en: nameEn, ur: nameUr };
}
