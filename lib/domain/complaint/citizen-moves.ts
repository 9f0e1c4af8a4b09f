import { addHours } from "@/lib/domain/working-time";
import { nextLevel } from "./actor";
import { isShared, mostConfirm } from "./ballot";
import type { CaseFacts, CasePatch } from "./case-facts";
import { caseClock, dutyDue, resume, TERMS, wholeDue, windowEnd } from "./clock";
import { hasAppeal } from "./codes";
import { type Apply, canStillAppeal, close, enter, goBack, popped, stateBefore } from "./move-steps";
import { isAwaitingDecision, type State } from "./states";

export const provideInfo: Apply = (_input, situation) => {
  const { facts, context } = situation;
  const answered: CasePatch = { windowEndsAt: null, reminders: 0, proposerId: null, rejectReason: null };
  const resumed = resume(facts, context.now, context.clock);
  const move = goBack({ ...answered, ...resumed }, situation);
  return facts.pausedAt === null ? move : { patch: { ...move.patch, ...resumed } };
};

/** The pause ends, for now it is the office's turn again; the state to go back to stays the one before the question. */
export const infoTimeout: Apply = (_input, situation) => {
  const { facts, context } = situation;
  const patch: CasePatch = { ...resume(facts, context.now, context.clock), windowEndsAt: null, reminders: 0 };
  return enter("REJECTED_PROPOSED", { ...patch, proposerId: null, rejectReason: "no_reply" }, situation);
};

/**
 * What others share closes only when most of them confirm; till then its own citizen's word is kept as a vote. The system
 * brings none: it closes what the others' answers have decided. Source: issue "me-too", docs/decisions/013.
 */
export const confirm: Apply = ({ rating }, situation) => {
  const { facts, hats } = situation;
  const own: CasePatch = { rating: rating ?? facts.rating };
  if (hasVote(facts) && !hats.includes("system")) own.vote = "confirm";
  if (isShared(facts) && !mostConfirm({ ...facts, ...own })) {
    const isAsked = facts.callbackSample && facts.state === "RESOLVED" && !hats.includes("callback");
    return { patch: { ...own, state: facts.state, callbackSample: isAsked } };
  }
  const window = canStillAppeal(facts) ? TERMS.appealDays : null;
  return close("CLOSED_CONFIRMED", window, { ...fromParent(facts), ...own }, situation);
};

/** Its answer is one of several: to the same "resolved" others answer too. */
function hasVote(facts: CaseFacts): boolean {
  return isShared(facts) || facts.state === "MERGED" || facts.vote !== null;
}

export const noReply: Apply = (_input, situation) => {
  const { facts } = situation;
  const silent = facts.appealDecisions >= 2 ? null : TERMS.disputeDays;
  const window = canStillAppeal(facts) ? TERMS.appealDays : silent;
  // Every silent complaint is called back; a suggestion isn't (design §5, "Kinds"), nor who has confirmed while others are silent.
  const callbackSample = facts.kind === "complaint" && !facts.sensitive && !facts.sealed && facts.vote !== "confirm";
  const silence: CasePatch = facts.state === "MERGED" ? { ...fromParent(facts), vote: "silent" } : {};
  return close("CLOSED_NO_REPLY", window, { ...silence, callbackSample }, situation);
};

/** One level up. The first dispute gives half of the clock anew; the second, and any after an appeal, goes to the authority. */
export const dispute: Apply = (_input, situation) => {
  const { facts, context } = situation;
  const level = nextLevel(facts.level);
  const patch: CasePatch = {
    ...fromParent(facts),
    disputes: facts.disputes + 1,
    level,
    baseLevel: level,
    statesBefore: [],
    transferTarget: null,
    closedAt: null,
    callbackSample: false,
    reminders: 0,
    // The complaint that the others share is open again for all; one of theirs keeps what it has answered.
    vote: hasVote(facts) && !isShared(facts) ? "dispute" : null,
    officerReminded: null,
  };
  const toAuthority = hasAppeal(facts.kind) && (facts.disputes >= 1 || facts.appealDecisions >= 1);
  if (toAuthority)
    return enter("APPEAL", { ...patch, windowEndsAt: windowEnd(context.now, TERMS.authorityDays) }, situation);

  const days = facts.clockDays && Math.ceil(facts.clockDays / 2);
  const dueAt = wholeDue(context.now, days, caseClock(facts, context.clock));
  return enter("DISPUTED", { ...patch, windowEndsAt: null, clockDays: days, dueAt }, situation);
};

/**
 * A merged complaint that answers for itself goes to the desk that claimed to have resolved it for all. The link to the
 * parent stays: its vote counts there, and the parent's officers may not take its dispute up.
 */
function fromParent(facts: CaseFacts): CasePatch {
  const { parent } = facts;
  if (facts.state !== "MERGED" || parent === null) return {};
  const { deskId, departmentId, jurisdictionId } = parent;
  return { deskId, departmentId, jurisdictionId, officerId: null, pausedAt: null };
}

export const appeal: Apply = (_input, situation) =>
  enter(
    "APPEAL",
    {
      closedAt: null,
      callbackSample: false,
      vote: null,
      officerReminded: null,
      windowEndsAt: windowEnd(situation.context.now, TERMS.authorityDays),
    },
    situation,
  );

export const part: Apply = (_input, { facts }) => ({
  patch: { state: stateBefore(facts), parentId: null, statesBefore: popped(facts) },
});

/** Nothing of "pressured" is written here: whoever pressed may be reading. */
export const withdraw: Apply = ({ pressured }, { facts, context }) => ({
  patch: {
    state: "WITHDRAW_PENDING",
    statesBefore: [...facts.statesBefore, facts.state],
    withdrawEndsAt: addHours(context.now, TERMS.withdrawHours),
  },
  effects: pressured ? ["open_sealed_case"] : [],
});

/** A window that ran out while the citizen thought it over stays open as long again as there was to think. */
export const keep: Apply = (_input, { facts, context }) => {
  const state = stateBefore(facts);
  const again = addHours(context.now, TERMS.withdrawHours);
  const shut =
    facts.windowEndsAt !== null && facts.windowEndsAt < again && (state === "NEEDS_INFO" || state === "RESOLVED");
  return {
    patch: { state, statesBefore: popped(facts), withdrawEndsAt: null, ...(shut ? { windowEndsAt: again } : {}) },
  };
};

export const withdrawDone: Apply = (_input, situation) => close("WITHDRAWN", null, { parentId: null }, situation);

/** One level; whoever owes a decision gets a new term with it, so that further silence goes further up. */
export const escalate: Apply = (_input, { facts, hats, context }) => {
  const level = nextLevel(facts.level);
  const missed = facts.dutyDueAt !== null && context.now > facts.dutyDueAt;
  const patch: CasePatch & { state: State } = { state: facts.state, level };
  if (missed && isAwaitingDecision(facts.state))
    patch.dutyDueAt = dutyDue(facts.state, facts, context.now, context.clock);
  if (hats.includes("citizen")) patch.citizenEscalated = true;
  return { patch, effects: ["tell_rung"] };
};

export const changeContact: Apply = (_input, { facts }) => ({
  patch: { state: facts.state },
  effects: ["tell_old_contact"],
});
