import type { Bar, Flaw, Refusal } from "@/lib/domain/complaint/refusal";
import type { Action } from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import { ACTION_BODIES, isCitizenVerb } from "@/lib/schemas/actions";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { ActRequest } from "@/lib/use-cases/act-on-complaint";
import type { OwnerVerb } from "./action-state";

/** The words for a refusal: keys of messages, `my.refusals`. */
export type RefusalWords =
  | "required"
  | "too-long"
  | "rating"
  | "pressured"
  | "not-allowed-now"
  | "too-many-replies"
  | "too-late"
  | "not-joinable"
  | "personal-data";

/** `ref` comes with "join" alone: the complaint nearby. */
export type Sent = { actionId: string; version: number; input: ActRequest["input"]; verb: OwnerVerb; ref?: string };
type Refused = { verb: OwnerVerb | null; words: RefusalWords };

export function parseVerb(value: unknown): OwnerVerb | null {
  return typeof value === "string" && (isCitizenVerb(value) || isOwnVerb(value)) ? value : null;
}

/** Brings nothing but which complaint it is about; no other way in has it. */
function isOwnVerb(value: string): value is "split" | "join" {
  return value === "split" || value === "join";
}

/** What one of the owner's forms sends, checked by the API's own schemas. */
export function readSent(form: FormData): Result<Sent, Refused> {
  const verb = parseVerb(form.get("verb"));
  if (!verb) return err({ verb, words: "not-allowed-now" });
  const body = bodyOf(form);
  const parsed = ACTION_BODIES[isOwnVerb(verb) ? "keep" : verb].schema.safeParse(body);
  if (!parsed.success) {
    const field = fieldErrors(parsed.error)[0]?.field;
    if (field === "rating" || field === "pressured") return err({ verb, words: field });
    if (field !== "text") return err({ verb, words: "not-allowed-now" });
    const code = typeof body.text === "string" ? fieldErrors(parsed.error)[0]?.code : "required";
    return err({ verb, words: code === "too-long" ? "too-long" : "required" });
  }
  const { actionId, version, ...input } = parsed.data as { actionId: string; version: number; text?: string };
  const ref = form.get("ref");
  if (verb === "join") return ok({ verb, actionId, version, input: {}, ref: typeof ref === "string" ? ref : "" });
  // ESCALATE keeps the citizen's words as its reason, which the office reads.
  return ok({ verb, actionId, version, input: verb === "escalate" ? { reason: input.text } : input });
}

/** An empty field is one that was left out. */
function bodyOf(form: FormData): Record<string, unknown> {
  const text = form.get("text");
  const rating = form.get("rating");
  const pressured = form.get("pressured");
  return {
    actionId: form.get("actionId"),
    version: Number(form.get("version")),
    ...(typeof text === "string" && text.trim() !== "" && { text }),
    ...(rating !== null && { rating: Number(rating) }),
    ...(pressured !== null && { pressured: pressured === "yes" ? true : pressured === "no" ? false : pressured }),
  };
}

const ACTION_OF: Record<OwnerVerb, Action> = {
  confirm: "CONFIRM",
  dispute: "DISPUTE",
  reply: "REPLY",
  withdraw: "WITHDRAW",
  keep: "KEEP",
  escalate: "ESCALATE",
  appeal: "APPEAL",
  split: "SPLIT",
  join: "MERGE",
};

/** A message is an answer where the office has asked. */
export function actionOf(verb: OwnerVerb, allowed: readonly Action[]): Action {
  return verb === "reply" && allowed.includes("PROVIDE_INFO") ? "PROVIDE_INFO" : ACTION_OF[verb];
}

/** The forms to show for what the workflow allows. */
export function verbsOf(allowed: readonly Action[]): OwnerVerb[] {
  const verbs = Object.keys(ACTION_OF) as OwnerVerb[];
  return verbs.filter((verb) => allowed.includes(actionOf(verb, allowed)));
}

const BAR_WORDS: Partial<Record<Bar, RefusalWords>> = { reply_limit: "too-many-replies", too_late: "too-late" };
const FLAW_WORDS: Partial<Record<Flaw, RefusalWords>> = {
  missing: "required",
  too_long: "too-long",
  invalid: "required",
  not_mergeable_with: "not-joinable",
};

export function wordsOfBar(bar: Bar): RefusalWords {
  return BAR_WORDS[bar] ?? "not-allowed-now";
}

export function wordsOfFlaw(refusal: Exclude<Refusal, { code: Bar }>): RefusalWords {
  return refusal.code === "personal_data" ? "personal-data" : (FLAW_WORDS[refusal.code] ?? "not-allowed-now");
}
