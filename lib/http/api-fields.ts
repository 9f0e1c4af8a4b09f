import type { FieldError } from "@/lib/schemas/field-errors";
import type { Locale } from "@/lib/web/i18n/routing";
import en from "@/messages/en/fields.json";
import ur from "@/messages/ur/fields.json";
import { problem } from "./problem";

type FieldCode = keyof typeof en;
const WORDS: Record<Locale, Record<FieldCode, string>> = { en, ur };

/** 422 with one entry a field: which one, the code for programs, the sentence for people. */
export function refuseFields(errors: readonly FieldError[], locale: Locale): Response {
  const entries = errors.map(({ field, code }) => ({ field, code, detail: sentenceOf(code, locale) }));
  return problem("fields", locale, { members: { errors: entries } });
}

function sentenceOf(code: string, locale: Locale): string {
  return WORDS[locale][isFieldCode(code) ? code : "not-valid"];
}

function isFieldCode(code: string): code is FieldCode {
  return Object.hasOwn(en, code);
}
