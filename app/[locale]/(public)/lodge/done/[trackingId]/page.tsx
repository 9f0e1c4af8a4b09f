import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { Lodged, type LodgedFacts } from "@/components/complaint/lodge/lodged";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { listNearbyOwn } from "@/lib/data/nearby";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { env } from "@/lib/env";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { findJustLodged } from "@/lib/web/lodged-cookie";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/[locale]/lodge/done/[trackingId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "lodge.done" });
  return { title: t("title"), robots: { index: false } };
}

/** Where a form without script ends. The key is shown for ten minutes after lodging, in the browser that lodged. */
export default async function LodgedPage({ params }: Props) {
  const locale = await requireLocale(params);
  const id = parseTrackingId((await params).trackingId);
  if (!id.ok) notFound();
  const trackingId = id.value;
  const recent = await findJustLodged();
  const lodged = recent?.trackingId === trackingId ? recent : null;
  const facts = {
    trackingId,
    claimKey: lodged?.claimKey ?? null,
    dueAt: lodged?.dueAt ?? null,
    sensitive: lodged?.sensitive ?? false,
    assigned: lodged?.assigned ?? false,
    origin: await originOf(),
    arrived: true,
    keyInLink: false,
  };
  return (
    <PublicShell locale={locale} here={(other: Locale) => paths.lodged(other, trackingId)}>
      <LodgedHere
        locale={locale}
        facts={facts}
        filesMissing={lodged?.filesMissing ?? 0}
        nearby={lodged ? (await listNearbyOwn(trackingId)).length : 0}
      />
    </PublicShell>
  );
}

type HereProps = {
  locale: Locale;
  facts: LodgedFacts;
  filesMissing: number;
  /** How many open complaints have the same place: said only to who has just lodged. */
  nearby: number;
};

function LodgedHere({ locale, facts, filesMissing, nearby }: HereProps) {
  const t = useTranslations("lodge.done");
  return (
    <Lodged
      facts={facts}
      head={
        <div className="grid gap-4">
          <h1 className="text-3xl">{t("title")}</h1>
          {filesMissing > 0 && (
            <Notice tone="warning">
              <p>{t("filesRefused", { count: filesMissing })}</p>
            </Notice>
          )}
          {nearby > 0 && (
            <Notice tone="info" title={t("nearby.title", { count: nearby })}>
              <p>{t("nearby.body")}</p>
              <p>
                <a href={`${paths.myComplaint(locale, facts.trackingId)}#nearby`}>{t("nearby.link")}</a>
              </p>
            </Notice>
          )}
        </div>
      }
      another={
        <ButtonLink href={paths.lodge(locale)} variant="quiet" className="-ms-5">
          {t("another")}
        </ButtonLink>
      }
    />
  );
}

async function originOf(): Promise<string> {
  if (env.portalUrl) return env.portalUrl;
  const from = await headers();
  return `${from.get("x-forwarded-proto") ?? "http"}://${from.get("host") ?? "localhost"}`;
}
