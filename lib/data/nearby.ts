import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { bandOf, canBeJoined, type DistanceBand, JOINABLE_STATES, type Point } from "@/lib/domain/complaint/joining";
import { canSee, sightOf } from "@/lib/domain/complaint/sight";
import type { State } from "@/lib/domain/complaint/states";
import { decide } from "@/lib/domain/complaint/workflow";
import { toFacts } from "./case-facts";
import { db } from "./db";
import { metresBetween, placeKeysAround, searchKeysOf } from "./find-keys";
import type { Prisma } from "./generated/client";
import { isSamePlace, landmarkOf, metresTo, type PlacedRow, pointOf, WITH_PLACE } from "./placed";
import { names } from "./public-status";
import { findClockContext } from "./reference";

/** What a stranger is shown of an open complaint: nothing of the person, no words, no place, no tracking ID. */
export type NearbyComplaint = {
  /** What joining takes (`joins`): the row's own random id, which opens nothing and stands in no other answer. */
  ref: string;
  serviceCode: string;
  service: { en: string; ur: string };
  districtId: string;
  lodgedAt: Date;
  state: State;
  dueAt: Date | null;
  /** Null where it was found by the same words for its place. */
  distance: DistanceBand | null;
  /** How many have joined it and are still with it. */
  others: number;
};

const MOST = 5;
/** So many of a place are looked at; open complaints of one service within a few streets are fewer. */
const CANDIDATES = 200;
/** By how much, in metres, `blur` may move a place. */
const BLUR_MARGIN = 25;

const JOINABLE = {
  kind: "complaint",
  sensitive: false,
  sealed: false,
  againstUnbound: false,
  state: { in: [...JOINABLE_STATES] },
} satisfies Prisma.ComplaintWhereInput;

/**
 * The open complaints of a service near a place, for anybody: within the service's own radius (0: none is ever shown), at
 * most five, the last touched first. None that is sensitive, sealed, or against somebody. Source: design §5, MERGE;
 * docs/decisions/013.
 */
export async function listNearby({ serviceCode, point }: { serviceCode: string; point: Point }) {
  const service = await db.service.findFirst({
    where: { code: serviceCode, active: true, sensitive: false },
    select: { duplicateRadiusM: true },
  });
  const radius = service?.duplicateRadiusM ?? 0;
  if (radius === 0) return [];
  const cells = await db.placeKey.findMany({
    where: { key: { in: placeKeysAround(serviceCode, point, radius + BLUR_MARGIN) }, complaint: JOINABLE },
    take: CANDIDATES,
    select: { complaintId: true },
  });
  return listShown(cells, (row) => {
    const metres = metresTo(row, point);
    return metres !== null && metres <= radius ? bandOf(metres) : undefined;
  });
}

/**
 * The same for the owner of one that is in already, who may still join another: by its place, or where that was told in
 * words only, by the words in common within its district.
 */
export async function listNearbyOwn(trackingId: string): Promise<NearbyComplaint[]> {
  const own = await db.complaint.findUnique({ where: { trackingId }, include: WITH_PLACE });
  if (!own || !canBeJoined(toFacts(own)) || own.service.duplicateRadiusM === 0) return [];
  const point = pointOf(own);
  const found = point ? await listNearby({ serviceCode: own.serviceCode, point }) : await listSamePlace(own);
  return found.filter(({ ref }) => ref !== own.id);
}

async function listSamePlace(own: PlacedRow): Promise<NearbyComplaint[]> {
  const landmark = landmarkOf(own);
  const words = searchKeysOf(landmark).flatMap(([word]) => word ?? []);
  if (words.length < 2) return [];
  const { serviceCode, districtId } = own;
  const hits = await db.searchWord.findMany({
    where: { word: { in: words }, complaint: { ...JOINABLE, serviceCode, districtId } },
    take: CANDIDATES * words.length,
    select: { complaintId: true },
  });
  return listShown(hits, (row) => (isSamePlace(landmark, landmarkOf(row)) ? null : undefined));
}

async function listShown(
  candidates: readonly { complaintId: string }[],
  distanceOf: (row: PlacedRow) => DistanceBand | null | undefined,
): Promise<NearbyComplaint[]> {
  if (candidates.length === 0) return [];
  const ids = [...new Set(candidates.map(({ complaintId }) => complaintId))].slice(0, CANDIDATES);
  const rows = await db.complaint.findMany({
    where: { id: { in: ids } },
    orderBy: { updatedAt: "desc" },
    include: WITH_PLACE,
  });
  const shown = rows.flatMap((row) => {
    const distance = canBeJoined(toFacts(row)) ? distanceOf(row) : undefined;
    if (distance === undefined) return [];
    const { id: ref, serviceCode, districtId, receivedAt: lodgedAt, dueAt } = row;
    const others = row.children.filter(({ state }) => state === "MERGED").length;
    const service = names(row.service);
    return [{ ref, serviceCode, districtId, service, lodgedAt, state: row.state as State, dueAt, distance, others }];
  });
  return shown.slice(0, MOST);
}

/** Another case that hangs together with the one that is open at the desk. */
export type RelatedCase = {
  trackingId: string;
  service: { en: string; ur: string };
  state: State;
  receivedAt: Date;
  /** Of those near the same place. */
  distanceM?: number;
  /** The open case can be merged into it by this person, as both stand now. */
  mergeable: boolean;
};
export type RelatedCases = { sameContact: RelatedCase[]; nearby: RelatedCase[] };

const MOST_RELATED = 20;
/** Where a service has no radius of its own, so that staff still see the neighbours. */
const STAFF_RADIUS = 150;

/**
 * For staff at an open case: others from the same contact, open or closed, and others of its service near its place; the
 * newest first, at most 20 each, only what `actor` may see. Who somebody is, and where, stays hidden where it is hidden: a
 * protected case is tied to no other by its contact, nor by its place for whoever isn't shown that.
 */
export async function listRelated(complaintId: string, actor: StaffActor, now: Date): Promise<RelatedCases> {
  const row = await db.complaint.findUnique({ where: { id: complaintId }, include: WITH_PLACE });
  const facts = row && toFacts(row);
  if (!facts || !canSee(facts, actor)) return { sameContact: [], nearby: [] };
  const clock = await findClockContext(db, facts.jurisdictionId);
  const seen = { facts, actor, context: { now, clock } };
  return { sameContact: await listSameContact(seen), nearby: await listNearPlace(row, seen) };
}

type Seen = { facts: CaseFacts; actor: StaffActor; context: Parameters<typeof decide>[4] };

async function listSameContact(seen: Seen): Promise<RelatedCase[]> {
  const { facts, actor } = seen;
  if (facts.sensitive || facts.sealed || sightOf(facts, actor).contact === "none") return [];
  const own = await db.contactKey.findMany({ where: { complaintId: facts.id }, select: { kind: true, key: true } });
  if (own.length === 0) return [];
  const same = await db.contactKey.findMany({
    where: { OR: own, complaintId: { not: facts.id } },
    take: CANDIDATES,
    select: { complaintId: true },
  });
  const rows = await readCandidates(same);
  return rows.flatMap((row) => toRelated(row, seen) ?? []).slice(0, MOST_RELATED);
}

async function listNearPlace(row: PlacedRow, seen: Seen): Promise<RelatedCase[]> {
  const { facts, actor } = seen;
  const point = pointOf(row);
  if (!point || sightOf(facts, actor).contact === "none") return [];
  const radius = row.service.duplicateRadiusM || STAFF_RADIUS;
  const cells = await db.placeKey.findMany({
    where: { key: { in: placeKeysAround(facts.serviceCode, point, radius) }, complaintId: { not: facts.id } },
    take: CANDIDATES,
    select: { complaintId: true },
  });
  const rows = await readCandidates(cells);
  const near = rows.flatMap((candidate) => {
    const place = pointOf(candidate);
    const distanceM = place && Math.round(metresBetween(place, point));
    const related = distanceM !== null && distanceM <= radius ? toRelated(candidate, seen) : null;
    return related && distanceM !== null ? [{ ...related, distanceM }] : [];
  });
  return near.slice(0, MOST_RELATED);
}

function readCandidates(found: readonly { complaintId: string }[]): Promise<PlacedRow[]> {
  const ids = [...new Set(found.map(({ complaintId }) => complaintId))];
  return db.complaint.findMany({
    where: { id: { in: ids } },
    orderBy: { receivedAt: "desc" },
    include: WITH_PLACE,
  });
}

/** Null for what this person may not see, or whose citizen is protected. */
function toRelated(row: PlacedRow, { facts, actor, context }: Seen): RelatedCase | null {
  const other = toFacts(row);
  if (other.sensitive || other.sealed || !canSee(other, actor)) return null;
  const { trackingId, receivedAt } = row;
  const mergeable = decide(facts, "MERGE", actor, { parent: other }, context).ok;
  return { trackingId, service: names(row.service), state: other.state, receivedAt, mergeable };
}
