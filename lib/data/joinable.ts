import { canBeJoined } from "@/lib/domain/complaint/joining";
import { toFacts } from "./case-facts";
import type { Content } from "./complaint-content";
import type { Db, Tx } from "./db";
import { isSamePlace, landmarkOf, metresTo, toPoint, WITH_PLACE } from "./placed";

/** What is to join: its service and place. */
export type Joining = { serviceCode: string; districtId: string; location: Content["location"] };

/**
 * The tracking ID behind a `ref` of lib/data/nearby.ts, as far as a complaint of that service and place may join it by its
 * citizen's wish; null for every other: unknown, closed meanwhile, protected, elsewhere.
 */
export async function findJoinable(tx: Tx | Db, ref: string, joining: Joining): Promise<string | null> {
  const row = await tx.complaint.findUnique({ where: { id: ref }, include: WITH_PLACE });
  if (!row || row.serviceCode !== joining.serviceCode || !canBeJoined(toFacts(row))) return null;
  const radius = row.service.duplicateRadiusM;
  if (radius === 0) return null;
  const point = toPoint(joining.location);
  if (!point) {
    const isHere = isSamePlace(joining.location?.landmark ?? "", landmarkOf(row));
    return isHere && row.districtId === joining.districtId ? row.trackingId : null;
  }
  const metres = metresTo(row, point);
  return metres !== null && metres <= radius ? row.trackingId : null;
}
