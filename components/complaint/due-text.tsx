import { useLocale, useTranslations } from "next-intl";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { formatDay } from "@/lib/tracking/dates";
import { dueOf } from "@/lib/tracking/due";

type Props = {
  status: PublicStatus;
  now: Date;
  /** How the window is told to its owner; a stranger reads of "the citizen". */
  untilWords?: (day: string) => string;
  className?: string;
};

/** How long the office still has, in words; nothing where its time doesn't run. */
export function DueText({ status, now, untilWords, className = "" }: Props) {
  const t = useTranslations("track.due");
  const locale = useLocale();
  const due = dueOf(status, now);
  if (!due) return null;
  if (due.kind === "paused") return <span className={`text-ink-soft ${className}`}>{t("paused")}</span>;
  if (due.kind === "window") {
    const day = formatDay(due.until, locale);
    return (
      <span className={`text-ink-soft ${className}`}>{untilWords ? untilWords(day) : `${t("window")}: ${day}`}</span>
    );
  }
  const look = due.kind === "over" ? "font-semibold text-danger" : "text-ink-soft";
  return <span className={`${look} ${className}`}>{t(due.kind, { days: due.days })}</span>;
}
