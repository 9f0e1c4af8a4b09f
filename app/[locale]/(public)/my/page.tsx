import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PhoneList } from "@/components/complaint/phone/phone-list";
import { PublicShell } from "@/components/shell/public-shell";
import { phoneMessages } from "@/lib/web/i18n/phone-messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { serviceNames } from "@/lib/web/reference";
import { NothingHere } from "./nothing-here";
import { OpenAnother } from "./open-another";

export async function generateMetadata({ params }: PageProps<"/[locale]/my">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "my.list" });
  return { title: t("title"), robots: { index: false } };
}

/**
 * Prerendered, so that it opens with no network too: what is shown comes from the phone's own database. Whoever has keys in
 * a cookie gets `list/page.tsx` under this address (lib/http/own-list.ts).
 */
export default async function MyPage({ params }: PageProps<"/[locale]/my">) {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "my.list" });
  return (
    <PublicShell locale={locale} here={paths.my} tellsQueue={false}>
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t("lead")}</p>
      <NextIntlClientProvider messages={phoneMessages(locale)}>
        <PhoneList services={serviceNames(locale)} opened="ask">
          <NothingHere locale={locale} />
        </PhoneList>
      </NextIntlClientProvider>
      <p className="mt-4 text-sm text-ink-soft">{t("shared")}</p>
      <OpenAnother locale={locale} />
    </PublicShell>
  );
}
