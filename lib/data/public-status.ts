import type { KeptStatus, PublicStatus } from "@/lib/domain/complaint/public-status";
import { toPublicStatus } from "@/lib/domain/complaint/visibility";
import type { Action } from "@/lib/domain/complaint/workflow";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { db } from "./db";
import { readPayload } from "./events";
import type { Prisma } from "./generated/client";

export const NAMES = { nameEn: true, nameUr: true } as const;

/** Everything that a public status is made from. Content, contact, place and files are not among it. */
const STATUS_INCLUDE = {
  ...CASE_INCLUDE,
  service: { select: { ...CASE_INCLUDE.service.select, ...NAMES } },
  department: { select: NAMES },
  district: { select: NAMES },
  events: {
    where: { shown: "public" },
    orderBy: { sequence: "asc" },
    select: { id: true, at: true, action: true, payload: { select: { payload: true } } },
  },
} satisfies Prisma.ComplaintInclude;
type StatusRow = Prisma.ComplaintGetPayload<{ include: typeof STATUS_INCLUDE }>;

/** What a stranger with the ID may see, in codes and names; null for an ID that the portal doesn't know. */
export async function findPublicStatus(trackingId: string): Promise<PublicStatus | null> {
  const row = await db.complaint.findUnique({ where: { trackingId }, include: STATUS_INCLUDE });
  return row && toStatus(row);
}

/** One line of the status feed, as the door keeps it (lib/domain/complaint/public-status.ts). */
type FeedLine = { seq: number; trackingId: string; status: KeptStatus; claimKeyHash: string };
export type FeedPage = { entries: FeedLine[]; next: number; asOf: string | null };

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
    include: STATUS_INCLUDE,
  });
  const entries: FeedLine[] = [];
  for (const row of rows) {
    const { trackingId, ...status } = await toStatus(row);
    entries.push({ seq: row.feedSeq, trackingId, status, claimKeyHash: row.claimKeyHash });
  }
  const next = rows.at(-1)?.feedSeq ?? after;
  return { entries, next, asOf: rows.length < FEED_PAGE ? now.toISOString() : null };
}

/** The newest number of the status feed; 0 before the first complaint. */
export async function findFeedHead(): Promise<number> {
  const newest = await db.complaint.aggregate({ _max: { feedSeq: true } });
  return newest._max.feedSeq ?? 0;
}

async function toStatus(row: StatusRow): Promise<PublicStatus> {
  return toPublicStatus({
    trackingId: row.trackingId,
    facts: toFacts(row),
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
  const parent = await db.complaint.findUnique({ where: { id }, select: { trackingId: true } });
  return parent && findPublicStatus(parent.trackingId);
}

export function names({ nameEn, nameUr }: { nameEn: string; nameUr: string }) {
  return { en: nameEn, ur: nameUr };
}
