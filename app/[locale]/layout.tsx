import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { OfflineReady } from "@/components/shell/offline-ready";
import { directionOf } from "@/lib/web/i18n/locale";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { LOCALES } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import "../globals.css";

type Props = { params: Promise<{ locale: string }> };

export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, themeColor: "#0d4f3b" };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "common" });
  return {
    title: { default: t("name"), template: t("titleTemplate") },
    applicationName: t("name"),
    manifest: paths.manifest(locale),
    appleWebApp: { title: t("name"), statusBarStyle: "default" },
    icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-touch-icon.png" },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export default async function RootLayout({ params, children }: Props & { children: ReactNode }) {
  const locale = await requireLocale(params);
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body>
        {children}
        <OfflineReady />
      </body>
    </html>
  );
}
