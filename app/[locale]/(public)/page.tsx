import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EmergencyStrip } from "@/components/shell/emergency-strip";
import { PublicShell } from "@/components/shell/public-shell";
import { TrackForm } from "@/components/shell/track-form";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Steps } from "@/components/ui/steps";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

export const dynamic = "error";

type Props = { params: Promise<{ locale: string }> };

const STEPS = ["say", "id", "desk", "you"] as const;
const PROMISES = [
  ["id", "id-card"],
  ["track", "search"],
  ["lodge", "phone"],
  ["closed", "check-circle"],
] as const;
const NOT_FOR_US = ["court", "private", "information"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "home" });
  return { title: { absolute: t("title") }, description: t("description") };
}

export default async function HomePage({ params }: Props) {
  const locale = await requireLocale(params);
  return (
    <PublicShell locale={locale} here={paths.home} width="bare">
      <Hero locale={locale} />
      <EmergencyStrip />
      <HowItWorks />
      <Promises />
      <NotForUs />
    </PublicShell>
  );
}

function Hero({ locale }: { locale: Locale }) {
  const t = useTranslations("home");
  return (
    <section className="girih bg-brand text-on-brand">
      <div className="mx-auto grid max-w-page gap-8 px-4 py-8 sm:py-12 lg:grid-cols-[1fr_24rem] lg:items-center lg:gap-16 lg:py-20">
        <div className="grid gap-4">
          <h1 className="text-3xl">{t("heading")}</h1>
          <p className="max-w-measure text-lg text-on-brand-soft">{t("lead")}</p>
          <div className="mt-2 grid gap-2 sm:justify-items-start">
            <ButtonLink href={paths.lodge(locale)} variant="accent" iconAfter="arrow" large>
              {t("lodge")}
            </ButtonLink>
            <p className="text-sm text-on-brand-soft">{t("lodgeNote")}</p>
          </div>
        </div>
        <div className="grid gap-4 rounded-lg bg-surface p-5 text-ink sm:p-6">
          <div>
            <h2 className="text-xl">{t("trackTitle")}</h2>
            <p className="mt-1 text-ink-soft">{t("trackBody")}</p>
          </div>
          <TrackForm locale={locale} />
        </div>
      </div>
    </section>
  );
}

function HowItWorks() {
  const t = useTranslations("home.how");
  return (
    <section className="mx-auto max-w-page px-4 py-12 lg:py-16">
      <h2 className="mb-8 text-2xl">{t("title")}</h2>
      <Steps columns steps={STEPS.map((key) => ({ key, title: t(`${key}.title`), body: t(`${key}.body`) }))} />
    </section>
  );
}

function Promises() {
  const t = useTranslations("home.promises");
  return (
    <section className="border-y border-line bg-surface">
      <div className="mx-auto max-w-page px-4 py-12 lg:py-16">
        <h2 className="text-2xl">{t("title")}</h2>
        <p className="mt-1 text-ink-soft">{t("lead")}</p>
        <ul className="mt-8 grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {PROMISES.map(([key, icon]) => (
            <li key={key} className="flex gap-4">
              <span className="grid size-12 shrink-0 place-items-center rounded-md bg-brand-soft text-brand">
                <Icon name={icon} className="size-7" />
              </span>
              <div className="grid content-start gap-1">
                <h3 className="text-lg">{t(`${key}.title`)}</h3>
                <p className="text-ink-soft">{t(`${key}.body`)}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function NotForUs() {
  const t = useTranslations("home.notForUs");
  return (
    <section className="mx-auto max-w-page px-4 py-12 lg:py-16">
      <h2 className="text-2xl">{t("title")}</h2>
      <p className="mt-1 text-ink-soft">{t("lead")}</p>
      <ul className="mt-6 grid gap-4 lg:grid-cols-3">
        {NOT_FOR_US.map((key) => (
          <li key={key} className="grid content-start gap-1 rounded-lg border border-line bg-surface p-5">
            <h3 className="text-lg">{t(`${key}.title`)}</h3>
            <p className="text-ink-soft">{t(`${key}.body`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
