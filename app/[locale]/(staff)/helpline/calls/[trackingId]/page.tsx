import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OutcomeForm } from "@/components/complaint/helpline/outcome-form";
import { ReadOut } from "@/components/complaint/helpline/read-out";
import { TakeForm } from "@/components/complaint/helpline/take-form";
import { StatusTag } from "@/components/complaint/status-tag";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import type { Case } from "@/lib/data/cases";
import { CALL_OUTCOMES } from "@/lib/domain/complaint/call-back";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { readCall } from "@/lib/use-cases/read-call";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../../staff-page";
import { submitOutcome, submitTake } from "../actions";
import { writeCallScript } from "../call-script";

type Props = PageProps<"/[locale]/helpline/calls/[trackingId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const id = parseTrackingId((await params).trackingId);
  const t = await getTranslations({ locale, namespace: "helpline.call" });
  return { title: id.ok ? t("title", { id: id.value }) : t("back") };
}

export default async function CallPage({ params }: Props) {
  const locale = await requireLocale(params);
  const { trackingId: typed } = await params;
  const id = parseTrackingId(typed);
  const here = (language: Locale) => paths.call(language, id.ok ? id.value : typed);
  const who = await requireStaff(locale, { next: here(locale), roles: ["callback"] });
  if (!id.ok) notFound();
  if (id.value !== typed) redirect(here(locale));
  const call = await readCall({ trackingId: id.value, actor: who.actor, now: new Date() });
  const t = await getTranslations({ locale, namespace: "helpline" });
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <ButtonLink href={paths.calls(locale)} variant="quiet" icon="arrow-back" className="-ms-3 mb-2 px-3 text-sm">
        {t("call.back")}
      </ButtonLink>
      {call.ok ? <Call theCase={call.value} locale={locale} /> : <NotTaken trackingId={id.value} locale={locale} />}
    </StaffPage>
  );
}

/** The same for a call that somebody else has and for an ID that nobody is to be rung up about. */
async function NotTaken({ trackingId, locale }: { trackingId: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "helpline" });
  return (
    <div className="grid max-w-measure gap-4">
      <p className="text-ink-soft">
        <CodeText className="text-base">{trackingId}</CodeText>
      </p>
      <h1 className="text-2xl">{t("call.notTaken")}</h1>
      <p>{t("call.notTakenLead")}</p>
      <TakeForm
        action={submitTake.bind(null, { locale, trackingId })}
        permalink={paths.call(locale, trackingId)}
        label={t("calls.take")}
        refused={t("calls.refused")}
      />
    </div>
  );
}

async function Call({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const { trackingId, facts, content, service, district, language, events } = theCase;
  const [t, common, inUrdu, inEnglish] = await Promise.all([
    getTranslations({ locale, namespace: "helpline" }),
    getTranslations({ locale, namespace: "common" }),
    writeCallScript(theCase, "ur"),
    writeCallScript(theCase, "en"),
  ]);
  const { contact } = content;
  const scripts = [
    <ReadOut key="ur" id="script-ur" locale="ur" title={t("call.inUrdu")} lines={inUrdu} />,
    <ReadOut key="en" id="script-en" locale="en" title={t("call.inEnglish")} lines={inEnglish} />,
  ];
  // The citizen's language first, whoever reads it out.
  const ordered = language === "ur" ? scripts : scripts.toReversed();
  return (
    <>
      <header className="mb-6 grid gap-2">
        <p className="text-ink-soft">
          <CodeText className="text-base">{trackingId}</CodeText>
        </p>
        <h1 className="text-2xl">{t("case.where", { service: service[locale], district: district[locale] })}</h1>
        <p>
          <StatusTag state={facts.state} kind={facts.kind} />
        </p>
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="grid gap-6">
          <Card as="section" labelledBy="number" strong>
            <h2 id="number" className="text-lg">
              {t("call.number")}
            </h2>
            <p className="text-2xl font-bold">
              {contact?.phone && (
                <a href={`tel:${contact.phone.replace(/[^\d+]/g, "")}`}>
                  <CodeText>{contact.phone}</CodeText>
                </a>
              )}
            </p>
            <p className="text-base">
              {t("call.name")}: <bdi className="font-semibold">{contact?.name ?? t("call.noName")}</bdi> ·{" "}
              {t("call.language")}: {t(`call.languages.${language}`)}
            </p>
            {contact?.quiet && (
              <p>
                {t("call.quiet")}: <bdi>{t("call.quietValue", contact.quiet)}</bdi>
              </p>
            )}
            <p className="mt-1 text-ink-soft">{t("call.held")}</p>
          </Card>
          <section aria-labelledby="script" className="grid gap-3">
            <h2 id="script" className="text-lg">
              {t("call.script")}
            </h2>
            <div className="grid items-start gap-4 2xl:grid-cols-2">{ordered}</div>
          </section>
          <Card as="section" labelledBy="wrote">
            <h2 id="wrote" className="mb-2 text-lg">
              {t("call.wrote")}
            </h2>
            <p lang={language} dir="auto" className="text-base whitespace-pre-line">
              {content.text || t("call.noText")}
            </p>
          </Card>
        </div>
        <Card as="section" labelledBy="came">
          <h2 id="came" className="sr-only">
            {t("call.outcome")}
          </h2>
          <OutcomeForm
            key={events.length}
            action={submitOutcome.bind(null, { locale, trackingId })}
            permalink={paths.call(locale, trackingId)}
            version={facts.version}
            actionId={crypto.randomUUID()}
            outcomes={CALL_OUTCOMES.map((value) => ({
              value,
              label: t(`call.outcomes.${value}`),
              hint: t(`call.hints.${value}`),
            }))}
            ratings={[
              t("call.ratings.1"),
              t("call.ratings.2"),
              t("call.ratings.3"),
              t("call.ratings.4"),
              t("call.ratings.5"),
            ]}
            words={{
              outcome: t("call.outcome"),
              rating: t("call.rating"),
              ratingHint: t("call.ratingHint"),
              missing: t("call.missing"),
              missingHint: t("call.missingHint"),
              note: t("call.note"),
              submit: t("call.submit"),
              refused: t("call.refused"),
              optional: common("optional"),
            }}
          />
        </Card>
      </div>
    </>
  );
}
