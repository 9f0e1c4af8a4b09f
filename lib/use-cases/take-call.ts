import { type CallRow, holdCall, listCalls } from "@/lib/data/call-sample";
import { findPeople, type Names } from "@/lib/data/cases";
import { transact } from "@/lib/data/db";
import { lookUpKeyOf } from "@/lib/data/find-keys";
import { addLookUp } from "@/lib/data/look-ups";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { err, ok, type Result } from "@/lib/domain/result";

type Request = {
  actor: StaffActor;
  /** Null for whoever is to be rung up next. */
  trackingId: string | null;
  now: Date;
};
export type TakeRefusal =
  | { code: "not_permitted" | "none_left" | "gone" | "unrecorded" }
  | { code: "quiet"; until: Date }
  | { code: "held"; by: Names };

/**
 * Takes a citizen to ring up, for a quarter of an hour and to oneself, and writes that down before the number is shown.
 * In quiet hours nobody is taken. Taking the same one again keeps them. Source: design §5, call-back desk.
 */
export async function takeCall({
  actor,
  trackingId,
  now,
}: Request): Promise<Result<{ trackingId: string }, TakeRefusal>> {
  if (actor.role !== "callback") return err({ code: "not_permitted" });
  const { rows } = await listCalls(actor, now);
  const wanted = trackingId === null ? rows.filter(isFree) : rows.filter((row) => row.trackingId === trackingId);
  if (wanted.length === 0) return err({ code: trackingId === null ? "none_left" : "gone" });
  try {
    for (const row of wanted) {
      if (row.quietUntil) return err({ code: "quiet", until: row.quietUntil });
      const holder = await take(actor, row, now);
      if (holder === null) return ok({ trackingId: row.trackingId });
      if (trackingId === null) continue;
      const people = await findPeople([holder]);
      return err({ code: "held", by: people.get(holder) ?? { en: "—", ur: "—" } });
    }
    return err({ code: "none_left" });
  } catch (error) {
    if (isUnwritable(error)) return err({ code: "unrecorded" });
    throw error;
  }
}

function isFree({ heldBy, quietUntil }: CallRow): boolean {
  return quietUntil === null && (heldBy === null || heldBy.isMe);
}

function take(actor: StaffActor, { id, trackingId }: CallRow, now: Date): Promise<string | null> {
  return transact(async (tx) => {
    const holder = await holdCall(tx, id, actor.id, now);
    if (holder !== null) return holder;
    const key = lookUpKeyOf(trackingId);
    await addLookUp(tx, { userId: actor.id, by: "call", key, reason: "call", found: 1, at: now, complaintId: id });
    return null;
  });
}
