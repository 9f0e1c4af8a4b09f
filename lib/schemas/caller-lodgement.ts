import { err, type Result } from "@/lib/domain/result";
import { type FieldError, fieldErrors } from "./field-errors";
import { answerOf, LODGE_FIELDS, type LodgeAnswers, readAnswers } from "./lodge-answers";
import { decideLodgement, type LodgeFrame } from "./lodge-form";
import { ContactSchema, type Lodgement } from "./lodgement";

/** What the helpline asks besides the citizen's own form: by the CNIC a caller without a phone is found again. */
const OWN_FIELDS = ["contact.cnic", "quiet.from", "quiet.to"] as const;
type OwnField = (typeof OWN_FIELDS)[number];
export type CallerAnswers = LodgeAnswers & { own: Record<OwnField, string> };

export function readCallerAnswers(form: FormData): CallerAnswers {
  const textOf = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const own = Object.fromEntries(OWN_FIELDS.map((field) => [field, textOf(field)])) as Record<OwnField, string>;
  return { ...readAnswers(form), own };
}

/** Everything that was typed, by field, for a form that comes back. */
export function callerValues(answers: CallerAnswers): Record<string, string> {
  return { ...Object.fromEntries(LODGE_FIELDS.map((field) => [field, answerOf(answers, field)])), ...answers.own };
}

/** The helpline's form as a lodgement, or one entry for each field to mend. */
export function decideCallerLodgement(answers: CallerAnswers, frame: LodgeFrame): Result<Lodgement, FieldError[]> {
  const decided = decideLodgement(answers, frame);
  const { "contact.cnic": cnic, "quiet.from": from, "quiet.to": to } = answers.own;
  if (cnic === "" && from === "" && to === "") return decided;
  const more = { ...(cnic && { cnic }), ...((from || to) && { quiet: { from, to } }) };
  const contact = ContactSchema.safeParse({ ...(decided.ok && decided.value.contact), ...more });
  const errors = contact.success ? [] : fieldErrors(contact.error).map(toOwn);
  if (!decided.ok) return err([...decided.error, ...errors]);
  return contact.success ? { ok: true, value: { ...decided.value, contact: contact.data } } : err(errors);
}

function toOwn({ field, code }: FieldError): FieldError {
  return { field: field.startsWith("quiet") ? field : `contact.${field}`, code };
}
