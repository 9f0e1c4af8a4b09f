import { recordChange } from "@/lib/data/audit-entries";
import { transact } from "@/lib/data/db";
import { handleOf } from "@/lib/data/setup-sessions";
import { err, ok, type Result } from "@/lib/domain/result";
import { findSetupActor } from "./find-setup-actor";

/** One session by its handle, or all of one person's. The asker's own, by which they ask, stays: sign-out ends that. */
type Request = { userId: string; handle: string | null; ownSessionId: string; actorId: string; now: Date };

/** Ends sessions by hand: from the next request on they count no more. Audited with since when they were, never with their ids. */
export function endSessions({
  userId,
  handle,
  ownSessionId,
  actorId,
  now,
}: Request): Promise<Result<{ ended: number }, "not-yours" | "gone">> {
  return transact(async (tx) => {
    const by = await findSetupActor(tx, actorId);
    if (by?.actor.role !== "admin") return err("not-yours");
    const all = await tx.session.findMany({ where: { userId }, include: { user: { select: { email: true } } } });
    const chosen = all.filter(({ id }) => id !== ownSessionId && (handle === null || handleOf(id) === handle));
    if (chosen.length === 0) return err("gone");
    await tx.session.deleteMany({ where: { id: { in: chosen.map(({ id }) => id) } } });
    for (const { createdAt, lastSeenAt, user } of chosen) {
      const before = { email: user.email, since: createdAt.toISOString(), lastSeen: lastSeenAt.toISOString() };
      const actor = { id: by.id, name: by.name };
      await recordChange(tx, { what: "session", subject: userId, actor, before, after: null, at: now });
    }
    return ok({ ended: chosen.length });
  });
}
