import { useLocale, useTranslations } from "next-intl";
import type { State } from "@/lib/domain/complaint/states";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { TimeLeft } from "./time-left";

type Props = {
  state: State;
  dueAt: Date | null;
  dutyDueAt: Date | null;
  windowEndsAt: Date | null;
  pausedAt: Date | null;
  extended: boolean;
  urgent: boolean;
  now: Date;
};

/** The clock in words, and what is owed next. */
export function CaseClock({ state, dueAt, dutyDueAt, windowEndsAt, pausedAt, extended, urgent, now }: Props) {
  const t = useTranslations("desk.case.clock");
  const locale = useLocale();
  const duty = dutyDueAt && !pausedAt && isDuty(state) ? state : null;
  const say = urgent ? formatMoment : formatDay;
  return (
    <div className="grid gap-4">
      <div className="text-lg">
        <TimeLeft state={state} dueAt={dueAt} windowEndsAt={windowEndsAt} urgent={urgent} now={now} />
      </div>
      {pausedAt && <p>{t("pausedSince", { day: formatDay(pausedAt, locale) })}</p>}
      {extended && <p className="text-ink-soft">{t("extended")}</p>}
      {duty && dutyDueAt && (
        <div className="rounded-md border border-line border-s-4 border-s-brand bg-brand-soft p-3">
          <p className="text-xs text-ink-soft">{t("duty")}</p>
          <p className="font-semibold">{t(`duties.${duty}`)}</p>
          <p className={now > dutyDueAt ? "font-semibold text-danger" : ""}>
            {t(now > dutyDueAt ? "dutyLate" : "dutyBy", { day: say(dutyDueAt, locale) })}
          </p>
        </div>
      )}
    </div>
  );
}

const DUTIES = ["NEW", "ASSIGNED", "IN_PROGRESS", "TRANSFER_REQUESTED", "REJECTED_PROPOSED", "DISPUTED"] as const;

function isDuty(state: State): state is (typeof DUTIES)[number] {
  return (DUTIES as readonly State[]).includes(state);
}
