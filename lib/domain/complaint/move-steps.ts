import { addTerm } from "@/lib/domain/working-time";
import type { ActionInput } from "./action-input";
import { actorId } from "./actor";
import type { CaseFacts, CasePatch, DeskRef } from "./case-facts";
import { caseClock, dutyDue, windowEnd } from "./clock";
import { hasAppeal } from "./codes";
import type { Situation } from "./guards";
import type { State } from "./states";

/** What else a change asks of the use-case, in the same transaction. */
export type Effect =
  /** A withdrawal under pressure: a sealed case with its own ID at the independent desk, of which this one shows nothing. */
  | "open_sealed_case"
  /** Whoever holds the rung that the case has come to, and from the third on the head of the organisation. */
  | "tell_rung"
  /** Of the reminder in the citizen's own window. */
  | "remind_citizen"
  /** Whoever has to act on it: its officer, or who leads the desk. */
  | "remind_office"
  /** An appeal that nobody has decided in time: level 4. */
  | "tell_top"
  | "tell_old_contact"
  | "erase_payload"
  /** "Resolved" is claimed for all who share it: what they answered to an earlier claim counts no more. */
  | "open_vote";
type Move = { patch: CasePatch & { state: State }; effects?: readonly Effect[] };
/** What an action does to a case that has passed guards and checks. */
export type Apply = (input: ActionInput, situation: Situation) => Move;

/** Nothing moves but what the row's own event says. */
export const stay: Apply = (_input, { facts }) => ({ patch: { state: facts.state } });

/** In a new state, with the duty that belongs to it. Its holder's `since` is now. */
export function enter(state: State, patch: CasePatch, { facts, context }: Situation): Move {
  const after = { ...facts, ...patch };
  return { patch: { ...patch, state, dutyDueAt: dutyDue(state, after, context.now, context.clock) } };
}

/** The state goes on the stack of those to come back to. */
export function leaveFor(state: State, patch: CasePatch, situation: Situation): Move {
  const { facts } = situation;
  return enter(state, { ...patch, statesBefore: [...facts.statesBefore, facts.state] }, situation);
}

/** The state before; NEW where a stored stack is empty, so that somebody looks at it. */
export function stateBefore(facts: CaseFacts): State {
  return facts.statesBefore.at(-1) ?? "NEW";
}

export const popped = (facts: CaseFacts) => facts.statesBefore.slice(0, -1);

/** Back to the state before. Its duty never restarts, but one that ran out meanwhile gives the holder a working day. */
export function goBack(patch: CasePatch, situation: Situation): Move {
  const { facts, context } = situation;
  const state = stateBefore(facts);
  const move = enter(state, { ...patch, statesBefore: popped(facts) }, situation);
  const due = move.patch.dutyDueAt;
  const least = addTerm(context.now, 1, caseClock(facts, context.clock));
  return { patch: { ...move.patch, dutyDueAt: due && due < least ? least : due } };
}

/** At that desk from now on; a hand-over where the case leaves another one. Empty without a desk. */
export function atDesk(desk: DeskRef | undefined, facts: CaseFacts): CasePatch {
  if (!desk) return {};
  const moved = facts.deskId !== null && facts.deskId !== desk.id;
  return {
    deskId: desk.id,
    departmentId: desk.departmentId,
    jurisdictionId: desk.jurisdictionId,
    handovers: facts.handovers + (moved ? 1 : 0),
  };
}

/** Work on a free case takes it. A supervisor who escalates or extends doesn't. */
export function taking(facts: CaseFacts, situation: Situation): CasePatch {
  return facts.officerId === null ? { officerId: actorId(situation.actor) } : {};
}

const CLOSED: CasePatch = {
  dutyDueAt: null,
  statesBefore: [],
  pausedAt: null,
  withdrawEndsAt: null,
  transferTarget: null,
  reminders: 0,
};

/** Closed in `state`: no duty, pause or way back is left. `windowDays`: how long the citizen can still object; null for never. */
export function close(state: State, windowDays: number | null, patch: CasePatch, { context }: Situation): Move {
  const windowEndsAt = windowDays === null ? null : windowEnd(context.now, windowDays);
  return { patch: { ...CLOSED, ...patch, state, closedAt: context.now, windowEndsAt } };
}

export const canStillAppeal = (facts: CaseFacts) => hasAppeal(facts.kind) && facts.appealDecisions < 2;

export const UNRESOLVED: CasePatch = {
  resolvedAt: null,
  resolvedById: null,
  outcome: null,
  rating: null,
  vote: null,
  windowEndsAt: null,
};
