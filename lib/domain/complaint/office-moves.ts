import { addTerm } from "@/lib/domain/working-time";
import { actorId } from "./actor";
import type { CasePatch } from "./case-facts";
import { caseClock, clockDaysFor, TERMS, wholeDue, windowEnd } from "./clock";
import { GIVEN_REJECT_REASONS, isUnlisted, OUTCOMES } from "./codes";
import { type Apply, atDesk, canStillAppeal, close, enter, goBack, leaveFor, taking, UNRESOLVED } from "./move-steps";

export const assign: Apply = (input, situation) => {
  const { facts, context } = situation;
  const patch: CasePatch = {
    ...atDesk(input.desk, facts),
    officerId: input.officer?.id ?? null,
    assignedAt: context.now,
    transferTarget: null,
    statesBefore: [],
  };
  if (input.accusedIds) Object.assign(patch, { accusedIds: input.accusedIds, againstUnbound: false });
  return enter("ASSIGNED", patch, situation);
};

export const claim: Apply = (_input, situation) => ({
  patch: { state: situation.facts.state, ...taking(situation.facts, situation) },
});

/** No clock restarts: duties stay as they are (design §5). */
export const reassign: Apply = ({ desk, officer }, { facts }) => ({
  patch: { state: facts.state, ...atDesk(desk, facts), officerId: officer?.id ?? null },
});

/**
 * The whole clock never grows; protection once given is not taken away by another code, but by the first true one of a
 * complaint that came without.
 */
export const recategorise: Apply = ({ service }, { facts, context }) => {
  if (!service) return { patch: { state: facts.state } };
  const days = clockDaysFor(facts.kind, service.clockDays);
  const clock = caseClock({ kind: facts.kind, urgent: service.urgent }, context.clock);
  const due = wholeDue(facts.receivedAt, days, clock);
  const shorter = due !== null && facts.dueAt !== null && due < facts.dueAt;
  const sensitive = service.sensitive || (facts.sensitive && !isUnlisted(facts.serviceCode));
  const patch = { state: facts.state, serviceCode: service.code, sensitive };
  return { patch: shorter ? { ...patch, dueAt: due, clockDays: days } : patch };
};

export const askInfo: Apply = (_input, situation) => {
  const { facts, context } = situation;
  const asked: CasePatch = {
    ...taking(facts, situation),
    infoRequests: facts.infoRequests + 1,
    pausedAt: context.now,
    windowEndsAt: windowEnd(context.now, TERMS.answerDays),
    reminders: 0,
  };
  const move = leaveFor("NEEDS_INFO", asked, situation);
  // The officer's duty is paused with the whole clock, and goes on from here.
  return { patch: { ...move.patch, dutyDueAt: facts.dutyDueAt } };
};

export const start: Apply = (_input, situation) =>
  enter("IN_PROGRESS", { ...taking(situation.facts, situation), progressAt: situation.context.now }, situation);

export const extend: Apply = ({ days = 0 }, { facts, context }) => ({
  patch: {
    state: facts.state,
    extended: true,
    clockDays: (facts.clockDays ?? 0) + days,
    dueAt: facts.dueAt && addTerm(facts.dueAt, days, caseClock(facts, context.clock)),
  },
});

export const requestTransfer: Apply = ({ desk }, situation) =>
  leaveFor("TRANSFER_REQUESTED", { transferTarget: desk ?? null }, situation);

export const refuseTransfer: Apply = (_input, situation) => goBack({ transferTarget: null }, situation);

export const acknowledge: Apply = (_input, situation) => close("CLOSED_CONFIRMED", null, {}, situation);

export const resolve: Apply = ({ outcome }, situation) => {
  const { facts, context } = situation;
  const patch: CasePatch = {
    ...taking(facts, situation),
    outcome: OUTCOMES.find((known) => known === outcome) ?? null,
    resolvedAt: context.now,
    resolvedById: actorId(situation.actor),
    windowEndsAt: windowEnd(context.now, TERMS.answerDays),
    reminders: 0,
  };
  if (facts.childCount === 0) return enter("RESOLVED", patch, situation);
  return { ...enter("RESOLVED", { ...patch, vote: null }, situation), effects: ["open_vote"] };
};

/** "As if never resolved": the whole clock and the duty to report have run on. */
export const takeBack: Apply = (_input, situation) =>
  enter(
    "IN_PROGRESS",
    {
      outcome: null,
      resolvedAt: null,
      resolvedById: null,
      vote: null,
      windowEndsAt: null,
      reminders: 0,
      callbackSample: false,
    },
    situation,
  );

export const reject: Apply = ({ rejectReason }, situation) => {
  const reason = GIVEN_REJECT_REASONS.find((known) => known === rejectReason) ?? null;
  return leaveFor("REJECTED_PROPOSED", { proposerId: actorId(situation.actor), rejectReason: reason }, situation);
};

export const approveReject: Apply = (_input, situation) =>
  close("CLOSED_REJECTED", canStillAppeal(situation.facts) ? TERMS.appealDays : null, {}, situation);

export const refuseReject: Apply = (_input, situation) => goBack({ proposerId: null, rejectReason: null }, situation);

export const takeUp: Apply = ({ desk, officer }, situation) => {
  const { facts, context } = situation;
  const patch: CasePatch = {
    ...atDesk(desk, facts),
    officerId: officer?.id ?? null,
    progressAt: context.now,
    ...UNRESOLVED,
  };
  return enter("IN_PROGRESS", patch, situation);
};

export const decideAppeal: Apply = (input, situation) => {
  const { facts, context } = situation;
  const decided: CasePatch = {
    appealDecisions: facts.appealDecisions + 1,
    appealAuthorityId: actorId(situation.actor),
  };
  if (input.decision === "dismiss") return close("CLOSED_APPEAL", null, decided, situation);

  const days = input.days ?? 1;
  const patch: CasePatch = {
    ...decided,
    ...atDesk(input.desk, facts),
    ...UNRESOLVED,
    officerId: input.officer?.id ?? null,
    proposerId: null,
    rejectReason: null,
    progressAt: context.now,
    baseLevel: facts.level,
    officerReminded: null,
    clockDays: days,
    dueAt: addTerm(context.now, days, caseClock(facts, context.clock)),
  };
  return enter("IN_PROGRESS", patch, situation);
};

/** The clocks stay as they are and run on: when it is parted again, no time was given away. */
export const merge: Apply = ({ parent }, { facts }) => ({
  patch: { state: "MERGED", parentId: parent?.id ?? null, statesBefore: [...facts.statesBefore, facts.state] },
});

export const redact: Apply = (_input, { facts }) => ({ patch: { state: facts.state }, effects: ["erase_payload"] });
