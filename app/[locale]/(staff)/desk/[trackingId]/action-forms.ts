import { getTranslations } from "next-intl/server";
import type { ActionQuestion } from "@/components/complaint/action-field";
import type { ActionForm } from "@/components/complaint/case-actions";
import type { Case } from "@/lib/data/cases";
import { listMentionable } from "@/lib/data/mentions";
import { listTemplatesOf, type ReplyTemplate } from "@/lib/data/templates";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import {
  fillTemplate,
  isTemplateAction,
  TEMPLATE_GAP,
  type TemplateValues,
  templateField,
} from "@/lib/domain/complaint/template";
import type { Action } from "@/lib/domain/complaint/workflow";
import { templateValues } from "@/lib/use-cases/template-values";
import type { Locale } from "@/lib/web/i18n/routing";
import { listFields, MORE, MOVES, type StaffAction } from "./form-fields";
import { notesBefore } from "./form-notes";
import { type Asking, ask } from "./questions";
import { seenOf } from "./seen";

/** Words that can't be taken back: their buttons look so. */
const GRAVE = new Set<Action>(["APPROVE_REJECT", "REDACT"]);

type About = { locale: Locale; theCase: Case; actor: StaffActor; now: Date; parents: Asking["parents"] };

/** One form for each action that the workflow allows this person on this case now, and none for any other. */
export async function buildActionForms({ locale, theCase, actor, now, parents }: About) {
  const moves = MOVES.filter((action) => theCase.allowed.includes(action));
  const more = MORE.filter((action) => theCase.allowed.includes(action));
  const [t, domain, work, templates, mentionable, values] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
    getTranslations({ locale, namespace: "caseWork" }),
    listTemplatesOf([...moves, ...more].filter(isTemplateAction), {
      departmentId: theCase.facts.departmentId,
      serviceCode: theCase.service.code,
    }),
    more.includes("NOTE") ? listMentionable(theCase.facts, actor.id) : [],
    templateValues({ ...theCase, dueAt: theCase.facts.dueAt }, { actor, language: theCase.language, now }),
  ]);
  const mentions = mentionable.map(({ label }) => label[locale]);
  const asking: Asking = { locale, theCase, actor, t, domain, work, now, mentions, parents };
  const seen = JSON.stringify(await seenOf(theCase, locale));
  const build = async (action: StaffAction): Promise<ActionForm> => ({
    action,
    title: t(`act.${action}.title`),
    lead: t(`act.${action}.lead`),
    notes: notesBefore(action, asking),
    submit: t(`act.${action}.submit`),
    variant: GRAVE.has(action) ? "danger" : "primary",
    actionId: crypto.randomUUID(),
    seen,
    questions: await listQuestions(action, asking),
    templates: toChoices(action, templates.get(action) ?? [], values, { locale, language: theCase.language }),
  });
  const [forms, others] = await Promise.all([Promise.all(moves.map(build)), Promise.all(more.map(build))]);
  return { forms, more: others };
}

/** The names as the officer reads them, the words as the citizen does. Staff's own words are in the page's language. */
function toChoices(
  action: StaffAction,
  templates: readonly ReplyTemplate[],
  values: TemplateValues,
  { locale, language }: { locale: Locale; language: Locale },
): ActionForm["templates"] {
  if (!isTemplateAction(action) || templates.length === 0) return null;
  return {
    field: templateField(action),
    gap: TEMPLATE_GAP,
    language,
    choices: templates.map(({ id, name, body }) => ({
      id,
      name: name[locale],
      body: fillTemplate(body[language], values),
    })),
  };
}

async function listQuestions(action: Action, asking: Asking): Promise<ActionQuestion[]> {
  const fields = listFields(action, asking.theCase.facts);
  const questions = await Promise.all(fields.map((field) => ask(field, action, asking)));
  return action === "ASSIGN" ? questions.filter((question) => question.required || !isBare(question)) : questions;
}

/** A choice of nothing that nobody has to make: a desk without officers, say. */
function isBare(question: ActionQuestion): boolean {
  if (question.kind !== "select") return false;
  return (question.options?.length ?? 0) + (question.groups?.length ?? 0) === 0;
}
