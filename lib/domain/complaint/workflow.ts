import { err, ok, type Result } from "@/lib/domain/result";
import type { ActionInput } from "./action-input";
import type { Actor } from "./actor";
import type { CaseFacts } from "./case-facts";
import { checkGiven, checkTexts } from "./checks";
import { type DecisionContext, type Situation, wornHats } from "./guards";
import type { Effect } from "./move-steps";
import type { Bar, Refusal } from "./refusal";
import type { State } from "./states";
import { ACTIONS, type Action, type Row, WORKFLOW } from "./workflow-table";

export type { DecisionContext } from "./guards";
export { ACTIONS, type Action, type Row, WORKFLOW } from "./workflow-table";

/** What an action changes: fields of the case's record that get a new value, and what else is to be done with it. */
export type Change = {
  action: Action;
  from: State;
  to: State;
  shown: Row["shown"];
  patch: ReturnType<Row["apply"]>["patch"];
  effects: readonly Effect[];
};

/**
 * The one judge of every action on a case. Permission comes first, so that a stranger learns nothing of state; then
 * state, rules, and what was brought. Refusals are codes; the complaint's version is compared by whoever stores the change.
 * Source: design §5, table.
 */
export function decide(
  facts: CaseFacts,
  action: Action,
  actor: Actor,
  input: ActionInput,
  context: DecisionContext,
): Result<Change, Refusal> {
  const row: Row = WORKFLOW[action];
  const bar = findBar(facts, row, actor, context);
  if (bar) return err({ code: bar });

  const situation = situate(facts, row, actor, context);
  const refusal = checkInput(row, input, situation);
  if (refusal) return err(refusal);

  const { patch, effects = [] } = row.apply(input, situation);
  return ok({ action, from: facts.state, to: patch.state, shown: row.shown, patch, effects });
}

/** The buttons of this person on this case: every action that `decide` would let pass, given what must be given. */
export function allowedActions(facts: CaseFacts, actor: Actor, context: DecisionContext): Action[] {
  return ACTIONS.filter((action) => findBar(facts, WORKFLOW[action], actor, context) === null);
}

/** Why `action` is not among `allowedActions`; null when it is. */
export function barOf(facts: CaseFacts, action: Action, actor: Actor, context: DecisionContext): Bar | null {
  return findBar(facts, WORKFLOW[action], actor, context);
}

function situate(facts: CaseFacts, row: Row, actor: Actor, context: DecisionContext): Situation {
  return { facts, actor, hats: wornHats(facts, actor, row.who), context };
}

function findBar(facts: CaseFacts, row: Row, actor: Actor, context: DecisionContext): Bar | null {
  const situation = situate(facts, row, actor, context);
  if (situation.hats.length === 0) return "not_permitted";
  if (!row.from.includes(facts.state)) return "wrong_state";
  for (const guard of row.guards ?? []) {
    const bar = guard(situation);
    if (bar) return bar;
  }
  return null;
}

function checkInput(row: Row, input: ActionInput, situation: Situation): Refusal | null {
  const missing = checkGiven(input, row.gives);
  if (missing) return missing;
  for (const check of [checkTexts, ...(row.checks ?? [])]) {
    const refusal = check(input, situation);
    if (refusal) return refusal;
  }
  return null;
}

/** The case as it is after the change. Whoever comes to hold it is in `officersEver` from then on: the store does the same. */
export function applyChange(facts: CaseFacts, { patch, action }: Pick<Change, "patch" | "action">): CaseFacts {
  const row: Row = WORKFLOW[action];
  const officerId = patch.officerId ?? null;
  const isNew = officerId !== null && !facts.officersEver.includes(officerId);
  return {
    ...facts,
    ...patch,
    version: facts.version + (row.quiet ? 0 : 1),
    officersEver: isNew ? [...facts.officersEver, officerId] : facts.officersEver,
    parent: patch.parentId === null ? null : facts.parent,
  };
}

/** What a citizen's message is, where it stands: an answer to the question asked, or a word besides. */
export function replyAction(facts: CaseFacts): "PROVIDE_INFO" | "REPLY" {
  const unanswered =
    facts.state === "REJECTED_PROPOSED" && facts.rejectReason === "no_reply" && facts.proposerId === null;
  return facts.state === "NEEDS_INFO" || unanswered ? "PROVIDE_INFO" : "REPLY";
}
