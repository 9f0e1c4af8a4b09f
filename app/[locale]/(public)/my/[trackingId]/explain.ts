import { getTranslations } from "next-intl/server";
import { findClosure } from "@/lib/data/health";
import { formatMoment } from "@/lib/tracking/dates";
import { labelOfAction } from "@/lib/tracking/labels";
import type { ActRefusal, Happened } from "@/lib/use-cases/act-on-complaint";
import { sayNotSaved } from "@/lib/web/closed-words";
import type { Locale } from "@/lib/web/i18n/routing";
import type { ActionState, OwnerVerb } from "./action-state";
import { parseVerb, type RefusalWords, wordsOfBar, wordsOfFlaw } from "./send";

/** Refusals of this page itself, beside those of the schemas and of the workflow. */
type PageRefusal = "key" | "too-many" | "sent-before" | "unavailable";

/** The field that each form's refusal is about; the others have none to mend. */
const FIELD: Partial<Record<OwnerVerb, string>> = {
  confirm: "confirm-rating",
  dispute: "dispute-text",
  reply: "reply-text",
  escalate: "escalate-text",
  appeal: "appeal-text",
  withdraw: "withdraw-pressured",
};
const MENDED_IN_FIELD: readonly (RefusalWords | PageRefusal)[] = [
  "required",
  "too-long",
  "rating",
  "pressured",
  "personal-data",
  "too-many-replies",
];

/** The state of the forms after a refusal: what was typed, and why it was refused in words. */
export async function refuseWith(
  locale: Locale,
  words: RefusalWords | PageRefusal,
  previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const t = await getTranslations({ locale, namespace: "my.refusals" });
  const state = givenBack(previous, form);
  const fieldId = state.verb && MENDED_IN_FIELD.includes(words) ? FIELD[state.verb] : undefined;
  if (fieldId) return { ...state, problems: [{ fieldId, message: t(words) }] };
  return { ...state, notice: { text: t(words), changes: [] } };
}

/** The same while nothing can be changed. */
export async function refuseClosed(locale: Locale, previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getTranslations({ locale, namespace: "outage.closed" });
  const notice = { text: sayNotSaved(findClosure(), locale), changes: [], after: t("refusedMore") };
  return { ...givenBack(previous, form), notice };
}

/** The same for a refusal of the use-case. */
export async function explain(
  locale: Locale,
  refusal: ActRefusal,
  previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  switch (refusal.code) {
    case "stale":
      return explainChanges(locale, refusal.changes, previous, form);
    case "not-allowed-now":
      return refuseWith(locale, wordsOfBar(refusal.bar), previous, form);
    case "refused":
      return refuseWith(locale, wordsOfFlaw(refusal.refusal), previous, form);
    case "unknown":
    case "wrong-key":
      return refuseWith(locale, "key", previous, form);
    case "action-id-taken":
      return refuseWith(locale, "sent-before", previous, form);
    case "no-space":
    case "file-not-taken":
      return refuseWith(locale, "unavailable", previous, form);
  }
}

async function explainChanges(
  locale: Locale,
  changes: readonly Happened[],
  previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const t = await getTranslations({ locale, namespace: "my.refusals" });
  const roles = await getTranslations({ locale, namespace: "domain.roles" });
  const told = changes.map(({ at, action, role }) =>
    t("change", { what: labelOfAction(action, locale), who: roles(role), when: formatMoment(at, locale) }),
  );
  return { ...givenBack(previous, form), notice: { text: t("stale"), changes: told, after: t("staleAfter") } };
}

function givenBack({ attempt }: ActionState, form: FormData): ActionState {
  const typed = ["text", "rating", "pressured"].flatMap((name) => {
    const value = form.get(name);
    return typeof value === "string" ? [[name, value]] : [];
  });
  return {
    attempt: attempt + 1,
    verb: parseVerb(form.get("verb")),
    values: Object.fromEntries(typed),
    problems: [],
    notice: null,
  };
}
