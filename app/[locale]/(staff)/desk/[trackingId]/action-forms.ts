import { getTranslations } from "next-intl/server";
import type { ActionQuestion } from "@/components/complaint/action-field";
import type { ActionForm } from "@/components/complaint/case-actions";
import type { Case } from "@/lib/data/cases";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { type ActField, fieldsOf } from "@/lib/schemas/act";
import type { Locale } from "@/lib/web/i18n/routing";
import { type Asking, ask } from "./questions";

/** In the order in which they are offered: what carries the case on comes first. */
const MOVES = [
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
const MORE = [
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
type StaffAction = (typeof MOVES)[number] | (typeof MORE)[number];

/** Words that can't be taken back: their buttons look so. */
const GRAVE = new Set<Action>(["APPROVE_REJECT", "REDACT"]);

/** One form for each action that the workflow allows this person on this case now, and none for any other. */
export async function buildActionForms(locale: Locale, theCase: Case, actor: StaffActor) {
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const asking = { locale, theCase, actor, t, domain };
  const build = async (action: StaffAction): Promise<ActionForm> => ({
    action,
    title: t(`act.${action}.title`),
    lead: t(`act.${action}.lead`),
    submit: t(`act.${action}.submit`),
    variant: GRAVE.has(action) ? "danger" : "primary",
    actionId: crypto.randomUUID(),
    questions: await listQuestions(action, asking),
  });
  const allowed = (action: StaffAction) => theCase.allowed.includes(action);
  const [forms, more] = await Promise.all([
    Promise.all(MOVES.filter(allowed).map(build)),
    Promise.all(MORE.filter(allowed).map(build)),
  ]);
  return { forms, more };
}

async function listQuestions(action: Action, asking: Asking): Promise<ActionQuestion[]> {
  const fields: (ActField | "evidence")[] = fieldsOf(action).filter((field) => isAsked(field, action, asking));
  if (action === "RESOLVE" || action === "ATTACH") fields.push("evidence");
  // What is done comes before why.
  fields.sort((one, other) => Number(one === "reason") - Number(other === "reason"));
  const questions = await Promise.all(fields.map((field) => ask(field, action, asking)));
  return action === "ASSIGN" ? questions.filter((question) => question.required || !isBare(question)) : questions;
}

/** A choice of nothing that nobody has to make: a desk without officers, say. */
function isBare(question: ActionQuestion): boolean {
  if (question.kind !== "select") return false;
  return (question.options?.length ?? 0) + (question.groups?.length ?? 0) === 0;
}

/** The table says what may be given; some of it makes sense in some cases only. */
function isAsked(field: ActField, action: Action, { theCase: { facts } }: Asking): boolean {
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
