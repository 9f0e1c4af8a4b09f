"use server";

import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { OutcomeState } from "@/components/complaint/helpline/outcome-form";
import type { TakeState } from "@/components/complaint/helpline/take-form";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { CALL_OUTCOMES } from "@/lib/domain/complaint/call-back";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { formatMoment } from "@/lib/tracking/dates";
import { recordCallOutcome } from "@/lib/use-cases/record-call-outcome";
import { type TakeRefusal, takeCall } from "@/lib/use-cases/take-call";
import { sayNotSaved } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";
import { sayRefusal } from "../say-refusal";

/** Takes one citizen, or whoever is next, and opens the call. */
export async function submitTake(
  bound: { locale: Locale; trackingId: string | null },
  previous: TakeState,
  _form: FormData,
): Promise<TakeState> {
  const actor = await findActor();
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  const t = await getTranslations({ locale, namespace: "helpline.problems" });
  const refuse = (trouble: string): TakeState => ({ attempt: (Number(previous?.attempt) || 0) + 1, trouble });
  if (!actor) return refuse(t("signedOut"));
  const id = bound.trackingId === null ? null : parseTrackingId(String(bound.trackingId));
  if (id && !id.ok) notFound();
  const taken = await takeCall({ actor, trackingId: id ? id.value : null, now: new Date() });
  if (!taken.ok) return refuse(await sayNotTaken(taken.error, locale));
  redirect(paths.call(locale, taken.value.trackingId));
}

async function sayNotTaken(refusal: TakeRefusal, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: "helpline" });
  switch (refusal.code) {
    case "held":
      return t("calls.held", { name: refusal.by[locale] });
    case "quiet":
      return t("calls.quietNow", { time: formatMoment(refusal.until, locale) });
    case "none_left":
    case "gone":
      return t(`calls.${refusal.code}`);
    case "not_permitted":
    case "unrecorded":
      return t(`problems.${refusal.code}`);
  }
}

const OutcomeSchema = z.object({
  outcome: z.enum(CALL_OUTCOMES),
  version: z.coerce.number().int().min(1),
  actionId: z.uuid(),
});

/** Records what came of a call, and goes back to whom to ring up next. */
export async function submitOutcome(
  bound: { locale: Locale; trackingId: string },
  previous: OutcomeState,
  form: FormData,
): Promise<OutcomeState> {
  const actor = await findActor();
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  const id = parseTrackingId(String(bound.trackingId));
  if (!id.ok) notFound();
  const t = await getTranslations({ locale, namespace: "helpline" });
  const textOf = (name: string) => String(form.get(name) ?? "").trim();
  const values = {
    outcome: textOf("outcome"),
    rating: textOf("rating"),
    missing: textOf("missing"),
    note: textOf("note").slice(0, 500),
  };
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const state: OutcomeState = { attempt, values, problems: [], trouble: null };
  const at = (fieldId: string, message: string): OutcomeState => ({ ...state, problems: [{ fieldId, message }] });
  if (!actor) return { ...state, trouble: t("problems.signedOut") };
  const read = OutcomeSchema.safeParse(Object.fromEntries(form));
  if (!read.success) return at("outcome", t("call.problems.outcome"));
  const { outcome, version, actionId } = read.data;
  if (outcome === "disputed" && values.missing === "") return at("missing", t("call.problems.missing"));
  const rating = values.rating === "" ? undefined : Number(values.rating);
  if (rating !== undefined && !(rating >= 1 && rating <= 5)) return at("rating", t("call.problems.rating"));

  const said = t(`call.notes.${outcome}`);
  const recorded = await recordCallOutcome({
    ...{ trackingId: id.value, actor, outcome, version, actionId },
    note: values.note === "" ? said : `${said}. ${values.note}`,
    ...(outcome === "confirmed" && { rating }),
    ...(outcome === "disputed" && { missing: values.missing }),
    now: new Date(),
  }).catch((error: unknown) => {
    if (isUnwritable(error)) return null;
    throw error;
  });
  if (!recorded) return { ...state, trouble: sayNotSaved(findClosure(), locale) };
  if (!recorded.ok) {
    const { error } = recorded;
    if (error.code === "not_taken" || error.code === "unknown") {
      return { ...state, trouble: t("call.problems.not_taken") };
    }
    const { message, version: newer } = await sayRefusal(error, locale, () => t("call.missing"));
    return { ...state, version: newer, trouble: t("call.problems.logged", { why: message }) };
  }
  redirect(`${paths.calls(locale)}?${new URLSearchParams({ done: outcome })}`);
}
