import type { InputField } from "./action-input";
import type { PersonalDataKind } from "./public-text";

/** Why an action isn't possible for this actor now, whatever it brings. */
export const BARS = [
  "not_permitted",
  "wrong_state",
  "wrong_kind",
  "key_needed",
  "unverified_caller",
  "against_unbound",
  "held_by_another",
  "already_held",
  "held_before",
  "ask_limit",
  "already_extended",
  "own_case",
  "overdue",
  "not_overdue",
  "not_due",
  "too_late",
  "reminders_owed",
  "own_proposal",
  "handover_limit",
  "already_escalated",
  "top_level",
  "reply_limit",
  "no_appeal",
  "dispute_limit",
  "ordered_by_appeal",
  "another_authority",
  "parent_not_resolved",
  "parent_stands",
  "has_children",
  "already_voted",
  "not_mergeable",
] as const;
export type Bar = (typeof BARS)[number];

/** What is wrong with what it brings, always of one field. */
export const FLAWS = [
  "missing",
  "invalid",
  "too_long",
  "accused",
  "held_before_by_them",
  "outside_desk",
  "outside_department",
  "same_desk",
  "clock_grows",
  "not_mergeable_with",
] as const;
export type Flaw = (typeof FLAWS)[number];

/** Codes only: sentences for people live in messages. */
export type Refusal =
  | { code: Bar }
  | { code: Flaw; field: InputField }
  | { code: "personal_data"; field: InputField; found: readonly PersonalDataKind[] };
export type RefusalCode = Refusal["code"];
export const REFUSAL_CODES = [...BARS, ...FLAWS, "personal_data"] as const satisfies readonly RefusalCode[];
