import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import type { Outage } from "@/lib/domain/outage";
import { formatMoment } from "@/lib/tracking/dates";
import { sayOutageLength } from "@/lib/tracking/outage-length";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Props = { locale: Locale; outages: readonly Outage[]; now: Date };

/** Measured and announced ones, as far as the doors have told of them; the public list is theirs. */
export function OutagesSection({ locale, outages, now }: Props) {
  const t = useTranslations("admin.outages");
  const ledger = useTranslations("outage.ledger.list");
  return (
    <Card as="section" labelledBy="outages">
      <h2 id="outages" className="scroll-mt-4 text-lg">
        {t("title")}
      </h2>
      <p className="mb-3 max-w-measure text-ink-soft">
        {t("lead")} <a href={paths.ledger(locale)}>{t("public")}</a>
      </p>
      {outages.length === 0 ? (
        <p>{t("empty")}</p>
      ) : (
        <Table
          caption={t("title")}
          rows={outages}
          rowKey={({ id }) => id}
          columns={[
            { key: "kind", header: t("kind"), cell: ({ kind }) => ledger(kind) },
            { key: "start", header: t("start"), cell: ({ startedAt }) => formatMoment(startedAt, locale) },
            { key: "length", header: t("length"), cell: (outage) => sayOutageLength(outage, now, locale) },
            {
              key: "announced",
              header: t("announced"),
              cell: ({ announced, reason }) => (reason ? reason[locale] : ledger(announced ? "announced" : "measured")),
            },
          ]}
        />
      )}
    </Card>
  );
}
