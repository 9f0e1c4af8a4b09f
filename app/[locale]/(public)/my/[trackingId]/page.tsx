import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClosedNotice } from "@/components/shell/closed-notice";
import { OnlyFresh } from "@/components/shell/only-fresh";
import { PublicShell } from "@/components/shell/public-shell";
import { Notice } from "@/components/ui/notice";
import { findOwnComplaint } from "@/lib/data/complaints";
import { findClosure } from "@/lib/data/health";
import { listNearbyOwn } from "@/lib/data/nearby";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { findClaim } from "@/lib/web/claims";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { act, forget } from "./actions";
import { ForgetForm } from "./forget-form";
import { parseKeyError } from "./key-error";
import { KeyForm } from "./key-form";
import { OwnerView } from "./owner-view";

type Props = PageProps<"/[locale]/my/[trackingId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "my.page" });
  return { title: t("title"), robots: { index: false } };
}

export default async function MyComplaintPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const typed = decodeURIComponent((await params).trackingId);
  const parsed = parseTrackingId(typed);
  if (!parsed.ok) redirect(paths.status(locale, typed)); // says what is wrong with it
  const trackingId = parsed.value;
  if (trackingId !== typed) redirect(paths.myComplaint(locale, trackingId));

  const { error, done, version } = await searchParams;
  const now = new Date();
  const claimKey = await findClaim(trackingId);
  const own = claimKey && (await findOwnComplaint(trackingId, claimKey, now));
  const here = (other: typeof locale) => paths.myComplaint(other, trackingId);
  if (!own || (!own.ok && own.error === "wrong-key")) {
    return (
      <PublicShell locale={locale} here={here}>
        <KeyForm locale={locale} trackingId={trackingId} error={parseKeyError(error)} />
      </PublicShell>
    );
  }

  const t = await getTranslations({ locale, namespace: "my" });
  const closure = findClosure();
  const forgetForm = (
    <ForgetForm
      trackingId={trackingId}
      forget={forget.bind(null, locale, trackingId)}
      words={{
        title: t("forget.title"),
        body: t("forget.body"),
        warning: t("forget.warning"),
        again: t("forget.again"),
        unsent: t("forget.unsent"),
        submit: t("forget.submit"),
      }}
    />
  );
  if (!own.ok) {
    return (
      <PublicShell locale={locale} here={here}>
        <h1 className="mb-4 text-3xl">{t("waiting.title")}</h1>
        <Notice tone="info" className="mb-6">
          <p>{t("waiting.body")}</p>
        </Notice>
        {forgetForm}
      </PublicShell>
    );
  }
  return (
    <PublicShell locale={locale} here={here} width="page">
      <OnlyFresh />
      {closure && <ClosedNotice locale={locale} closure={closure} now={now} audience="citizen" />}
      <OwnerView
        locale={locale}
        own={own.value}
        nearby={own.value.allowed.includes("MERGE") ? await listNearbyOwn(trackingId) : []}
        now={now}
        done={typeof done === "string" ? done : null}
        visit={`${done} ${version}`}
        blocked={closure ? MESSAGES[locale].outage.closed.button : null}
        act={act.bind(null, locale, trackingId)}
        forgetForm={forgetForm}
      />
    </PublicShell>
  );
}
