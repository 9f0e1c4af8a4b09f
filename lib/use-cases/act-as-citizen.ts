import { findFacts } from "@/lib/data/case-facts";
import { db } from "@/lib/data/db";
import { type Action, replyAction } from "@/lib/domain/complaint/workflow";
import type { Result } from "@/lib/domain/result";
import type { ActionBody, CitizenVerb } from "@/lib/schemas/actions";
import { type Acted, type ActRefusal, actOnComplaint } from "./act-on-complaint";

/** What each thing that a citizen can do is called in the workflow table; a reply depends on what was asked. */
const ACTION_OF = {
  confirm: "CONFIRM",
  dispute: "DISPUTE",
  withdraw: "WITHDRAW",
  keep: "KEEP",
  escalate: "ESCALATE",
  appeal: "APPEAL",
} as const satisfies Record<Exclude<CitizenVerb, "reply">, Action>;

const VERBS: Partial<Record<Action, CitizenVerb>> = {
  ...Object.fromEntries(Object.entries(ACTION_OF).map(([verb, action]) => [action, verb])),
  REPLY: "reply",
  PROVIDE_INFO: "reply",
};

/** The workflow's actions as what a citizen can do, each once; those that have no such name are left out. */
export function verbsOf(actions: readonly Action[]): CitizenVerb[] {
  return [...new Set(actions.flatMap((action) => VERBS[action] ?? []))];
}

export type CitizenRequest = { trackingId: string; verb: CitizenVerb; claimKey: string; body: ActionBody; now: Date };

/** Does what the holder of the claim key asks for, once for each `actionId`. Source: design §4, actions. */
export async function actAsCitizen({
  trackingId,
  verb,
  claimKey,
  body,
  now,
}: CitizenRequest): Promise<Result<Acted, ActRefusal>> {
  const { actionId, version, text, rating, pressured } = body;
  const action = verb === "reply" ? await findReplyAction(trackingId, actionId, now) : ACTION_OF[verb];
  const input = verb === "escalate" ? { reason: text } : { text, rating, pressured };
  return actOnComplaint({ trackingId, action, actor: { kind: "citizen", claimKey }, input, version, actionId, now });
}

/**
 * A reply that comes again was an answer to the question then, though none is open now: so the receipt speaks first. It is
 * read last, for the first of two at once may be at work between the two reads.
 */
async function findReplyAction(trackingId: string, actionId: string, now: Date): Promise<"REPLY" | "PROVIDE_INFO"> {
  const facts = await findFacts(db, trackingId, now);
  const receipt = await db.actionReceipt.findUnique({ where: { actionId }, select: { action: true } });
  if (receipt?.action === "REPLY" || receipt?.action === "PROVIDE_INFO") return receipt.action;
  return facts ? replyAction(facts) : "REPLY";
}
