import { recordChange } from "@/lib/data/audit-entries";
import { findSampleShare, SAMPLE_SHARE } from "@/lib/data/call-sample";
import { transact } from "@/lib/data/db";
import { err, ok, type Result } from "@/lib/domain/result";
import { findSetupActor } from "./find-setup-actor";

/** `percent`: as typed. */
type Request = { percent: string; actorId: string; now: Date };

/**
 * Sets which share of the solved complaints the call-back desk rings up: a whole number of percent, kept as 0 to 1.
 * Audited; the same share again changes nothing and leaves no entry.
 */
export async function setCallShare({
  percent,
  actorId,
  now,
}: Request): Promise<Result<{ share: number }, "not-yours" | "not-a-share">> {
  const typed = percent.trim();
  if (!/^\d{1,3}$/.test(typed) || Number(typed) > 100) return err("not-a-share");
  const share = Number(typed) / 100;
  return transact(async (tx) => {
    const by = await findSetupActor(tx, actorId);
    if (by?.actor.role !== "admin") return err("not-yours");
    const before = await findSampleShare(tx);
    if (before === share) return ok({ share });
    const value = String(share);
    await tx.setting.upsert({ where: { key: SAMPLE_SHARE }, create: { key: SAMPLE_SHARE, value }, update: { value } });
    const actor = { id: by.id, name: by.name };
    await recordChange(tx, {
      what: "callback",
      subject: null,
      actor,
      before: { share: before },
      after: { share },
      at: now,
    });
    return ok({ share });
  });
}
