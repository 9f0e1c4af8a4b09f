import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Presence } from "@/components/complaint/case/presence";
import { CaseActions } from "@/components/complaint/case-actions";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Case } from "@/lib/data/cases";
import { findFamily } from "@/lib/data/family";
import { findClosure } from "@/lib/data/health";
import { markMentionsSeen } from "@/lib/data/mentions";
import { listRelated } from "@/lib/data/nearby";
import { listUnmaskings } from "@/lib/data/unmaskings";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { readCase } from "@/lib/use-cases/read-case";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff, type SignedInStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { AboutCase } from "./about-case";
import { buildActionForms } from "./action-forms";
import { submitAct } from "./actions";
import { CaseContact } from "./case-contact";
import { toEntries } from "./case-entries";
import { CaseHeader } from "./case-header";
import { actionWords } from "./page-words";
import { Related } from "./related";
import { Story } from "./story";
import { CaseHistory } from "./timeline";
import { Unmaskings } from "./unmaskings";
import { Unrecorded, unlessUnrecorded } from "./unrecorded";
import { findWay } from "./way";
import { WhoLooked } from "./who-looked";

type Props = PageProps<"/[locale]/desk/[trackingId]">;
type Query = Record<string, string | string[] | undefined>;

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
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <CaseView locale={locale} theCase={theCase} who={who} query={await searchParams} now={now} />
    </StaffPage>
  );
}

type ViewProps = { locale: Locale; theCase: Case; who: SignedInStaff; query: Query; now: Date };

async function CaseView({ locale, theCase, who: { actor }, query, now }: ViewProps) {
  const { facts, trackingId } = theCase;
  const here = paths.deskCase(locale, trackingId);
  const [t, work, entries, related, family, looks, way, named] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "caseWork" }),
    toEntries(theCase, locale),
    listRelated(facts.id, actor, now),
    findFamily(facts, actor),
    listUnmaskings(facts, actor),
    findWay({ trackingId, actor, from: query.from, n: query.n, locale, now }),
    markMentionsSeen(facts.id, actor.id, now),
  ]);
  const parents = related.nearby
    .filter(({ mergeable }) => mergeable)
    .map((one) => ({ value: one.trackingId, label: one.service[locale] }));
  const { forms, more } = await buildActionForms({ locale, theCase, actor, now, parents });
  const isAuditor = actor.role === "auditor";
  const inList = query.from === undefined ? {} : { from: way.from, n: String(way.n) };
  const link = (changes: Record<string, string>) => {
    const pairs = Object.entries({ ...inList, ...changes }).filter(([, value]) => value !== "");
    return pairs.length > 0 ? `${here}?${new URLSearchParams(pairs)}#timeline` : `${here}#timeline`;
  };
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4">
        <ButtonLink href={way.back} variant="quiet" icon="arrow-back" className="-ms-3 px-3 text-sm">
          {t(isAuditor ? "shell.all" : "case.back")}
        </ButtonLink>
        <nav aria-label={work("way.label")} className="flex flex-wrap">
          {way.previous && <WayLink href={way.previous}>{work("way.previous")}</WayLink>}
          {way.next && <WayLink href={way.next}>{work("way.next")}</WayLink>}
          <ButtonLink href={paths.deskPrint(locale, trackingId)} variant="quiet" icon="print" className="px-3 text-sm">
            {work("print.link")}
          </ButtonLink>
        </nav>
      </div>
      <Done done={query.done} locale={locale} />
      {named && <Notice tone="info" title={work("mention.one")} className="mb-4" />}
      <Presence
        address={paths.deskPresence(locale, trackingId)}
        reloadHref={here}
        version={facts.version}
        words={{
          looking: work.raw("presence.looking") as string,
          writing: work.raw("presence.writing") as string,
          changed: work("presence.changed"),
          reload: work("presence.reload"),
        }}
      />
      <CaseHeader theCase={theCase} locale={locale} now={now} hasActions={forms.length + more.length > 0} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr]">
        <div className="grid gap-6">
          {facts.againstUnbound && (
            <Notice tone="warning">
              <p>{t("case.againstUnbound")}</p>
            </Notice>
          )}
          <Story theCase={theCase} locale={locale} />
          <AboutCase theCase={theCase} locale={locale} />
        </div>
        <div className="grid gap-6 lg:row-span-2">
          <section aria-labelledby="actions" className="grid gap-3 print:hidden">
            <h2 id="actions" className="scroll-mt-4 text-lg">
              {t("case.actions.title")}
            </h2>
            {isAuditor ? (
              <p className="text-ink-soft">{t("case.actions.auditor")}</p>
            ) : (
              <CaseActions
                // After each thing that was done the forms start anew.
                key={entries.length}
                submit={submitAct.bind(null, {
                  locale,
                  trackingId,
                  ...(query.from !== undefined && { from: way.from, n: way.n }),
                })}
                permalink={`${here}#actions`}
                reloadHref={here}
                ways={{ back: way.back, next: way.next, previous: way.previous }}
                blocked={findClosure() ? MESSAGES[locale].outage.closed.button : null}
                version={facts.version}
                forms={forms}
                more={more}
                words={await actionWords(locale, theCase.language)}
              />
            )}
          </section>
          <CaseContact theCase={theCase} locale={locale} />
          <Related theCase={theCase} family={family} related={related} locale={locale} />
          {/* An auditor reads of them among all looks, below. */}
          {looks && !isAuditor && (facts.sensitive || facts.sealed) && <Unmaskings looks={looks} locale={locale} />}
        </div>
        <CaseHistory locale={locale} entries={entries} link={link} show={query.show} order={query.order} />
      </div>
      {isAuditor && <WhoLooked complaintId={facts.id} actor={actor} locale={locale} />}
    </>
  );
}

function WayLink({ href, children }: { href: string; children: string }) {
  return (
    <ButtonLink href={href} variant="quiet" className="px-3 text-sm">
      {children}
    </ButtonLink>
  );
}

async function Done({ done, locale }: { done: unknown; locale: Locale }) {
  const action = ACTIONS.find((name) => name === done);
  if (!action) return null;
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk.case" }),
    getTranslations({ locale, namespace: "domain.actions" }),
  ]);
  return <Notice tone="success" title={t("done", { what: domain(action) })} className="mb-4" />;
}
