import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmergencyStrip } from "@/components/shell/emergency-strip";
import { HelplineNumber } from "@/components/shell/helpline-number";
import { PublicShell } from "@/components/shell/public-shell";
import { ReloadWhenOnline } from "@/components/shell/reload-when-online";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";

export const dynamic = "error";

const WORKS = [
  ["lodge", "pencil"],
  ["my", "list"],
] as const;

type Props = PageProps<"/[locale]/offline">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "offline" });
  return { title: t("title"), description: t("lead"), robots: { index: false } };
}

/** Stands in, at its address, for each page that the phone can't fetch (lib/service-worker). */
export default async function OfflinePage({ params }: Props) {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "offline" });
  return (
    <PublicShell locale={locale} here={paths.offline} width="bare">
      <ReloadWhenOnline except={paths.offline(locale)} />
      <div className="mx-auto grid w-full max-w-page gap-10 px-4 py-8 sm:py-12">
        <div className="grid gap-2">
          <h1 className="text-3xl">{t("title")}</h1>
          <p className="max-w-measure text-lg text-ink-soft">{t("lead")}</p>
          <div className="mt-3">
            {/* The address that is shown: the page that was asked for. */}
            <ButtonLink href="" wide>
              {t("retry")}
            </ButtonLink>
          </div>
        </div>
        <section>
          <h2 className="mb-4 text-2xl">{t("works")}</h2>
          <ul className="grid gap-4 sm:grid-cols-2">
            {WORKS.map(([page, icon]) => (
              <li key={page}>
                <a
                  href={paths[page](locale)}
                  className="flex h-full gap-4 rounded-lg border-2 border-line bg-surface p-5 text-ink no-underline hover:border-brand"
                >
                  <span className="grid size-12 shrink-0 place-items-center rounded-md bg-brand-soft text-brand">
                    <Icon name={icon} className="size-7" />
                  </span>
                  <span className="grid content-start gap-1">
                    <span className="font-heading text-lg font-bold text-link underline underline-offset-4">
                      {t(`${page}.title`)}
                    </span>
                    <span className="text-ink-soft">{t(`${page}.body`)}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <div className="grid gap-8 sm:grid-cols-2">
          <section className="grid content-start gap-1">
            <h2 className="text-xl">{t("waits")}</h2>
            <p className="text-ink-soft">{t("waitsBody")}</p>
          </section>
          <section className="grid content-start gap-1">
            <h2 className="text-xl">{t("call")}</h2>
            <p className="text-ink-soft">{t.rich("callBody", { number: () => <HelplineNumber /> })}</p>
          </section>
        </div>
      </div>
      <EmergencyStrip />
    </PublicShell>
  );
}
