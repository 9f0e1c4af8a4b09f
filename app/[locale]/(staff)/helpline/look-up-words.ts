import { getTranslations } from "next-intl/server";
import type { FoundRow, LookUpState } from "@/components/complaint/helpline/look-up-form";
import { CALLER_TERMS, LOOK_UP_REASONS } from "@/lib/domain/complaint/caller";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { dueOf } from "@/lib/tracking/due";
import { labelOfState } from "@/lib/tracking/labels";
import { toneOf } from "@/lib/tracking/state-look";
import { wordsOf } from "@/lib/tracking/words";
import type { LookUpRefusal } from "@/lib/use-cases/look-up-complaints";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** The words of the look-up form in the page's language. */
export async function lookUpWords(locale: Locale) {
  const [t, common] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.look" }),
    getTranslations({ locale, namespace: "common" }),
  ]);
  const words = {
    sought: t("sought"),
    soughtHint: t("soughtHint"),
    reason: t("reason"),
    words: t("words"),
    wordsHint: t("wordsHint"),
    submit: t("submit"),
    resend: t("resend"),
    resendHint: t("resendHint"),
    recorded: t("recorded"),
    refused: t("refused"),
    open: t("open"),
    optional: common("optional"),
  };
  return { words, reasons: LOOK_UP_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) })) };
}

/** A found complaint: what anybody with its ID may read, and not a word more. */
export async function toFoundRow(status: PublicStatus, locale: Locale, now: Date): Promise<FoundRow> {
  const t = await getTranslations({ locale, namespace: "helpline" });
  const { track } = wordsOf(locale);
  const { trackingId, service, district } = status;
  const due = dueOf(status, now);
  const time = !due
    ? null
    : "at" in due
      ? track(`due.${due.kind}`, { days: due.days })
      : due.kind === "paused"
        ? track("due.paused")
        : `${track("due.window")}: ${formatDay(due.until, locale)}`;
  return {
    trackingId,
    href: paths.helplineCase(locale, trackingId),
    title:
      service && district
        ? t("case.where", { service: service[locale], district: district[locale] })
        : t("look.protected"),
    state: labelOfState(status, locale),
    tone: toneOf(status.state),
    lines: [`${track("about.lodged")}: ${formatDay(new Date(status.lodgedAt), locale)}`, ...(time ? [time] : [])],
  };
}

/** Why nothing was looked up, at its field where it has one. */
export async function sayLookUpRefusal(
  refusal: LookUpRefusal,
  locale: Locale,
): Promise<Pick<LookUpState, "problems" | "trouble">> {
  const [t, desk] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.problems" }),
    getTranslations({ locale, namespace: "desk.refused" }),
  ]);
  const at = (fieldId: string, message: string) => ({ problems: [{ fieldId, message }] });
  switch (refusal.code) {
    case "empty":
    case "mistyped":
    case "unclear":
      return at("sought", t(refusal.code));
    case "no_reason":
      return at("reason", t("no_reason"));
    case "words_needed":
    case "words_too_long":
      return at("words", t(refusal.code));
    case "personal_data": {
      const found = refusal.found.map((kind) => desk(`found.${kind}`)).join(desk("and"));
      return at("words", t("personal_data", { found }));
    }
    case "too_many": {
      const values = { count: CALLER_TERMS.lookUpsPerHour, time: formatMoment(refusal.until, locale) };
      return { problems: [], trouble: t("too_many", values) };
    }
    case "unrecorded":
    case "not_permitted":
      return { problems: [], trouble: t(refusal.code) };
  }
}
