import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CaseActions } from "@/components/complaint/case-actions";
import { CaseClock } from "@/components/complaint/case-clock";
import { CaseFiles } from "@/components/complaint/case-files";
import { CaseTimeline } from "@/components/complaint/case-timeline";
import { toFileItems } from "@/components/complaint/file-items";
import { StatusTag } from "@/components/complaint/status-tag";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import { Tag } from "@/components/ui/tag";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { readCase } from "@/lib/use-cases/read-case";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { requireStaff, type SignedInStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { AboutCase } from "./about-case";
import { buildActionForms } from "./action-forms";
import { submitAct } from "./actions";
import { CaseContact } from "./case-contact";
import { toEntries } from "./case-entries";

type Props = PageProps<"/[locale]/desk/[trackingId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const id = parseTrackingId((await params).trackingId);
  const t = await getTranslations({ locale, namespace: "desk.case" });
  return { title: id.ok ? t("title", { id: id.value }) : t("back") };
}

export default async function CasePage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const { trackingId: typed } = await params;
  const id = parseTrackingId(typed);
  const here = (language: Locale) => paths.deskCase(language, id.ok ? id.value : typed);
  const who = await requireStaff(locale, { next: here(locale) });
  if (!id.ok) notFound();
  if (id.value !== typed) redirect(here(locale));

  const now = new Date();
  const theCase = await readCase({ trackingId: id.value, actor: who.actor, now }).catch(unlessUnrecorded);
  if (theCase === "unrecorded") return <Unrecorded locale={locale} here={here} who={who} />;
  if (!theCase) notFound();
  const { facts, service, district, content, language } = theCase;
  const [t, domain, common, { forms, more }, entries] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
    getTranslations({ locale, namespace: "common" }),
    buildActionForms(locale, theCase, who.actor),
    toEntries(theCase, locale),
  ]);
  const files = toFileItems(theCase.files, here(locale));
  const evidence = files.filter(({ role }) => role === "evidence");
  const { done } = await searchParams;
  const recorded = ACTIONS.find((action) => action === done);

  return (
    <StaffPage locale={locale} here={here} who={who}>
      <ButtonLink href={paths.desk(locale)} variant="quiet" icon="arrow-back" className="-ms-3 mb-2 px-3 text-sm">
        {t(who.actor.role === "auditor" ? "shell.all" : "case.back")}
      </ButtonLink>
      {recorded && (
        <Notice tone="success" title={t("case.done", { what: domain(`actions.${recorded}`) })} className="mb-4" />
      )}
      <header className="mb-6 grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid gap-2">
          <p className="text-ink-soft">
            <CodeText className="text-base">{id.value}</CodeText>
          </p>
          <h1 className="text-2xl">{t("case.heading", { service: service[locale], district: district[locale] })}</h1>
          <p className="flex flex-wrap gap-2">
            <StatusTag state={facts.state} kind={facts.kind} />
            {facts.kind !== "complaint" && <Tag>{domain(`kinds.${facts.kind}`)}</Tag>}
            {facts.urgent && <Tag tone="danger">{t("queue.urgent")}</Tag>}
            {facts.level > 0 && <Tag tone="warning">{t("queue.level", { level: facts.level })}</Tag>}
            {facts.sealed && (
              <Tag tone="danger" icon="lock">
                {t("case.sealed")}
              </Tag>
            )}
          </p>
          {forms.length + more.length > 0 && (
            <ButtonLink href="#actions" variant="secondary" className="mt-1 lg:hidden print:hidden">
              {t("case.actions.title")}
            </ButtonLink>
          )}
        </div>
        <Card as="section" labelledBy="clock">
          <h2 id="clock" className="sr-only">
            {t("case.clock.title")}
          </h2>
          <CaseClock {...facts} now={now} />
        </Card>
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr]">
        <div className="grid gap-6">
          {facts.againstUnbound && (
            <Notice tone="warning">
              <p>{t("case.againstUnbound")}</p>
            </Notice>
          )}
          <Card as="section" labelledBy="complaint">
            <h2 id="complaint" className="text-lg">
              {t("case.complaint")}
            </h2>
            <p lang={language} dir="auto" className="my-3 whitespace-pre-line text-base">
              {content.text || t("case.noText")}
            </p>
            <CaseFiles files={files.filter(({ role }) => role !== "evidence")} />
          </Card>
          {evidence.length > 0 && (
            <Card as="section" labelledBy="evidence">
              <h2 id="evidence" className="mb-3 text-lg">
                {domain("files.evidence")}
              </h2>
              <CaseFiles files={evidence} />
            </Card>
          )}
          <AboutCase theCase={theCase} locale={locale} />
        </div>
        <div className="grid gap-6 lg:row-span-2">
          <section aria-labelledby="actions" className="grid gap-3 print:hidden">
            <h2 id="actions" className="scroll-mt-4 text-lg">
              {t("case.actions.title")}
            </h2>
            {who.actor.role === "auditor" ? (
              <p className="text-ink-soft">{t("case.actions.auditor")}</p>
            ) : (
              <CaseActions
                // After each thing that was done the forms start anew.
                key={entries.length}
                submit={submitAct.bind(null, { locale, trackingId: id.value })}
                permalink={`${here(locale)}#actions`}
                reloadHref={here(locale)}
                blocked={findClosure() ? MESSAGES[locale].outage.closed.button : null}
                version={facts.version}
                forms={forms}
                more={more}
                words={{
                  title: t("refused.title"),
                  kept: t("refused.kept"),
                  lost: t("refused.lost"),
                  files: t("refused.filesAgain"),
                  staleBody: t("refused.staleBody"),
                  staleGone: t("refused.staleGone"),
                  reload: t("refused.reload"),
                  optional: common("optional"),
                  more: t("case.actions.more"),
                  none: t("case.actions.none"),
                }}
              />
            )}
          </section>
          <CaseContact theCase={theCase} locale={locale} />
        </div>
        <Card as="section" labelledBy="timeline">
          <h2 id="timeline" className="mb-4 text-lg">
            {t("case.timeline.title")}
          </h2>
          <CaseTimeline entries={entries} />
        </Card>
      </div>
    </StaffPage>
  );
}

/** Whose look has to be recorded sees nothing while nothing can be (lib/use-cases/read-case.ts). */
function unlessUnrecorded(error: unknown): "unrecorded" {
  if (isUnwritable(error)) return "unrecorded";
  throw error;
}

type UnrecordedProps = { locale: Locale; here: PagePath; who: SignedInStaff };

async function Unrecorded({ locale, here, who }: UnrecordedProps) {
  const t = await getTranslations({ locale, namespace: "outage.closed" });
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <h1 className="mb-4 text-2xl">{t("lookTitle")}</h1>
      <p className="max-w-measure">{t("lookRefused")}</p>
    </StaffPage>
  );
}
