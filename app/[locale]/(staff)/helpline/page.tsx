import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LookUpForm } from "@/components/complaint/helpline/look-up-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../staff-page";
import { submitLookUp } from "./actions";
import { lookUpWords } from "./look-up-words";

export async function generateMetadata({ params }: PageProps<"/[locale]/helpline">): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "helpline.look" }))("title") };
}

export default async function HelplinePage({ params }: PageProps<"/[locale]/helpline">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.helpline(locale), roles: ["helpline"] });
  const [t, { words, reasons }] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.look" }),
    lookUpWords(locale),
  ]);
  return (
    <StaffPage locale={locale} here={paths.helpline} who={who}>
      <div className="mx-auto grid max-w-5xl gap-6">
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div>
            <h1 className="text-2xl">{t("title")}</h1>
            <p className="max-w-measure text-ink-soft">{t("lead")}</p>
          </div>
          <ButtonLink href={paths.helplineLodge(locale)} variant="secondary" icon="pencil">
            {t("lodge")}
          </ButtonLink>
        </div>
        <Card>
          <LookUpForm
            action={submitLookUp.bind(null, locale)}
            first={{ attempt: 0, values: { sought: "", reason: "", words: "" }, problems: [] }}
            permalink={paths.helpline(locale)}
            reasons={reasons}
            words={words}
          />
        </Card>
      </div>
    </StaffPage>
  );
}
