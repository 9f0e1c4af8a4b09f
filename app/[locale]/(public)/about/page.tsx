import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HelplineNumber } from "@/components/shell/helpline-number";
import { PublicShell } from "@/components/shell/public-shell";
import { Details } from "@/components/ui/details";
import { SummaryList } from "@/components/ui/summary-list";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";

export const dynamic = "error";

type Props = { params: Promise<{ locale: string }> };

const QUESTIONS = ["lostId", "wrong", "late", "accused", "write", "cost"] as const;
const READERS = ["public", "office", "accused", "sensitive", "you"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "about" });
  return { title: t("title"), description: t("description") };
}

export default async function AboutPage({ params }: Props) {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "about" });
  const footer = await getTranslations({ locale, namespace: "common.footer" });
  return (
    <PublicShell locale={locale} here={paths.about}>
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 text-lg text-ink-soft">{t("lead")}</p>

      <section id="help" className="mt-10">
        <h2 className="mb-4 text-2xl">{t("help.title")}</h2>
        <div className="grid gap-3">
          {QUESTIONS.map((key) => (
            <Details key={key} summary={t(`help.${key}.q`)}>
              <p>{t(`help.${key}.a`)}</p>
            </Details>
          ))}
        </div>
      </section>

      <section className="mt-10">
        <h2 className="text-2xl">{t("times.title")}</h2>
        <p className="mt-2">{t("times.body")}</p>
      </section>

      <section id="privacy" className="mt-10">
        <h2 className="mb-4 text-2xl">{t("privacy.title")}</h2>
        <SummaryList
          rows={READERS.map((key) => ({ key, label: t(`privacy.${key}.who`), value: t(`privacy.${key}.what`) }))}
        />
        <p className="mt-4 text-ink-soft">{t("privacy.photos")}</p>
      </section>

      <section id="contact" className="mt-10">
        <h2 className="text-2xl">{t("contact.title")}</h2>
        <p className="mt-2">
          {t.rich("contact.body", {
            number: () => <HelplineNumber />,
            hours: footer("helplineHours"),
          })}
        </p>
      </section>
    </PublicShell>
  );
}
