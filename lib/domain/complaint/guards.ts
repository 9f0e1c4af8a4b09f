import type { ClockContext } from "@/lib/domain/working-time";
import type { Actor } from "./actor";
import { isShared, mostConfirm, mostDispute } from "./ballot";
import type { CaseFacts } from "./case-facts";
import {
  disputeEndsAt,
  expectedLevel,
  isOverdue,
  REMINDERS_BEFORE_SILENCE,
  reminderDue,
  silenceEscalates,
  TERMS,
} from "./clock";
import { hasAppeal } from "./codes";
import { type Hat, hatsOf } from "./reach";
import type { Bar } from "./refusal";

export type DecisionContext = {
  now: Date;
  clock: ClockContext;
  /** The name that no public text may hold. */
  citizenName?: string | null;
  /** The helpline has recorded a reason, and two facts that the caller gave match. */
  callerVerified?: boolean;
};

/** `hats`: those of the actor that the row names. */
export type Situation = { facts: CaseFacts; actor: Actor; hats: readonly Hat[]; context: DecisionContext };
/** Bars an action whatever it brings; null lets it pass. */
export type Guard = (situation: Situation) => Bar | null;

function only(hat: Hat, hats: readonly Hat[]): boolean {
  return hats.every((worn) => worn === hat);
}

function actorIs(actor: Actor, id: string | null): boolean {
  return actor.kind === "staff" && actor.id === id;
}

/** Its own holders, and those of the complaint that it was merged into. */
export function everHeld(facts: CaseFacts): readonly string[] {
  return [...facts.officersEver, ...(facts.parent?.officersEver ?? [])];
}

/** A dispute or an appeal never leads back to anybody who held the case. */
export function isContested(facts: CaseFacts): boolean {
  return facts.disputes > 0 || facts.appealDecisions > 0;
}

/** A router acts on what a router sees; the few rows without this guard (RECATEGORISE, UNMERGE) name their states themselves. */
export const atRouter: Guard = ({ facts, hats }) =>
  only("router", hats) && facts.state !== "NEW" && facts.state !== "TRANSFER_REQUESTED" ? "not_permitted" : null;

export const workableKind: Guard = ({ facts }) => (facts.kind === "appreciation" ? "wrong_kind" : null);
export const appreciationOnly: Guard = ({ facts }) => (facts.kind === "appreciation" ? null : "wrong_kind");

/** What ends a complaint or leads it elsewhere wants the key; all that keeps it alive a proven contact may do (design §4). */
export const byKey: Guard = ({ actor }) => (actor.kind === "citizen" && actor.proof !== "key" ? "key_needed" : null);

/** Anybody may ring the helpline and name an ID, so it speaks for a citizen only after two matching facts. */
export const knownCaller: Guard = ({ hats, context }) =>
  hats.includes("helpline") && !context.callerVerified ? "unverified_caller" : null;

/** An officer works on what is theirs or nobody's; whoever is also supervisor or router there has that right besides. */
export const holderOrFree: Guard = ({ facts, actor, hats }) =>
  only("officer", hats) && facts.officerId !== null && !actorIs(actor, facts.officerId) ? "held_by_another" : null;

export const withoutOfficer: Guard = ({ facts }) => (facts.officerId === null ? null : "already_held");

/** Work takes a free case, and after a dispute nobody who ever held it takes it again. */
export const freshAfterDispute: Guard = ({ facts, actor }) => {
  const takes = facts.officerId === null && actor.kind === "staff";
  const contested = isContested(facts);
  return takes && contested && everHeld(facts).includes(actor.id) ? "held_before" : null;
};

export const askedTooOften: Guard = ({ facts }) => (facts.infoRequests >= 2 ? "ask_limit" : null);
export const notExtended: Guard = ({ facts }) => (facts.extended ? "already_extended" : null);
export const notOwnCase: Guard = ({ facts, actor }) => (actorIs(actor, facts.officerId) ? "own_case" : null);
/** An extension is asked for in time: afterwards it would only hide that the case is late. */
export const stillInTime: Guard = ({ facts, context }) => (isOverdue(facts, context.now) ? "overdue" : null);
export const notOwnProposal: Guard = ({ facts, actor }) => (actorIs(actor, facts.proposerId) ? "own_proposal" : null);
/** What the appeal authority has ordered the office can't turn down. */
export const notOrdered: Guard = ({ facts }) => (facts.appealDecisions > 0 ? "ordered_by_appeal" : null);
/** Three hand-overs, and the supervisor keeps it. */
export const mayStillMove: Guard = ({ facts }) => (facts.handovers >= 3 ? "handover_limit" : null);

/** Who gives a case away may not be the one to whom a router sends it: from the third time on, its own supervisor decides. */
export const thirdTimeSupervisor: Guard = ({ facts, hats }) =>
  facts.state === "TRANSFER_REQUESTED" && facts.handovers >= 2 && !hats.includes("supervisor")
    ? "handover_limit"
    : null;

/** A routing rule knows no names: a router must read the complaint first. */
export const boundByRouter: Guard = ({ facts, hats }) =>
  facts.againstUnbound && !hats.includes("router") ? "against_unbound" : null;

export const onlyAfterNoReply: Guard = ({ facts }) =>
  facts.state === "NEEDS_INFO" || (facts.rejectReason === "no_reply" && facts.proposerId === null)
    ? null
    : "wrong_state";

export const sameOfficerInADay: Guard = ({ facts, actor, hats, context }) => {
  if (hats.includes("supervisor")) return null;
  if (!actorIs(actor, facts.resolvedById)) return "held_by_another";
  const until = (facts.resolvedAt?.getTime() ?? 0) + TERMS.takeBackHours * 3_600_000;
  return context.now.getTime() <= until ? null : "too_late";
};

/** Silence counts only after the window, and after the citizen has been reminded as often as was promised. */
export const silence: Guard = ({ facts, context }) => {
  if (facts.state === "MERGED") return silentUnderParent(facts, context.now) ? null : "not_due";
  if (facts.windowEndsAt === null || context.now <= facts.windowEndsAt) return "not_due";
  const wanted = facts.state === "NEEDS_INFO" ? REMINDERS_BEFORE_SILENCE.NEEDS_INFO : REMINDERS_BEFORE_SILENCE.RESOLVED;
  return facts.reminders < wanted ? "reminders_owed" : null;
};

/** Who shares a complaint that has closed may answer as long as its own citizen may appeal; after that it is silence. */
function silentUnderParent({ parent }: CaseFacts, now: Date): boolean {
  if (parent?.state !== "CLOSED_CONFIRMED" && parent?.state !== "CLOSED_NO_REPLY") return false;
  return parent.windowEndsAt === null || now > parent.windowEndsAt;
}

export const coolingOffOver: Guard = ({ facts, context }) =>
  facts.withdrawEndsAt !== null && context.now > facts.withdrawEndsAt ? null : "not_due";

/** A merged complaint answers for itself once its parent is said to be resolved. */
export const ownOrParentResolved: Guard = ({ facts }) => {
  if (facts.state !== "MERGED") return null;
  const parent = facts.parent?.state;
  return parent === "RESOLVED" || parent === "CLOSED_NO_REPLY" || parent === "CLOSED_CONFIRMED"
    ? null
    : "parent_not_resolved";
};

/** By itself the system only counts what the citizens have answered. */
export const votedFor: Guard = ({ facts, hats }) => {
  if (hats.includes("system")) return mostConfirm(facts) ? null : "not_due";
  return only("citizen", hats) && isShared(facts) && facts.vote === "confirm" ? "already_voted" : null;
};

export const votedAgainst: Guard = ({ facts, hats }) =>
  hats.includes("system") && !(isShared(facts) && mostDispute(facts)) ? "not_due" : null;

/** Closed by the others' votes over the head of its own citizen, who may still say that it isn't solved. */
function closedByOthers(facts: CaseFacts): boolean {
  return facts.state === "CLOSED_CONFIRMED" && facts.vote === null && facts.ballot.confirmed > 0;
}

export const disputable: Guard = ({ facts, context }) => {
  if (facts.state === "CLOSED_CONFIRMED" && !closedByOthers(facts)) return "wrong_state";
  if (facts.appealDecisions >= 2) return "dispute_limit";
  if (!hasAppeal(facts.kind) && facts.disputes >= 2) return "dispute_limit";
  // While RESOLVED stands, a late sweep is not the citizen's fault; after silence the window counts.
  if (facts.state === "RESOLVED") return null;
  if (facts.state === "MERGED") {
    const until = facts.parent?.windowEndsAt ?? null;
    return facts.parent?.state === "RESOLVED" || (until !== null && context.now <= until) ? null : "too_late";
  }
  const until = disputeEndsAt(facts, hasAppeal(facts.kind));
  return until !== null && context.now <= until ? null : "too_late";
};

export const appealable: Guard = ({ facts, context }) => {
  if (!hasAppeal(facts.kind) || facts.appealDecisions >= 2) return "no_appeal";
  return facts.windowEndsAt !== null && context.now <= facts.windowEndsAt ? null : "too_late";
};

export const sameAuthority: Guard = ({ facts, actor }) =>
  facts.appealAuthorityId === null || actorIs(actor, facts.appealAuthorityId) ? null : "another_authority";

export const belowTop: Guard = ({ facts }) => (facts.level >= 4 ? "top_level" : null);

/** The citizen once when overdue; the system when time or silence calls for it; a supervisor whenever they see fit. */
export const escalationCalled: Guard = ({ facts, hats, context }) => {
  if (hats.includes("supervisor")) return null;
  if (hats.includes("citizen")) {
    if (facts.citizenEscalated) return "already_escalated";
    return isOverdue(facts, context.now) ? null : "not_overdue";
  }
  const called = expectedLevel(facts, context.now, context.clock) > facts.level || silenceEscalates(facts, context.now);
  return called ? null : "not_due";
};

export const fiveADay: Guard = ({ facts, hats }) =>
  hats.includes("citizen") && facts.repliesToday >= 5 ? "reply_limit" : null;

/**
 * Sensitive and sealed cases stand alone, and so does one in which somebody is named whom no router has looked at. Nor
 * can a case be merged away from a citizen who has a say in it: claimed resolved, disputed, or appealed.
 */
export const mergeable: Guard = ({ facts }) => {
  if (facts.childCount > 0) return "has_children";
  if (facts.state === "RESOLVED" || facts.state === "APPEAL" || isContested(facts)) return "not_mergeable";
  return facts.sensitive || facts.sealed || facts.againstUnbound || facts.kind === "appreciation"
    ? "not_mergeable"
    : null;
};

/** A citizen joins others before any office has worked on it; afterwards only who handles it knows whether it is the same. */
export const joinsEarly: Guard = ({ facts, hats }) =>
  only("citizen", hats) && facts.state !== "NEW" && facts.state !== "ASSIGNED" ? "wrong_state" : null;

/** By itself the system parts them only when the parent can no longer carry its children. */
export const parentFallen: Guard = ({ facts, actor }) => {
  if (actor.kind !== "system" || facts.parent === null) return null;
  return isFallen(facts.parent) ? null : "parent_stands";
};

/** Whether others can't stay merged into it: it was rejected, withdrawn, decided against, or is protected now. */
export function isFallen({ state, sealed, sensitive }: Pick<CaseFacts, "state" | "sealed" | "sensitive">): boolean {
  const over = state === "CLOSED_REJECTED" || state === "CLOSED_APPEAL" || state === "WITHDRAWN" || state === "MERGED";
  return over || sealed || sensitive;
}

export const reminderOwed: Guard = ({ facts, context }) => {
  const due = reminderDue(facts, context.clock);
  return due !== null && context.now > due ? null : "not_due";
};

/** The hats of this actor in this case that the row names (`who`); none is "not permitted". */
export function wornHats(facts: CaseFacts, actor: Actor, who: readonly Hat[]): readonly Hat[] {
  return hatsOf(facts, actor).filter((hat) => who.includes(hat));
}
