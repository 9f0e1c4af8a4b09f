import type { Typed } from "@/components/complaint/action-field";
import type { Case } from "@/lib/data/cases";
import { listTemplates } from "@/lib/data/templates";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { fillTemplate, isTemplateAction, templateField } from "@/lib/domain/complaint/template";
import type { Action } from "@/lib/domain/complaint/workflow";
import { templateValues } from "@/lib/use-cases/template-values";

type About = { theCase: Case; actor: StaffActor; now: Date };

/** What was typed with the chosen template's words under it: the button without script (template-picker.tsx). */
export async function fillIn(action: Action, typed: Typed, { theCase, actor, now }: About): Promise<Typed> {
  if (!isTemplateAction(action)) return typed;
  const { facts, service, language } = theCase;
  const where = { departmentId: facts.departmentId, serviceCode: service.code };
  const template = (await listTemplates(action, where)).find(({ id }) => id === typed.template);
  if (!template) return typed;
  const values = await templateValues({ ...theCase, dueAt: facts.dueAt }, { actor, language, now });
  const body = fillTemplate(template.body[language], values);
  const field = templateField(action);
  const before = typeof typed[field] === "string" ? typed[field].trim() : "";
  return { ...typed, [field]: [before, body].filter(Boolean).join("\n\n") };
}
