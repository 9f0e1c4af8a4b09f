import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import type { Action } from "@/lib/domain/complaint/workflow";
import type { Locale } from "@/lib/web/i18n/routing";
import en from "@/messages/en/fields.json";
import { stateKey } from "./state-look";
import { wordsOf } from "./words";

type StateOf = Pick<PublicStatus, "state" | "kind">;

/** A state in a few words. */
export function labelOfState(status: StateOf, locale: Locale): string {
  return wordsOf(locale).domain(`states.${stateKey(status.state, status.kind)}.name`);
}

/** A state's name, what it means, and what happens next, each a plain sentence. */
export function wordsOfState(status: StateOf, locale: Locale): { name: string; means: string; next: string } {
  const { domain } = wordsOf(locale);
  const key = stateKey(status.state, status.kind);
  return {
    name: domain(`states.${key}.name`),
    means: domain(`states.${key}.means`),
    next: domain(`states.${key}.next`),
  };
}

/** What has happened, as the timeline says it. */
export function labelOfAction(action: Action, locale: Locale): string {
  return wordsOf(locale).domain(`actions.${action}`);
}

/** A field of the lodging, `contact.phone` by its first part, as the form calls it. */
export function nameOfField(field: string, locale: Locale): string {
  const { track } = wordsOf(locale);
  const name = FIELDS.find((known) => known === field.split(".")[0]) ?? "other";
  return track(`refused.names.${name}`);
}

/** What is wrong with a field, by its code; a code that a newer app has and we don't is said in general words. */
export function sentenceOfField(code: string, locale: Locale): string {
  const { fields } = wordsOf(locale);
  return fields(isFieldCode(code) ? code : "not-valid");
}

const FIELDS = [
  "kind",
  "serviceCode",
  "districtId",
  "text",
  "occurredOn",
  "location",
  "country",
  "against",
  "attachments",
  "contact",
] as const;

function isFieldCode(code: string): code is keyof typeof en {
  return Object.hasOwn(en, code);
}
