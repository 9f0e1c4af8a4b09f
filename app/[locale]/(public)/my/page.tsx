import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OnThisPhone } from "@/components/complaint/lodge/on-this-phone";
import { PublicShell } from "@/components/shell/public-shell";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { findPublicStatus } from "@/lib/data/public-status";
import { listClaims } from "@/lib/web/claims";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { ClaimCard } from "./claim-card";

export async function generateMetadata({ params }: PageProps<"/[locale]/my">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "my.list" });
  return { title: t("title"), robots: { index: false } };
}

export default async function MyPage({ params, searchParams }: PageProps<"/[locale]/my">) {
  const locale = await requireLocale(params);
  const { id, removed } = await searchParams;
  const typed = typeof id === "string" ? id.trim().slice(0, 60) : "";
  if (typed) redirect(paths.myComplaint(locale, typed));

  const claims = await listClaims();
  const complaints = await Promise.all(
    claims.map(async ({ trackingId }) => ({ trackingId, status: await findPublicStatus(trackingId) })),
  );
  const t = await getTranslations({ locale, namespace: "my.list" });
  const forget = await getTranslations({ locale, namespace: "my.forget" });
  return (
    <PublicShell locale={locale} here={paths.my}>
      {removed && <Notice tone="success" title={forget("done")} className="mb-6" />}
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t("lead")}</p>
      {complaints.length === 0 ? (
        <OnThisPhone except={[]}>
          <EmptyState
            icon="inbox"
            title={t("empty")}
            action={
              <ButtonLink href={paths.lodge(locale)} icon="pencil">
                {t("lodge")}
              </ButtonLink>
            }
          >
            <p>{t("emptyBody")}</p>
          </EmptyState>
        </OnThisPhone>
      ) : (
        <>
          <ul className="grid gap-3">
            {complaints.map(({ trackingId, status }) => (
              <ClaimCard key={trackingId} locale={locale} trackingId={trackingId} status={status} />
            ))}
          </ul>
          <OnThisPhone except={complaints.map(({ trackingId }) => trackingId)} />
          <p className="mt-4 text-sm text-ink-soft">{t("shared")}</p>
        </>
      )}
      <section className="mt-10">
        <h2 className="text-xl">{t("other")}</h2>
        <p className="mt-1 mb-4 text-ink-soft">{t("otherBody")}</p>
        <Card>
          <form method="get" action={paths.my(locale)} className="grid gap-4">
            <TextInput
              id="tracking-id"
              name="id"
              label={t("id")}
              dir="ltr"
              required
              maxLength={60}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="font-mono text-lg rtl:text-end"
            />
            <Button variant="secondary" iconAfter="arrow" wide className="justify-self-start">
              {t("next")}
            </Button>
          </form>
        </Card>
      </section>
    </PublicShell>
  );
}
