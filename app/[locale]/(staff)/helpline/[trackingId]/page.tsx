import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LookUpForm } from "@/components/complaint/helpline/look-up-form";
import { ReadOut } from "@/components/complaint/helpline/read-out";
import { SpelledId } from "@/components/complaint/helpline/spelled-id";
import { StatusTag } from "@/components/complaint/status-tag";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { readForCaller } from "@/lib/use-cases/read-for-caller";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff, type SignedInStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { submitReason } from "../actions";
import { lookUpWords } from "../look-up-words";
import { writeReadOut } from "../read-out";
import { CallerPart } from "./caller-part";

type Props = PageProps<"/[locale]/helpline/[trackingId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const id = parseTrackingId((await params).trackingId);
  const t = await getTranslations({ locale, namespace: "helpline.case" });
  return { title: id.ok ? t("title", { id: id.value }) : t("back") };
}

export default async function HelplineCasePage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const { trackingId: typed } = await params;
  const id = parseTrackingId(typed);
  const here = (language: Locale) => paths.helplineCase(language, id.ok ? id.value : typed);
  const who = await requireStaff(locale, { next: here(locale), roles: ["helpline"] });
  if (!id.ok) notFound();
  if (id.value !== typed) redirect(here(locale));

  const now = new Date();
  const shown = await readForCaller({ trackingId: id.value, actor: who.actor, now });
  if (!shown.ok) return <GiveReason trackingId={id.value} locale={locale} who={who} reason={shown.error} />;
  const { status, isProtected } = shown.value;
  const [t, domain, inEnglish, inUrdu] = await Promise.all([
    getTranslations({ locale, namespace: "helpline" }),
    getTranslations({ locale, namespace: "domain" }),
    writeReadOut(status, "en", now),
    writeReadOut(status, "ur", now),
  ]);
  const { done } = await searchParams;
  const recorded = ACTIONS.find((action) => action === done);
  const { service, district } = status;
  const scripts = [
    <ReadOut key="ur" id="script-ur" locale="ur" title={t("case.inUrdu")} lines={inUrdu} />,
    <ReadOut key="en" id="script-en" locale="en" title={t("case.inEnglish")} lines={inEnglish} />,
  ];
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <ButtonLink href={paths.helpline(locale)} variant="quiet" icon="arrow-back" className="-ms-3 mb-2 px-3 text-sm">
        {t("case.back")}
      </ButtonLink>
      {recorded && (
        <Notice tone="success" title={t("act.done", { what: domain(`actions.${recorded}`) })} className="mb-4" />
      )}
      <header className="mb-6 grid gap-2">
        <p className="text-ink-soft">
          <CodeText className="text-base">{id.value}</CodeText>
        </p>
        <h1 className="text-2xl">
          {service && district
            ? t("case.where", { service: service[locale], district: district[locale] })
            : t("case.what")}
        </h1>
        <p>
          <StatusTag state={status.state} kind={status.kind} />
        </p>
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_30rem]">
        <div className="grid gap-6">
          <SpelledId trackingId={id.value} />
          <section aria-labelledby="script" className="grid gap-3">
            <h2 id="script" className="text-lg">
              {t("case.script")}
            </h2>
            <div className="grid items-start gap-4 2xl:grid-cols-2">
              {locale === "ur" ? scripts : scripts.toReversed()}
            </div>
          </section>
        </div>
        {isProtected ? (
          <Notice tone="warning" icon="lock" title={t("case.what")}>
            <p>{t("case.protected")}</p>
          </Notice>
        ) : (
          <CallerPart shown={shown.value} locale={locale} />
        )}
      </div>
    </StaffPage>
  );
}

type ReasonProps = {
  trackingId: string;
  locale: Locale;
  who: SignedInStaff;
  reason: "not_looked_up" | "unrecorded";
};

/** Whoever comes by an address alone: nothing of the complaint is shown, not even whether there is one. */
async function GiveReason({ trackingId, locale, who, reason }: ReasonProps) {
  const [t, { words, reasons }] = await Promise.all([
    getTranslations({ locale, namespace: "helpline" }),
    lookUpWords(locale),
  ]);
  const here = (language: Locale) => paths.helplineCase(language, trackingId);
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <div className="mx-auto grid max-w-5xl gap-6">
        <div>
          <p className="text-ink-soft">
            <CodeText className="text-base">{trackingId}</CodeText>
          </p>
          <h1 className="text-2xl">{t("look.again")}</h1>
          <p className="max-w-measure text-ink-soft">{t("look.againLead")}</p>
        </div>
        <Card>
          <LookUpForm
            fixed
            action={submitReason.bind(null, { locale, trackingId })}
            first={{
              attempt: 0,
              values: { sought: trackingId, reason: "", words: "" },
              problems: [],
              ...(reason === "unrecorded" && { trouble: t("problems.unrecorded") }),
            }}
            permalink={here(locale)}
            reasons={reasons}
            words={words}
          />
        </Card>
      </div>
    </StaffPage>
  );
}
