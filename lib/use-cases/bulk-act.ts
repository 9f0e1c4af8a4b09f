import { findFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import type { Picked } from "@/lib/data/inbox";
import { findClockContext } from "@/lib/data/reference";
import { findDeskOf } from "@/lib/data/users";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { sha256Hex } from "@/lib/domain/complaint/canonical-json";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { canSee } from "@/lib/domain/complaint/sight";
import { hasGap } from "@/lib/domain/complaint/template";
import { type Action, allowedActions } from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import { type ActRefusal, actOnComplaint } from "./act-on-complaint";
import type { ActInput } from "./resolve-references";
import { fillReply } from "./template-values";

/**
 * All that can be done to many complaints at once. None of it leads out of the open states, and a test keeps it so: whether
 * a matter is over is decided for each complaint by itself.
 */
export const BULK_ACTIONS = ["ASSIGN", "REASSIGN", "CLAIM", "REPLY"] as const satisfies readonly Action[];
type BulkAction = (typeof BULK_ACTIONS)[number];

/** A reply is worded in both languages: each citizen gets the one that they wrote in. */
export type BulkOrder =
  | { do: "assign"; desk?: string; officer?: string; reason?: string }
  | { do: "claim" }
  | { do: "reply"; en: string; ur: string };

/** `take-up`: a disputed case is given on one by one. `already`: the chosen officer has it. `gap`: the words have a gap. */
export type BulkRefusal = ActRefusal | { code: "take-up" | "already" | "gap" };
export type BulkOutcome = { trackingId: string; action: Action; result: Result<null, BulkRefusal> };

type Request = {
  actor: StaffActor;
  order: BulkOrder;
  picked: readonly Picked[];
  /** A UUID of the whole: the same item of it again gets its first answer. */
  batchId: string;
  now: Date;
};

/** Does one thing to each of many complaints, each by itself, at the version at which it was picked. Source: design §5, issue 4. */
export async function bulkAct({ actor, order, picked, batchId, now }: Request): Promise<BulkOutcome[]> {
  const outcomes: BulkOutcome[] = [];
  const officerDesk = order.do === "assign" && order.officer ? await findDeskOf(order.officer) : null;
  for (const { trackingId, version } of picked) {
    const step = await prepare(trackingId, { actor, order, officerDesk, now });
    if (!step.ok) {
      outcomes.push({ trackingId, action: "ASSIGN", result: step });
      continue;
    }
    const { action, input } = step.value;
    const actionId = idOf(batchId, trackingId);
    const acted = await actOnComplaint({ trackingId, action, actor, input, version, actionId, now });
    outcomes.push({ trackingId, action, result: acted.ok ? ok(null) : acted });
  }
  return outcomes;
}

type Step = { action: BulkAction; input: ActInput };
type Preparing = { actor: StaffActor; order: BulkOrder; officerDesk: string | null; now: Date };

async function prepare(trackingId: string, preparing: Preparing): Promise<Result<Step, BulkRefusal>> {
  const { actor, order, officerDesk, now } = preparing;
  if (order.do === "claim") return ok({ action: "CLAIM", input: {} });
  const facts = await findFacts(db, trackingId, now);
  if (!facts || !canSee(facts, actor)) return err({ code: "unknown" });
  if (order.do === "reply") {
    const text = await fillReply(trackingId, order, { actor, now });
    return hasGap(text) ? err({ code: "gap" }) : ok({ action: "REPLY", input: { text } });
  }
  if (order.officer && facts.officerId === order.officer) return err({ code: "already" });
  const action = await assigningAction(facts, actor, now);
  if (!action) return err({ code: "take-up" });
  const { officer, reason } = order;
  const desk = order.desk ?? officerDesk ?? undefined;
  return ok({ action, input: { officer, desk, reason } });
}

/** Within the office a case changes hands; before that, or beyond it, it is given to a desk. Null where it is a dispute to be taken up. */
async function assigningAction(facts: CaseFacts, actor: StaffActor, now: Date): Promise<BulkAction | null> {
  const clock = await findClockContext(db, facts.jurisdictionId);
  const allowed = allowedActions(facts, actor, { now, clock });
  const fitting = (["REASSIGN", "ASSIGN"] as const).find((action) => allowed.includes(action));
  if (!fitting && allowed.includes("TAKE_UP")) return null;
  // Where neither is allowed the workflow itself says why not.
  return fitting ?? (facts.state === "NEW" ? "ASSIGN" : "REASSIGN");
}

/** A UUID (version 8, RFC 9562) that is the same for the same item of the same batch. */
function idOf(batchId: string, trackingId: string): string {
  const hex = sha256Hex(`${batchId} ${trackingId}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
