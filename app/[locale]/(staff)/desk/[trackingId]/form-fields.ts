import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import type { Action } from "@/lib/domain/complaint/workflow";
import { type ActField, fieldsOf } from "@/lib/schemas/act";

/** In the order in which they are offered: what carries the case on comes first. */
export const MOVES = [
  "ASSIGN",
  "CLAIM",
  "START",
  "RESOLVE",
  "UPDATE",
  "ASK_INFO",
  "ACKNOWLEDGE",
  "APPROVE_REJECT",
  "REFUSE_REJECT",
  "TAKE_UP",
  "DECIDE_APPEAL",
  "CONFIRM",
  "DISPUTE",
  "REFUSE_TRANSFER",
  "REQUEST_TRANSFER",
  "REJECT",
  "EXTEND",
  "REASSIGN",
  "TAKE_BACK",
] as const satisfies readonly Action[];
/** Beside the work, or rare. */
export const MORE = [
  "REPLY",
  "NOTE",
  "CALL_LOG",
  "ATTACH",
  "RECATEGORISE",
  "MERGE",
  "UNMERGE",
  "ESCALATE",
  "REDACT",
] as const satisfies readonly Action[];
export type StaffAction = (typeof MOVES)[number] | (typeof MORE)[number];
export type FormField = ActField | "evidence";

type Asked = Pick<CaseFacts, "againstUnbound" | "kind" | "evidence" | "state">;

/** The questions of an action's form on this case, in their order: what is done comes before why. */
export function listFields(action: Action, facts: Asked): FormField[] {
  const fields: FormField[] = fieldsOf(action).filter((field) => isAsked(field, action, facts));
  if (action === "RESOLVE" || action === "ATTACH") fields.push("evidence");
  return fields.toSorted((one, other) => Number(one === "reason") - Number(other === "reason"));
}

/** The table says what may be given; some of it makes sense in some cases only. */
function isAsked(field: ActField, action: Action, facts: Asked): boolean {
  switch (field) {
    case "accusedIds":
      return facts.againstUnbound;
    case "reference":
      return facts.kind === "complaint" && facts.evidence === "reference";
    case "desk":
      // Elsewhere it is the chosen officer's own.
      return action === "ASSIGN" || action === "REQUEST_TRANSFER";
    case "reason":
      return action !== "ASSIGN" || facts.state === "TRANSFER_REQUESTED";
    default:
      return true;
  }
}
