import { type ActionInput, PUBLIC_TEXT_LIMIT, TEXT_LIMIT } from "./action-input";
import type { CaseFacts } from "./case-facts";
import { lengthenForOutage, TERMS } from "./clock";
import { GIVEN_REJECT_REASONS, OUTCOMES } from "./codes";
import { everHeld, isContested, type Situation } from "./guards";
import { canBeJoined } from "./joining";
import { findPersonalData } from "./public-text";
import type { Refusal } from "./refusal";
import { isOpen } from "./states";

/** Judges what an action brings; null is well. Runs after the guards, so permission and state are settled. */
export type Check = (input: ActionInput, situation: Situation) => Refusal | null;

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

/** Every field that the row demands. */
export function checkGiven(input: ActionInput, gives: readonly (keyof ActionInput)[]): Refusal | null {
  const field = gives.find((name) => isBlank(input[name]));
  return field ? { code: "missing", field } : null;
}

const TEXTS = ["publicText", "text", "reason"] as const satisfies readonly (keyof ActionInput)[];

/** Lengths in code points, and no personal data in what the public reads. */
export function checkTexts(input: ActionInput, { context }: Situation): Refusal | null {
  for (const field of TEXTS) {
    const limit = field === "publicText" ? PUBLIC_TEXT_LIMIT : TEXT_LIMIT;
    if (Array.from(input[field] ?? "").length > limit) return { code: "too_long", field };
  }
  if (!input.publicText) return null;
  const found = findPersonalData(input.publicText, { citizenName: context.citizenName });
  return found.length > 0 ? { code: "personal_data", field: "publicText", found } : null;
}

/**
 * A supervisor takes cases into the own department (or, standing above the departments, the own jurisdiction) and can't
 * push them out; a router may send anywhere. A sealed case never leaves the independent desk's department.
 */
export const deskInReach: Check = ({ desk }, { facts, actor, hats }) => {
  if (!desk || actor.kind !== "staff") return null;
  const anywhere = hats.includes("router") && !facts.sealed;
  const inOffice = actor.departmentId
    ? desk.departmentId === actor.departmentId
    : desk.jurisdictionId === actor.jurisdictionId;
  return anywhere || inOffice ? null : { code: "outside_department", field: "desk" };
};

/** From the third hand-over on the supervisor's own department keeps the case, whoever assigns. */
export const keptFromThird: Check = ({ desk }, { facts }) => {
  const mustKeep = facts.state === "TRANSFER_REQUESTED" && facts.handovers >= 2;
  return mustKeep && desk && desk.departmentId !== facts.departmentId
    ? { code: "outside_department", field: "desk" }
    : null;
};

function officerFlaw(input: ActionInput, facts: CaseFacts, fresh: boolean): Refusal | null {
  const { officer } = input;
  if (!officer) return null;
  const accused = input.accusedIds ?? facts.accusedIds;
  if (accused.includes(officer.id)) return { code: "accused", field: "officer" };
  const barred = fresh && officer.id !== facts.officerId && everHeld(facts).includes(officer.id);
  return barred ? { code: "held_before_by_them", field: "officer" } : null;
}

/** The officer given sits at the desk given, or else at the case's, isn't named in the complaint, and is new to a disputed one. */
export const officerFits: Check = (input, { facts, actor }) => {
  const deskId = input.desk?.id ?? facts.deskId;
  // "A supervisor must keep it": supervisors may give themselves a case, though they sit at no desk.
  const self = actor.kind === "staff" && actor.id === input.officer?.id;
  if (input.officer && !self && input.officer.deskId !== deskId) return { code: "outside_desk", field: "officer" };
  return officerFlaw(input, facts, isContested(facts));
};

/** For TAKE_UP and DECIDE_APPEAL: somebody who never held it, the present officer included. */
export const officerIsNew: Check = (input, situation) => {
  const { officer } = input;
  if (officer && everHeld(situation.facts).includes(officer.id))
    return { code: "held_before_by_them", field: "officer" };
  return officerFits(input, situation);
};

/** Whoever binds `against` says so, be it that nobody is meant: an oversight would show the case to the person named. */
export const accusedBound: Check = ({ accusedIds }, { facts }) =>
  facts.againstUnbound && accusedIds === undefined ? { code: "missing", field: "accusedIds" } : null;

export const someoneGiven: Check = ({ officer, desk }) =>
  officer || desk ? null : { code: "missing", field: "officer" };

/** A deputy stands in at the same desk, or the desk itself: the system moves no case between desks. */
export const deputyOnly: Check = ({ desk }, { actor, facts }) => {
  if (actor.kind !== "system") return null;
  return desk && desk.id !== facts.deskId ? { code: "outside_desk", field: "desk" } : null;
};

export const anotherDesk: Check = ({ desk }, { facts }) =>
  desk?.id === facts.deskId ? { code: "same_desk", field: "desk" } : null;

/** Once, at most half of the clock more, and 40 days in all. */
export const extensionFits: Check = ({ days = 0 }, { facts }) => {
  if (!Number.isInteger(days) || days < 1 || facts.clockDays === null) return { code: "invalid", field: "days" };
  const most = Math.min(Math.floor(facts.clockDays / 2), TERMS.maxClockDays - facts.clockDays);
  return days > most ? { code: "too_long", field: "days" } : null;
};

export const outcomeKnown: Check = ({ outcome }) =>
  OUTCOMES.some((known) => known === outcome) ? null : { code: "invalid", field: "outcome" };

/** The evidence that the service demands, whatever the outcome: "not possible" is shown by a picture or paper as well. */
export const evidenceGiven: Check = ({ reference }, { facts }) => {
  if (facts.kind !== "complaint" || facts.evidence === "none") return null;
  if (facts.evidence === "reference") return isBlank(reference) ? { code: "missing", field: "reference" } : null;
  // A document is often photographed, a photo never written.
  const there =
    facts.evidence === "document" ? facts.evidencePresent.length > 0 : facts.evidencePresent.includes("photo");
  return there ? null : { code: "missing", field: "evidence" };
};

export const reasonCoded: Check = ({ rejectReason, courtCase }) => {
  if (!GIVEN_REJECT_REASONS.some((known) => known === rejectReason)) return { code: "invalid", field: "rejectReason" };
  return rejectReason === "sub_judice" && isBlank(courtCase) ? { code: "missing", field: "courtCase" } : null;
};

export const ratingInRange: Check = ({ rating }) =>
  rating === undefined || (Number.isInteger(rating) && rating >= 1 && rating <= 5)
    ? null
    : { code: "invalid", field: "rating" };

export const decisionWhole: Check = (input) => {
  if (input.decision === "dismiss") return null;
  if (input.decision !== "uphold") return { code: "invalid", field: "decision" };
  const missing = checkGiven(input, ["desk", "officer", "days"]);
  if (missing) return missing;
  const days = input.days ?? 0;
  return Number.isInteger(days) && days >= 1 && days <= TERMS.maxClockDays ? null : { code: "invalid", field: "days" };
};

/** Only like with like: same kind and place, nobody sensitive, sealed or differently accused, nothing nested. */
export const parentFits: Check = ({ parent }, { facts, actor }) => {
  if (!parent) return null;
  const no = { code: "not_mergeable_with", field: "parent" } as const;
  if (parent.id === facts.id || !isOpen(parent.state) || parent.state === "WITHDRAW_PENDING") return no;
  // Its own clock would end with an answer that another was asked for.
  if (parent.state === "RESOLVED" || parent.state === "APPEAL") return no;
  if (parent.sensitive || parent.sealed || parent.againstUnbound || parent.kind !== facts.kind) return no;
  if (parent.jurisdictionId !== facts.jurisdictionId || !sameIds(parent.accusedIds, facts.accusedIds)) return no;
  if (actor.kind === "citizen") return canBeJoined(parent) ? null : no;
  const byOfficer = actor.kind === "staff" && actor.role === "officer";
  return byOfficer && parent.deskId !== actor.deskId ? no : null;
};

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** Something of the case ran through the outage. */
export const outageTook: Check = ({ outage }, { facts, context }) =>
  outage && Object.keys(lengthenForOutage(facts, outage, context.clock)).length > 0
    ? null
    : { code: "invalid", field: "outage" };

export const filesCame: Check = ({ files = 0 }) => (files >= 1 ? null : { code: "missing", field: "files" });
export const sequenceGiven: Check = ({ sequence = -1 }) =>
  Number.isInteger(sequence) && sequence >= 0 ? null : { code: "invalid", field: "sequence" };
