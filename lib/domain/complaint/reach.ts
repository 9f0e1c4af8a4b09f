import type { Actor, StaffActor } from "./actor";
import type { CaseFacts } from "./case-facts";
import { isCorruptionService } from "./codes";

/**
 * In what capacity somebody meets this case: the "Who" of the workflow table. A role is not enough for that (an officer is
 * one at their own desk only), and the independent desk does for its own cases what officers, supervisors and routers do
 * for others. `receiver` is the supervisor of the department that a transfer asks for.
 */
export type Hat =
  | "citizen"
  | "officer"
  | "supervisor"
  | "receiver"
  | "router"
  | "helpline"
  | "callback"
  | "appeal"
  | "admin"
  | "system";

/** The hats that this actor wears in this case; none for whoever has no business with it. Source: design §5, "Reach". */
export function hatsOf(facts: CaseFacts, actor: Actor): readonly Hat[] {
  if (actor.kind === "system") return ["system"];
  // A sensitive complaint is its owner's by the key alone: a phone in the family is no proof there.
  if (actor.kind === "citizen")
    return actor.proof === "contact" && (facts.sensitive || facts.sealed) ? [] : ["citizen"];
  if (isAccused(facts, actor)) return [];
  if (actor.role === "independent") return independentHats(facts, actor);
  // Whoever appeals from a sealed case has chosen to show it to the authority; nobody else outside the desk gets in.
  if (facts.sealed && actor.role !== "appeal") return [];
  switch (actor.role) {
    case "officer":
      return isBlindedOffice(facts) || !isOwnDesk(facts, actor) ? [] : ["officer"];
    case "supervisor":
      return isBlindedOffice(facts) ? [] : supervisorHats(facts, actor);
    case "router":
      return isOwnJurisdiction(facts, actor) ? ["router"] : [];
    case "helpline":
      return facts.sensitive ? [] : ["helpline"];
    case "callback":
      return facts.callbackSample && !facts.sensitive ? ["callback"] : [];
    case "appeal":
      return isAppealAuthority(facts, actor) ? ["appeal"] : [];
    case "admin":
      return ["admin"];
    case "auditor":
      return [];
  }
}

/** Named in the complaint, and bound to this account by the router. */
export function isAccused(facts: CaseFacts, actor: Actor): boolean {
  return actor.kind === "staff" && facts.accusedIds.includes(actor.id);
}

/** Till a router has bound `against`, any officer or supervisor might be the one who is meant. */
function isBlindedOffice(facts: CaseFacts): boolean {
  return facts.againstUnbound;
}

/** False for a case that no desk has yet, whoever asks. */
export function isOwnDesk(facts: CaseFacts, actor: StaffActor): boolean {
  return facts.deskId !== null && facts.deskId === actor.deskId;
}

function isOwnDepartment(departmentId: string | null, actor: StaffActor): boolean {
  return departmentId !== null && departmentId === actor.departmentId;
}

function isOwnJurisdiction(facts: CaseFacts, actor: StaffActor): boolean {
  return facts.jurisdictionId === actor.jurisdictionId;
}

/** The desk that a transfer asks for: it sees the case and waits. */
export function isTargetDesk(facts: CaseFacts, actor: StaffActor): boolean {
  return (
    facts.state === "TRANSFER_REQUESTED" && facts.transferTarget !== null && facts.transferTarget.id === actor.deskId
  );
}

function supervisorHats(facts: CaseFacts, actor: StaffActor): Hat[] {
  const hats: Hat[] = [];
  if (supervises(facts, actor)) hats.push("supervisor");
  // "A supervisor must keep it": then the supervisor works on it as its officer.
  if (facts.officerId === actor.id) hats.push("officer");
  const target = facts.transferTarget;
  const asked = facts.state === "TRANSFER_REQUESTED" && target !== null;
  if (asked && isOwnDepartment(target.departmentId, actor) && target.jurisdictionId === actor.jurisdictionId)
    hats.push("receiver");
  return hats;
}

/**
 * Level 1: the whole of the own department in the own jurisdiction. Level 2 to 4: what has reached that rung, there or,
 * for whoever stands above the departments, in the whole jurisdiction; the top may stand above jurisdictions.
 */
function supervises(facts: CaseFacts, actor: StaffActor): boolean {
  const rung = actor.level ?? 1;
  if (rung <= 1) return isOwnDepartment(facts.departmentId, actor) && isOwnJurisdiction(facts, actor);
  const inPlace = isOwnJurisdiction(facts, actor) || (rung === 4 && !actor.jurisdictionId);
  if (!inPlace) return false;
  // A rejection at the router's desk belongs to no department yet, and somebody other than the proposer has to judge it.
  if (facts.departmentId === null && facts.state === "REJECTED_PROPOSED") return true;
  const inOffice = !actor.departmentId || isOwnDepartment(facts.departmentId, actor);
  return inOffice && facts.level >= rung;
}

/** "Outside the office": nobody judges an appeal against their own department. */
function isAppealAuthority(facts: CaseFacts, actor: StaffActor): boolean {
  if (facts.state !== "APPEAL" || isOwnDepartment(facts.departmentId, actor)) return false;
  return !actor.jurisdictionId || isOwnJurisdiction(facts, actor);
}

/** The independent desk's cases: sealed ones and corruption, of its jurisdiction (or of all, where it has none). */
export function isIndependentsCase(facts: CaseFacts, actor: StaffActor): boolean {
  const inPlace = !actor.jurisdictionId || isOwnJurisdiction(facts, actor);
  return inPlace && (facts.sealed || isCorruptionService(facts.serviceCode));
}

function independentHats(facts: CaseFacts, actor: StaffActor): Hat[] {
  if (!isIndependentsCase(facts, actor)) return [];
  const own = isOwnDesk(facts, actor);
  const atAnotherDesk = facts.deskId !== null && !own;
  const hats: Hat[] = own ? ["officer"] : [];
  // Where an ordinary desk handles it ("office closed", "rude behaviour"), the independent desk looks on.
  if (!atAnotherDesk || facts.state === "TRANSFER_REQUESTED") hats.push("router");
  // A small desk has no ladder of its own: a colleague is the second person, never the one who holds the case.
  if (!atAnotherDesk && facts.officerId !== actor.id) hats.push("supervisor");
  return hats;
}
