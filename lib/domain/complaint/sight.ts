import type { Actor, StaffActor } from "./actor";
import type { CaseFacts } from "./case-facts";
import { hatsOf, isAccused, isIndependentsCase, isOwnDesk, isTargetDesk } from "./reach";

/**
 * `full`: shown. `recorded`: shown on a press that is recorded (sensitive services at the handling desk). `masked`: only
 * enough to tell two people apart. `none`: not even that there is one.
 */
export type ContactSight = "full" | "recorded" | "masked" | "none";
/** What of a case is shown beyond its public status. `recorded`: the look itself is written down. */
export type Sight = { text: boolean; files: boolean; contact: ContactSight; notes: boolean; recorded: boolean };

const NOTHING: Sight = { text: false, files: false, contact: "none", notes: false, recorded: false };
const READING: Sight = { text: true, files: true, contact: "masked", notes: true, recorded: false };

/** `callerVerified`: the helpline has recorded a reason, and two facts that the caller gave match. */
export type SightContext = { callerVerified?: boolean };

/** Whether the case may be opened, listed or found at all. Whoever can't is answered as if it didn't exist. */
export function canSee(facts: CaseFacts, actor: Actor, context: SightContext = {}): boolean {
  return sightOf(facts, actor, context).text;
}

/** What this actor is shown of the case. Source: design §5, "Reach"; the public status is everybody's and not counted here. */
export function sightOf(facts: CaseFacts, actor: Actor, context: SightContext = {}): Sight {
  if (actor.kind === "system") return NOTHING;
  if (isAccused(facts, actor)) return NOTHING;
  if (actor.kind === "citizen") {
    return hatsOf(facts, actor).length > 0 ? { ...READING, contact: "full", notes: false } : NOTHING;
  }
  return staffSight(facts, actor, context);
}

function staffSight(facts: CaseFacts, actor: StaffActor, { callerVerified = false }: SightContext): Sight {
  const hats = hatsOf(facts, actor);
  switch (actor.role) {
    case "officer":
      if (hats.includes("officer")) return { ...READING, contact: handlingContact(facts) };
      return isTargetDesk(facts, actor) && !facts.sealed && !facts.againstUnbound
        ? { ...READING, contact: maskedContact(facts) }
        : NOTHING;
    case "supervisor":
      if (hats.includes("officer")) return { ...READING, contact: handlingContact(facts) };
      if (hats.includes("supervisor")) return { ...READING, contact: facts.sensitive ? "none" : "full" };
      return hats.includes("receiver") ? { ...READING, contact: maskedContact(facts) } : NOTHING;
    case "router":
      return hats.includes("router") && isAtRouter(facts) ? { ...READING, contact: maskedContact(facts) } : NOTHING;
    case "helpline":
      return hats.includes("helpline") && callerVerified
        ? { ...READING, contact: "masked", notes: false, recorded: true }
        : NOTHING;
    case "callback":
      return hats.includes("callback") ? { ...READING, contact: "full", notes: false } : NOTHING;
    case "appeal":
      return hats.includes("appeal") ? { ...READING, contact: maskedContact(facts) } : NOTHING;
    case "independent":
      if (!isIndependentsCase(facts, actor)) return NOTHING;
      return { ...READING, contact: isOwnDesk(facts, actor) ? handlingContact(facts) : maskedContact(facts) };
    case "auditor":
      return { ...READING, contact: maskedContact(facts), recorded: true };
    case "admin":
      return NOTHING;
  }
}

function isAtRouter(facts: CaseFacts): boolean {
  return facts.state === "NEW" || facts.state === "TRANSFER_REQUESTED";
}

function handlingContact(facts: CaseFacts): ContactSight {
  return facts.sensitive || facts.sealed ? "recorded" : "full";
}

/** Sensitive services hide identity from all but the handling desk, and a mask (initials, last digits) is part of one. */
function maskedContact(facts: CaseFacts): ContactSight {
  return facts.sensitive || facts.sealed ? "none" : "masked";
}
