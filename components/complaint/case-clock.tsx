import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { ClockSummary } from "@/lib/domain/complaint/next-duty";
import type { State } from "@/lib/domain/complaint/states";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { TimeLeft } from "./time-left";

type Props = {
  state: State;
  dueAt: Date | null;
  windowEndsAt: Date | null;
  withdrawEndsAt: Date | null;
  extended: boolean;
  urgent: boolean;
  level: number;
  now: Date;
  summary: ClockSummary;
  /** Stretches in which the portal was down, for which this clock was lengthened. */
  credits: readonly { id: string; fromAt: Date; toAt: Date }[];
};

/** The clock in words: whose turn it is, what is owed next and what follows otherwise, what lies ahead. */
export function CaseClock({ summary, extended, credits, ...facts }: Props) {
  const t = useTranslations("desk.case.clock");
  const work = useTranslations("caseWork.clock");
  const locale = useLocale();
  const { turn, paused, open } = summary;
  const windowEndsAt = facts.state === "WITHDRAW_PENDING" ? facts.withdrawEndsAt : facts.windowEndsAt;
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-2 font-semibold">
        <Icon name="clock" className="size-5 text-brand" />
        {work(`turn.${turn}`)}
      </p>
      {turn !== "nobody" && turn !== "parent" && (
        <div className="text-lg">
          <TimeLeft {...facts} windowEndsAt={windowEndsAt} />
        </div>
      )}
      {facts.level > 0 && <p>{work("level", { level: facts.level })}</p>}
      {paused && <p>{t("pausedSince", { day: formatDay(paused, locale) })}</p>}
      <Duty summary={summary} urgent={facts.urgent} />
      <Window summary={summary} />
      {open.disputeTill && <p>{work("disputeTill", { day: formatDay(open.disputeTill, locale) })}</p>}
      {open.appealTill && <p>{work("appealTill", { day: formatDay(open.appealTill, locale) })}</p>}
      {extended && <p className="text-ink-soft">{t("extended")}</p>}
      {credits.map(({ id, fromAt, toAt }) => (
        <p key={id} className="text-ink-soft">
          {work("credit", { from: formatMoment(fromAt, locale), to: formatMoment(toAt, locale) })}
        </p>
      ))}
      <Ahead summary={summary} urgent={facts.urgent} />
    </div>
  );
}

type PartProps = { summary: ClockSummary; urgent: boolean };

function Duty({ summary: { duty, paused }, urgent }: PartProps) {
  const t = useTranslations("desk.case.clock");
  const work = useTranslations("caseWork.clock");
  const locale = useLocale();
  if (!duty || paused) return null;
  const say = urgent ? formatMoment : formatDay;
  return (
    <div className="rounded-md border border-line border-s-4 border-s-brand bg-brand-soft p-3">
      <p className="text-xs text-ink-soft">{t("duty")}</p>
      <p className="font-semibold">{t(`duties.${duty.state}`)}</p>
      {duty.by && (
        <p className={duty.late ? "font-semibold text-danger" : ""}>
          {t(duty.late ? "dutyLate" : "dutyBy", { day: say(duty.by, locale) })}
        </p>
      )}
      {duty.otherwise && <p>{work(`otherwise.${duty.otherwise}`)}</p>}
    </div>
  );
}

function Window({ summary: { window } }: Pick<PartProps, "summary">) {
  const work = useTranslations("caseWork.clock");
  if (!window) return null;
  return (
    <div className="rounded-md border border-line border-s-4 border-s-line-strong bg-sunken p-3">
      {window.otherwise && <p>{work(`otherwise.${window.otherwise}`)}</p>}
      {window.reminders && <p>{work("reminders", window.reminders)}</p>}
    </div>
  );
}

/** What comes when, if nothing is done: the reminder and the levels that the running clock still has before it. */
function Ahead({ summary: { ahead }, urgent }: PartProps) {
  const work = useTranslations("caseWork.clock");
  const locale = useLocale();
  if (ahead.length === 0) return null;
  const say = urgent ? formatMoment : formatDay;
  return (
    <details className="text-sm">
      <summary className="flex min-h-tap items-center font-semibold text-link">{work("ahead")}</summary>
      <ol className="grid gap-1.5 ps-1">
        {ahead.map(({ code, at, level }) => (
          <li key={code} className="grid gap-x-3 sm:grid-cols-[auto_1fr]">
            <span className="whitespace-nowrap font-semibold">{say(at, locale)}</span>
            <span>{work(`thresholds.${code}`, { level: level ?? 0 })}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
