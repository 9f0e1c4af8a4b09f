import { useLocale, useTranslations } from "next-intl";
import { daysLeft } from "@/lib/domain/complaint/clock";
import { clockOwner, type State } from "@/lib/domain/complaint/states";
import { formatDay, formatMoment } from "@/lib/tracking/dates";

type Props = {
  state: State;
  /** Of whichever clock runs in that state. */
  dueAt: Date | null;
  windowEndsAt: Date | null;
  /** Counted in real hours. */
  urgent: boolean;
  now: Date;
};

const HOUR_MS = 3_600_000;
/** Beyond this many hours an urgent clock is said in days as well. */
const IN_HOURS = 48;

/** How much time whoever is to act still has, in words, and till when. Words first: the colour only repeats them. */
export function TimeLeft({ state, dueAt, windowEndsAt, urgent, now }: Props) {
  const t = useTranslations("desk.case.clock");
  const locale = useLocale();
  const owner = clockOwner(state);
  const due = owner === "officer" ? dueAt : windowEndsAt;
  if (owner === "none" || owner === "parent" || !due) return <span className="text-ink-soft">{t("none")}</span>;
  if (owner === "citizen") {
    return (
      <span className="text-ink-soft">
        {t("window")} <span className="whitespace-nowrap">{formatDay(due, locale)}</span>
      </span>
    );
  }
  const over = now > due;
  const soon = due.getTime() - now.getTime() < 48 * HOUR_MS;
  const look = over ? "text-danger" : soon ? "text-warning" : "text-ink";
  return (
    <span className="grid gap-0.5">
      <strong className={look}>
        <Amount due={due} now={now} inHours={urgent} />
      </strong>
      <span className="text-xs text-ink-soft md:whitespace-nowrap">
        {urgent ? formatMoment(due, locale) : formatDay(due, locale)}
      </span>
    </span>
  );
}

function Amount({ due, now, inHours }: { due: Date; now: Date; inHours: boolean }) {
  const t = useTranslations("desk.case.clock");
  const days = useTranslations("track.due");
  const over = now > due;
  const hours = Math.floor(Math.abs(due.getTime() - now.getTime()) / HOUR_MS);
  if (inHours && hours < IN_HOURS) return t(over ? "hoursOver" : "hoursLeft", { hours });
  return days(over ? "over" : "left", { days: Math.abs(daysLeft(due, now)) });
}
