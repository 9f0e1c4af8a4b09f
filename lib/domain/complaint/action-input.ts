import type { DeskRef, OfficerRef, ParentFacts, ServiceRef } from "./case-facts";

/**
 * What an action may bring. References (desk, officer, service, parent) are rows that the use-case has looked up, never
 * what a form said of them. `publicText` is read by everybody who has the tracking ID; `text` and `reason` by the citizen
 * and the offices; texts of internal actions by staff only.
 */
export type ActionInput = {
  publicText?: string;
  text?: string;
  reason?: string;
  desk?: DeskRef;
  officer?: OfficerRef;
  service?: ServiceRef;
  parent?: ParentFacts;
  /** Binds the complaint's `against` to accounts; an empty list says that nobody of ours is meant. */
  accusedIds?: readonly string[];
  /** EXTEND: days more. DECIDE_APPEAL: the term. */
  days?: number;
  /** 1 (not at all content) to 5. */
  rating?: number;
  outcome?: string;
  rejectReason?: string;
  /** The court's case number, for a rejection as sub judice. */
  courtCase?: string;
  /** The reference number that some services demand as evidence. */
  reference?: string;
  /** "Were you pressured?" Never written to the case: it only opens a sealed one. */
  pressured?: boolean;
  decision?: "uphold" | "dismiss";
  /** REDACT: the event whose payload is erased. */
  sequence?: number;
  /** ATTACH: how many files came. */
  files?: number;
  /** LENGTHEN: the stretch in which the portal was down. */
  outage?: { from: Date; to: Date };
  /** CHANGE_CONTACT: the new contact, whose shape lib/schemas has checked. */
  contact?: object;
};
/** `evidence` is no member: it lies in the case's files. */
export type InputField = keyof ActionInput | "evidence";

export const PUBLIC_TEXT_LIMIT = 2_000;
export const TEXT_LIMIT = 5_000;
