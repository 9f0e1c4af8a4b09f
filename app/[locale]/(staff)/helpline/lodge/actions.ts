"use server";

import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { CallerLodgeState } from "@/components/complaint/helpline/lodge-form";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { callerValues, readCallerAnswers } from "@/lib/schemas/caller-lodgement";
import { formatMoment } from "@/lib/tracking/dates";
import { lodgeForCaller } from "@/lib/use-cases/lodge-for-caller";
import { sayNotSaved } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { needsPlace } from "@/lib/web/reference";
import { findActor } from "@/lib/web/session";

const PressSchema = z.uuid();

/** Lodges what the caller dictates. The answer holds no claim key, but where the citizen stands at the counter. */
export async function submitLodge(
  bound: Locale,
  previous: CallerLodgeState,
  form: FormData,
): Promise<CallerLodgeState> {
  const actor = await findActor();
  const locale = isLocale(bound) ? bound : "en";
  const t = await getTranslations({ locale, namespace: "helpline" });
  const answers = readCallerAnswers(form);
  const language = form.get("language") === "en" ? "en" : "ur";
  const walkIn = form.get("walkIn") === "yes";
  const values = { ...callerValues(answers), language, walkIn: walkIn ? "yes" : "" };
  const state: CallerLodgeState = { attempt: (Number(previous?.attempt) || 0) + 1, values, errors: [] };
  const press = PressSchema.safeParse(form.get("press"));
  if (!actor) return { ...state, trouble: t("problems.signedOut") };
  if (!press.success) return { ...state, trouble: t("lodge.again") };

  const lodged = await lodgeForCaller({
    ...{ actor, answers, language, walkIn },
    press: press.data,
    needsPlace: needsPlace(answers.serviceCode),
    now: new Date(),
  }).catch((error: unknown) => {
    if (isUnwritable(error)) return null;
    throw error;
  });
  if (!lodged) return { ...state, trouble: sayNotSaved(findClosure(), locale) };
  if (!lodged.ok) {
    if (lodged.error.code === "fields") return { ...state, errors: lodged.error.errors };
    return { ...state, trouble: t(lodged.error.code === "again" ? "lodge.again" : "problems.not_permitted") };
  }
  const { trackingId, dueAt, key } = lodged.value;
  return {
    ...{ attempt: state.attempt, values: {}, errors: [] },
    done: {
      ...{ trackingId, key },
      due: dueAt && formatMoment(dueAt, locale),
      againHref: paths.helplineLodge(locale),
      caseHref: paths.helplineCase(locale, trackingId),
    },
  };
}
