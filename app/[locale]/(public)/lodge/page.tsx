import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { LodgeForm } from "@/components/complaint/lodge/lodge-form";
import { PublicShell } from "@/components/shell/public-shell";
import { lodgeMessages } from "@/lib/web/i18n/lodge-messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { readReference } from "@/lib/web/reference";
import { lodge } from "./actions";

export async function generateMetadata({ params }: PageProps<"/[locale]/lodge">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "lodge" });
  return { title: t("title"), description: t("description") };
}

/** Prerendered: no cookie, no header, no database (design §3, "Public pages are static"). */
export default async function LodgePage({ params }: PageProps<"/[locale]/lodge">) {
  const locale = await requireLocale(params);
  return (
    <PublicShell locale={locale} here={paths.lodge} tellsQueue={false}>
      <NextIntlClientProvider messages={lodgeMessages(locale)}>
        <LodgeForm locale={locale} reference={readReference(locale)} action={lodge} />
      </NextIntlClientProvider>
    </PublicShell>
  );
}
