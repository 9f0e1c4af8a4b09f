import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import type { Standing } from "@/lib/data/health";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";

type Props = { locale: Locale; standing: Standing; appSince: Date; freeBytes: number };

const GIGABYTE = 1024 ** 3;
/** Less free space than this wants somebody's attention. */
const LITTLE_GIGABYTES = 1;

/** What this app knows of itself; the doors tell of their own parts at /readyz. */
export function PartsSection({ locale, standing, appSince, freeBytes }: Props) {
  const t = useTranslations("admin.parts");
  const { ok, readable } = standing.database;
  const free = freeBytes / GIGABYTE;
  const isLow = free < LITTLE_GIGABYTES;
  return (
    <Card as="section" labelledBy="parts">
      <h2 id="parts" className="scroll-mt-4 mb-3 text-lg">
        {t("title")}
      </h2>
      <dl className="grid gap-4">
        <Part label={t("app")} tag={<Tag tone="success">{t("running")}</Tag>}>
          {t("since", { time: formatMoment(appSince, locale) })}
        </Part>
        <Part
          label={t("database")}
          tag={
            <Tag tone={ok ? "success" : "danger"}>
              {t(ok ? (standing.mode === "normal" ? "well" : "readOnly") : readable ? "unwritable" : "away")}
            </Tag>
          }
        />
        <Part
          label={t("disk")}
          tag={<Tag tone={isLow ? "danger" : "success"}>{t("free", { gigabytes: free.toFixed(1) })}</Tag>}
        />
      </dl>
      <p className="mt-3">
        <a href="/readyz">{t("all")}</a>
      </p>
    </Card>
  );
}

function Part({ label, tag, children }: { label: string; tag: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <dt className="font-semibold">{label}</dt>
      <dd className="grid justify-items-end gap-1 text-ink-soft">
        {tag}
        {children}
      </dd>
    </div>
  );
}
