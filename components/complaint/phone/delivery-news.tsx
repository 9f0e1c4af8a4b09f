import { useLocale, useTranslations } from "next-intl";
import type { LocalComplaint } from "@/lib/offline/database";
import { formatMoment } from "@/lib/tracking/dates";

type Props = { complaint: LocalComplaint; pausedUntil: number | null };

const KNOWN = ["no-answer", "not-ours", "not-proven", "busy", "away", "full", "trouble"] as const;

/** Why the last try failed, and when the next one comes. */
export function DeliveryNews({ complaint, pausedUntil }: Props) {
  const t = useTranslations("lodge.queue");
  const locale = useLocale();
  const { error, nextTryAt } = complaint.queue;
  const why = KNOWN.find((known) => known === error);
  const next = Math.max(nextTryAt, pausedUntil ?? 0);
  const moment = formatMoment(new Date(next), locale);
  return (
    <>
      <p>{why ? t(`why.${why}`) : t("why.none")}</p>
      {pausedUntil !== null && <p>{t("paused", { moment })}</p>}
      {pausedUntil === null && next > Date.now() && <p className="text-sm text-ink-soft">{t("next", { moment })}</p>}
    </>
  );
}
