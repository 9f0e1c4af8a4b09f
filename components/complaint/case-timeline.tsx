import { useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "@/components/ui/icon";
import { Timeline } from "@/components/ui/timeline";
import type { Role } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { formatMoment } from "@/lib/tracking/dates";

export type CaseEntry = {
  sequence: number;
  at: Date;
  action: Action;
  role: Role;
  /** Null for citizen and portal. */
  actor: string | null;
  shown: "public" | "owner" | "internal";
  /** Null once erased. */
  texts: readonly string[] | null;
  facts: readonly { key: string; label: string; value: string }[];
  /** What it meant for level, clock and office, a few words each. */
  marks: readonly { key: string; icon: IconName; text: string }[];
};

/** All of them are words and a sign, and a place of their own: the colours only repeat it. */
const LOOKS = {
  public: { icon: "globe", dot: "border-brand bg-brand text-on-brand", box: "border-transparent" },
  owner: { icon: "user", dot: "border-info bg-info-soft text-info", box: "border-info/40 border-s-4 border-s-info" },
  internal: {
    icon: "lock",
    dot: "border-warning bg-warning-soft text-warning",
    box: "border-warning/50 border-dashed bg-warning-soft sm:ms-8",
  },
} as const satisfies Record<CaseEntry["shown"], { icon: IconName; dot: string; box: string }>;

/** What has happened, in the order given. Each entry says who can read it. */
export function CaseTimeline({ entries, label }: { entries: readonly CaseEntry[]; label: string }) {
  return (
    <Timeline label={label}>
      {entries.map((entry) => (
        <Entry key={entry.sequence} entry={entry} />
      ))}
    </Timeline>
  );
}

function Entry({ entry }: { entry: CaseEntry }) {
  const t = useTranslations("desk.case.timeline");
  const work = useTranslations("caseWork.timeline");
  const domain = useTranslations("domain");
  const locale = useLocale();
  const { sequence, at, action, role, actor, shown, texts, facts, marks } = entry;
  const look = LOOKS[shown];
  return (
    <li className="relative ps-7 pb-5 last:pb-0 print:break-inside-avoid" data-shown={shown}>
      <span
        aria-hidden="true"
        className={`absolute start-[-0.8125rem] top-1.5 grid size-6 place-items-center rounded-pill border-2 ${look.dot}`}
      >
        <Icon name={look.icon} className="size-3.5" />
      </span>
      <div className={`grid gap-1.5 rounded-md border px-3 py-1.5 ${look.box}`}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="font-bold">{domain(`actions.${action}`)}</p>
          <p className="text-sm text-ink-soft">
            <time dateTime={at.toISOString()}>{formatMoment(at, locale)}</time>
          </p>
        </div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
          <span>
            {actor
              ? t.rich("by", {
                  role: domain(`roles.${role}`),
                  name: () => <bdi className="font-semibold">{actor}</bdi>,
                })
              : domain(`roles.${role}`)}
          </span>
          <span>{t("number", { number: sequence })}</span>
          <span className="inline-flex items-center gap-1 font-semibold text-ink">
            <Icon name={look.icon} className="size-3.5" />
            {work(`reads.${shown}`)}
          </span>
        </p>
        {texts === null && <p className="text-ink-soft italic">{t("erased")}</p>}
        {texts?.map((text) => (
          <p key={text} dir="auto" className="wrap-anywhere whitespace-pre-line">
            {text}
          </p>
        ))}
        {facts.length > 0 && (
          <dl className="flex flex-wrap gap-x-6 gap-y-1">
            {facts.map(({ key, label, value }) => (
              <div key={key} className="flex gap-2">
                <dt className="text-ink-soft">{label}:</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {marks.length > 0 && (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm font-semibold">
            {marks.map(({ key, icon, text }) => (
              <li key={key} className="inline-flex items-center gap-1.5">
                <Icon name={icon} className="size-4 text-brand" />
                {text}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
