import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { CallerLodgeForm } from "@/components/complaint/helpline/lodge-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { readReference } from "@/lib/web/reference";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { submitLodge } from "./actions";

export async function generateMetadata({ params }: PageProps<"/[locale]/helpline/lodge">): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "helpline.lodge" }))("title") };
}

export default async function LodgeForCallerPage({ params }: PageProps<"/[locale]/helpline/lodge">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.helplineLodge(locale), roles: ["helpline"] });
  const t = await getTranslations({ locale, namespace: "helpline" });
  const place = await getTranslations({ locale, namespace: "lodge.place" });
  const { categories, jurisdictions, overseas, countries } = readReference(locale);
  const { common, lodge, fields, domain, helpline, track } = MESSAGES[locale];
  return (
    <StaffPage locale={locale} here={paths.helplineLodge} who={who}>
      <div className="mx-auto grid max-w-5xl gap-6">
        <div>
          <ButtonLink
            href={paths.helpline(locale)}
            variant="quiet"
            icon="arrow-back"
            className="-ms-3 mb-2 px-3 text-sm"
          >
            {t("case.back")}
          </ButtonLink>
          <h1 className="text-2xl">{t("lodge.title")}</h1>
          <p className="max-w-measure text-ink-soft">{t("lodge.lead")}</p>
        </div>
        <Card>
          <NextIntlClientProvider messages={{ common, lodge, fields, domain, helpline, track: { id: track.id } }}>
            <CallerLodgeForm
              action={submitLodge.bind(null, locale)}
              permalink={paths.helplineLodge(locale)}
              press={crypto.randomUUID()}
              services={categories.map(({ name, services }) => ({
                label: name,
                options: services.map((service) => ({ value: service.code, label: service.name })),
              }))}
              districts={[
                ...jurisdictions.map(({ name, districts }) => ({
                  label: name,
                  options: districts.map((district) => ({ value: district.id, label: district.name })),
                })),
                { label: place("overseas"), options: [{ value: overseas.id, label: overseas.name }] },
              ]}
              countries={countries}
            />
          </NextIntlClientProvider>
        </Card>
      </div>
    </StaffPage>
  );
}
