import { useLocale, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
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
};

/** All that has happened, newest first. What only staff read stands on another ground and says so. */
export function CaseTimeline({ entries }: { entries: readonly CaseEntry[] }) {
  const t = useTranslations("desk.case.timeline");
  return (
    <Timeline label={t("title")}>
      {entries.toReversed().map((entry, index) => (
        <Entry key={entry.sequence} entry={entry} newest={index === 0} />
      ))}
    </Timeline>
  );
}

function Entry({ entry, newest }: { entry: CaseEntry; newest: boolean }) {
  const t = useTranslations("desk.case.timeline");
  const domain = useTranslations("domain");
  const locale = useLocale();
  const { sequence, at, action, role, actor, shown, texts, facts } = entry;
  return (
    <TimelineItem
      title={domain(`actions.${action}`)}
      time={<time dateTime={at.toISOString()}>{formatMoment(at, locale)}</time>}
      tone={shown === "internal" ? "internal" : newest ? "current" : "plain"}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
        <span>
          {actor
            ? t.rich("by", { role: domain(`roles.${role}`), name: () => <bdi className="font-semibold">{actor}</bdi> })
            : domain(`roles.${role}`)}
        </span>
        <span>{t("number", { number: sequence })}</span>
        {shown !== "public" && <Tag tone={shown === "internal" ? "warning" : "neutral"}>{t(shown)}</Tag>}
      </p>
      {texts === null && <p className="text-ink-soft italic">{t("erased")}</p>}
      {texts?.map((text) => (
        <p key={text} dir="auto" className="whitespace-pre-line">
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
    </TimelineItem>
  );
}
