import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelplineNumber } from "@/components/shell/helpline-number";
import { PublicShell } from "@/components/shell/public-shell";
import { TrackForm } from "@/components/shell/track-form";
import { Card } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";

export const dynamic = "error";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "common.trackPage" });
  return { title: t("title"), description: t("lead") };
}

export default async function TrackPage({ params }: Props) {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "common.trackPage" });
  return (
    <PublicShell locale={locale} here={paths.track}>
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t("lead")}</p>
      <Card>
        <TrackForm locale={locale} />
      </Card>
      <div className="mt-6">
        <Details summary={t("help")}>
          <p>{t("helpWhere")}</p>
          <p>{t("helpTyping")}</p>
          <p>{t.rich("helpLost", { number: () => <HelplineNumber /> })}</p>
        </Details>
      </div>
      <h2 className="mt-10 text-xl">{t("seen")}</h2>
      <p className="mt-1 text-ink-soft">{t("seenBody")}</p>
    </PublicShell>
  );
}
