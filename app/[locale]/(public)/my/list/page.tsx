import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PhoneList } from "@/components/complaint/phone/phone-list";
import { PublicShell } from "@/components/shell/public-shell";
import { Notice } from "@/components/ui/notice";
import { findPublicStatus } from "@/lib/data/public-status";
import { listClaims } from "@/lib/web/claims";
import { phoneMessages } from "@/lib/web/i18n/phone-messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { serviceNames } from "@/lib/web/reference";
import { ClaimCard } from "../claim-card";
import { NothingHere } from "../nothing-here";
import { OpenAnother } from "../open-another";

type Props = PageProps<"/[locale]/my/list">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "my.list" });
  return { title: t("title"), robots: { index: false } };
}

/** `/my` with what only the server can read: the keys in this phone's cookie. Complete without script. */
export default async function MyListPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const { id, removed } = await searchParams;
  const typed = typeof id === "string" ? id.trim().slice(0, 60) : "";
  if (typed) redirect(paths.myComplaint(locale, typed));

  const claims = await listClaims();
  const complaints = await Promise.all(
    claims.map(async ({ trackingId }) => ({ trackingId, status: await findPublicStatus(trackingId) })),
  );
  const t = await getTranslations({ locale, namespace: "my.list" });
  const forget = await getTranslations({ locale, namespace: "my.forget" });
  return (
    <PublicShell locale={locale} here={paths.my} tellsQueue={false}>
      {removed && <Notice tone="success" title={forget("done")} className="mb-6" />}
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t("lead")}</p>
      <div className="grid gap-3">
        {complaints.length === 0 ? (
          <noscript>
            <NothingHere locale={locale} />
          </noscript>
        ) : (
          <ul className="grid gap-3">
            {complaints.map(({ trackingId, status }) => (
              <ClaimCard key={trackingId} locale={locale} trackingId={trackingId} status={status} />
            ))}
          </ul>
        )}
        <NextIntlClientProvider messages={phoneMessages(locale)}>
          <PhoneList services={serviceNames(locale)} opened={complaints.map(({ trackingId }) => trackingId)}>
            <NothingHere locale={locale} />
          </PhoneList>
        </NextIntlClientProvider>
      </div>
      <p className="mt-4 text-sm text-ink-soft">{t("shared")}</p>
      <OpenAnother locale={locale} />
    </PublicShell>
  );
}
