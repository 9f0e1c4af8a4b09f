import { useLocale, useTranslations } from "next-intl";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Action } from "@/lib/domain/complaint/workflow";
import { formatMoment } from "@/lib/tracking/dates";

type Entry = { at: Date; action: Action; from?: "citizen" | "office"; text?: string };
type Props = { entries: readonly Entry[]; words: { label: string; citizen: string; office: string } };

/** Steps and messages, newest first; each text says whose it is. */
export function HistoryList({ entries, words }: Props) {
  const t = useTranslations("domain.actions");
  const locale = useLocale();
  return (
    <Timeline label={words.label}>
      {entries.map(({ at, action, from, text }, i) => (
        <TimelineItem
          key={`${at.toISOString()} ${action}`}
          title={t(action)}
          time={<time dateTime={at.toISOString()}>{formatMoment(at, locale)}</time>}
          tone={i === 0 ? "current" : "plain"}
        >
          {text && (
            <div
              className={`rounded-md border px-4 py-3 ${from === "citizen" ? "border-brand/20 bg-brand-soft" : "border-line bg-sunken"}`}
            >
              {from && <p className="text-sm font-semibold">{words[from]}</p>}
              <p dir="auto" className="whitespace-pre-line">
                {text}
              </p>
            </div>
          )}
        </TimelineItem>
      ))}
    </Timeline>
  );
}
