import { useLocale, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { DistanceBand } from "@/lib/domain/complaint/joining";
import { formatDay } from "@/lib/tracking/dates";

type Props = {
  service: string;
  /** ISO time or day. */
  lodgedOn: string;
  stateLabel: string;
  dueAt: string | null;
  /** Null where it was found by the same words for its place. */
  distance: DistanceBand | null;
  others: number;
};

/** An open complaint as strangers are shown it. */
export function NearbyFacts({ service, lodgedOn, stateLabel, dueAt, distance, others }: Props) {
  const t = useTranslations("lodge.nearby");
  const locale = useLocale();
  const day = (at: string) => formatDay(new Date(at.length > 10 ? at : `${at}T12:00:00+05:00`), locale);
  return (
    <div className="grid justify-items-start gap-1">
      <p className="leading-tight font-bold">{service}</p>
      <p className="text-sm text-ink-soft">
        {t("lodged", { day: day(lodgedOn) })} · {distance ? t(`distance.${distance}`) : t("samePlace")}
      </p>
      <p className="text-sm text-ink-soft">
        {t("people", { count: others + 1 })}
        {dueAt && <> · {t("due", { day: day(dueAt) })}</>}
      </p>
      <Tag tone="info">{stateLabel}</Tag>
    </div>
  );
}
