import { fromContentRow } from "@/lib/data/complaint-content";
import { db } from "@/lib/data/db";
import { findJoinable } from "@/lib/data/joinable";
import { err, type Result } from "@/lib/domain/result";
import { type Acted, type ActRefusal, actOnComplaint } from "./act-on-complaint";

export type JoinRequest = {
  trackingId: string;
  claimKey: string;
  /** Of the open complaint nearby (lib/data/nearby.ts). */
  ref: string;
  /** The version that its citizen saw. */
  version: number;
  actionId: string;
  now: Date;
};

/**
 * A citizen says, after lodging, that another open complaint nearby is the same: MERGE by their own wish, as long as no
 * office has worked on theirs. `not_mergeable_with` where the other can't be joined (any more). Source: docs/decisions/013.
 */
export async function joinComplaint(request: JoinRequest): Promise<Result<Acted, ActRefusal>> {
  const { ref, claimKey, ...rest } = request;
  const own = await db.complaint.findUnique({
    where: { trackingId: request.trackingId },
    select: { serviceCode: true, districtId: true, content: true },
  });
  if (!own?.content) return err({ code: "unknown" });
  const { serviceCode, districtId } = own;
  const { location } = fromContentRow(own.content);
  const parent = await findJoinable(db, ref, { serviceCode, districtId, location });
  if (!parent) return err({ code: "refused", refusal: { code: "not_mergeable_with", field: "parent" } });
  return actOnComplaint({ ...rest, action: "MERGE", actor: { kind: "citizen", claimKey }, input: { parent } });
}
