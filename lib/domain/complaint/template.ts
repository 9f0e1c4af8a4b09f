import { findPersonalData, type PersonalDataKind } from "./public-text";
import { type Action, type Row, WORKFLOW } from "./workflow-table";

/** What a template may speak of by name. Nothing of the citizen: most of these words are read by everybody. */
export const TEMPLATE_VARIABLES = [
  "trackingId",
  "service",
  "district",
  "department",
  "dueDate",
  "officerPost",
  "today",
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string>>>;

/** The actions that bring words of their own: a template is bound to one of them. */
export const TEMPLATE_ACTIONS = [
  "ASK_INFO",
  "START",
  "UPDATE",
  "EXTEND",
  "RESOLVE",
  "REJECT",
  "ACKNOWLEDGE",
  "REPLY",
  "REQUEST_TRANSFER",
  "REFUSE_TRANSFER",
  "REFUSE_REJECT",
  "APPROVE_REJECT",
  "TAKE_BACK",
  "DECIDE_APPEAL",
  "CALL_LOG",
] as const satisfies readonly Action[];
export type TemplateAction = (typeof TEMPLATE_ACTIONS)[number];

/** Where the officer's own words go. A text that still has one isn't fit to be sent. */
export const TEMPLATE_GAP = "[…]";
/** Code points; leaves room for what stands in the gaps (action-input.ts, PUBLIC_TEXT_LIMIT). */
export const TEMPLATE_LIMIT = 1_500;

const SLOT = /\{([^{}]*)\}/gu;
const TEXT_FIELDS = ["publicText", "text", "reason"] as const;

/** The template with its variables' values; one that has no value here, such as a due date without a clock, becomes a gap. */
export function fillTemplate(body: string, values: TemplateValues): string {
  return body.replace(SLOT, (whole, name: string) => {
    const known = TEMPLATE_VARIABLES.find((variable) => variable === name.trim());
    if (!known) return whole;
    return values[known]?.trim() || TEMPLATE_GAP;
  });
}

/** Whether a text still waits for the officer's own words somewhere. `[...]` is what some keyboards make of the mark. */
export function hasGap(text: string): boolean {
  return text.includes(TEMPLATE_GAP) || text.includes("[...]");
}

export type TemplateFlaw =
  | { code: "missing" | "too_long" | "unknown_action" | "broken_braces" }
  | { code: "unknown_variable"; name: string }
  | { code: "personal_data"; found: readonly PersonalDataKind[] };

/**
 * What is wrong with a template, for whoever edits it; empty means that it can be kept. Personal data is looked for in
 * every template, since the text check would refuse it each time that it is used (design §5, public texts).
 */
export function findTemplateFlaws({ action, body }: { action: string; body: string }): TemplateFlaw[] {
  const flaws: TemplateFlaw[] = [];
  if (!isTemplateAction(action)) flaws.push({ code: "unknown_action" });
  if (body.trim() === "") flaws.push({ code: "missing" });
  if (Array.from(body).length > TEMPLATE_LIMIT) flaws.push({ code: "too_long" });
  for (const [, name = ""] of body.matchAll(SLOT)) {
    if (!(TEMPLATE_VARIABLES as readonly string[]).includes(name.trim()))
      flaws.push({ code: "unknown_variable", name: name.trim() });
  }
  if (/[{}]/u.test(body.replace(SLOT, ""))) flaws.push({ code: "broken_braces" });
  const found = findPersonalData(body);
  if (found.length > 0) flaws.push({ code: "personal_data", found });
  return flaws;
}

export function isTemplateAction(action: string): action is TemplateAction {
  return (TEMPLATE_ACTIONS as readonly string[]).includes(action);
}

/** The field of an action's form that a template fills: its public words, or else its text, or its reason. */
export function templateField(action: TemplateAction): (typeof TEXT_FIELDS)[number] {
  const { gives, mayGive = [] }: Row = WORKFLOW[action];
  return TEXT_FIELDS.find((field) => gives.includes(field) || mayGive.includes(field)) ?? "text";
}
