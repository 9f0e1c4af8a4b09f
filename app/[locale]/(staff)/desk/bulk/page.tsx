import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BulkRun } from "@/components/complaint/inbox/bulk-run";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { pickMatching } from "@/lib/data/inbox";
import { BULK_LIMIT, bulksOf } from "@/lib/domain/inbox";
import { formatInboxQuery, parseInboxQuery, withoutPlace } from "@/lib/schemas/inbox-query";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { runBulk } from "./actions";
import { formatPicks, parsePicks } from "./picks";
import { BulkQuestions, TemplateChoice } from "./questions";

type Props = PageProps<"/[locale]/desk/bulk">;
type Sent = Record<string, string | string[] | undefined>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "inbox.bulk" }))("title") };
}

/**
 * One thing for many complaints: those whose boxes were ticked, or all that match a filter. These are found anew here, by
 * whoever asks; how many there were when they were chosen is compared, and each goes at the version that it has now.
 */
export default async function BulkPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.desk(locale) });
  const sent = await searchParams;
  const bulk = bulksOf(who.actor).find((name) => name === sent.do);
  if (!bulk) notFound();
  const t = await getTranslations({ locale, namespace: "inbox.bulk" });
  const query = withoutPlace(parseInboxQuery(sent));
  const isAll = sent.all === "1";
  const found = isAll ? await pickMatching(who.actor, query, new Date(), BULK_LIMIT) : null;
  const picked = found?.picked ?? parsePicks([sent.pick ?? []].flat());
  const seen = Number(sent.count);
  const back = `${paths.desk(locale)}?${formatInboxQuery(query)}`;
  return (
    <StaffPage locale={locale} here={(language: Locale) => paths.desk(language)} who={who}>
      <div className="grid gap-4">
        <h1 className="text-2xl">{t(`${bulk}.title`)}</h1>
        {picked.length === 0 ? (
          <EmptyState icon="inbox" title={t("nothing")}>
            <p>
              <a href={back} className="inline-flex min-h-11 items-center">
                {t("back")}
              </a>
            </p>
          </EmptyState>
        ) : (
          <>
            <p className="max-w-measure">{t("chosen", { count: picked.length })}</p>
            {found && Number.isFinite(seen) && found.total !== seen && (
              <Notice tone="warning" title={t("changed", { seen, now: found.total })} />
            )}
            {found && found.total > BULK_LIMIT && <Notice tone="warning" title={t("limit", { limit: BULK_LIMIT })} />}
            <p className="max-w-measure text-ink-soft">{t(`${bulk}.lead`)}</p>
            {bulk === "reply" && <TemplateChoice locale={locale} actor={who.actor} sent={sent} />}
            <BulkRun
              run={runBulk.bind(null, locale)}
              permalink={`${paths.deskBulk(locale)}?${again(sent)}`}
              backHref={back}
              picks={formatPicks(picked)}
              total={picked.length}
              batchId={randomUUID()}
              words={{
                submit: t(`${bulk}.submit`, { count: picked.length }),
                goOn: t("goOn"),
                progress: t.raw("progress"),
                done: t.raw("done"),
                failed: t("failed"),
                back: t("back"),
              }}
            >
              <BulkQuestions bulk={bulk} locale={locale} actor={who.actor} sent={sent} />
            </BulkRun>
          </>
        )}
      </div>
    </StaffPage>
  );
}

function again(sent: Sent): URLSearchParams {
  const pairs = Object.entries(sent).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs);
}
