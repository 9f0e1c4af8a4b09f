import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Table } from "@/components/ui/table";
import type { RefusedRecord } from "@/lib/data/refused";
import { problemTitle } from "@/lib/http/problem";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { submitSeen } from "./actions";

type Props = { locale: Locale; records: readonly RefusedRecord[]; isClosed: boolean };

/** What a door has taken and the portal could not enter. Never a citizen's text: that stays in the door's folder. */
export function RefusedSection({ locale, records, isClosed }: Props) {
  const t = useTranslations("admin.refused");
  return (
    <Card as="section" labelledBy="refused">
      <h2 id="refused" className="scroll-mt-4 text-lg">
        {t("title")}
      </h2>
      <p className="mb-3 max-w-measure text-ink-soft">{t("lead")}</p>
      {records.length === 0 ? (
        <p>{t("empty")}</p>
      ) : (
        <Table
          caption={t("title")}
          rows={records}
          rowKey={({ name }) => name}
          columns={[
            {
              key: "id",
              header: t("id"),
              cell: ({ trackingId }) => (trackingId ? <CodeText>{trackingId}</CodeText> : t("unreadable")),
            },
            { key: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
            {
              key: "why",
              header: t("why"),
              cell: ({ problem, fields }) => (
                <>
                  {problemTitle(problem, locale) ?? t("otherProblem")}
                  {fields.length > 0 && (
                    <span className="block text-xs text-ink-soft">
                      <CodeText>{fields.map(({ field, code }) => `${field}: ${code}`).join(", ")}</CodeText>
                    </span>
                  )}
                </>
              ),
            },
            {
              key: "received",
              header: t("received"),
              cell: ({ receivedAt, keptAt }) => formatMoment(receivedAt ?? keptAt, locale),
            },
            {
              key: "state",
              header: t("state"),
              cell: (record) => <Standing locale={locale} record={record} isClosed={isClosed} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

type StandingProps = { locale: Locale; record: RefusedRecord; isClosed: boolean };

function Standing({ locale, record: { name, doneAt, seenAt }, isClosed }: StandingProps) {
  const t = useTranslations("admin.refused");
  if (doneAt) return t("done", { time: formatMoment(doneAt, locale) });
  if (seenAt) return t("seen", { time: formatMoment(seenAt, locale) });
  return (
    <form action={submitSeen.bind(null, { locale, name })}>
      <Button variant="secondary" disabled={isClosed}>
        {t("markSeen")}
      </Button>
    </form>
  );
}
