import { randomInt } from "node:crypto";
import { findSampleShare } from "@/lib/data/call-sample";
import type { Content } from "@/lib/data/complaint-content";
import type { Tx } from "@/lib/data/db";
import { canBeSampled, mayBeRung } from "@/lib/domain/complaint/call-back";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";

const FINE = 1_000_000;

/**
 * Draws whether the citizen is rung up about this "resolved", in the transaction that says so: by chance that no officer
 * knows or can try again, for each claim anew. Source: design §5, call-back desk.
 */
export async function sampleForCall(tx: Tx, facts: CaseFacts, content: Content | null): Promise<boolean> {
  const drawn =
    canBeSampled(facts) &&
    mayBeRung(content?.contact ?? null) &&
    randomInt(FINE) < Math.round((await findSampleShare(tx)) * FINE);
  await tx.complaint.update({
    where: { id: facts.id },
    data: { callbackSample: drawn, callAttempts: 0, callNextAt: null },
    select: { id: true },
  });
  return drawn;
}
