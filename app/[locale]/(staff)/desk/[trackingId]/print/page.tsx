import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContactRows } from "@/components/complaint/case-contact";
import { CaseTimeline } from "@/components/complaint/case-timeline";
import { LogoMark } from "@/components/shell/logo";
import { ButtonLink } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { PrintButton } from "@/components/ui/print-button";
import { SummaryList } from "@/components/ui/summary-list";
import type { Case } from "@/lib/data/cases";
import { summarizeClock } from "@/lib/domain/complaint/next-duty";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { labelOfState } from "@/lib/tracking/labels";
import { readCase } from "@/lib/use-cases/read-case";
import { nameIn } from "@/lib/web/i18n/name-in";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff, type SignedInStaff } from "@/lib/web/session";
import { AboutCase } from "../about-case";
import { toEntries } from "../case-entries";
import { Unrecorded, unlessUnrecorded } from "../unrecorded";
import { type PrintedContact, readPrintedContact } from "./printed-contact";

type Props = PageProps<"/[locale]/desk/[trackingId]/print">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  const id = parseTrackingId((await params).trackingId);
  const t = await getTranslations({ locale, namespace: "caseWork.print" });
  return { title: id.ok ? t("title", { id: id.value }) : t("link") };
}

/** The whole case on paper, as far as this person may see it. */
export default async function PrintPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const { trackingId: typed } = await params;
  const id = parseTrackingId(typed);
  const here = (language: Locale) => paths.deskPrint(language, id.ok ? id.value : typed);
  const who = await requireStaff(locale, { next: here(locale) });
  if (!id.ok) notFound();
  const now = new Date();
  const theCase = await readCase({ trackingId: id.value, actor: who.actor, now }).catch(unlessUnrecorded);
  if (theCase === "unrecorded") return <Unrecorded locale={locale} here={here} who={who} />;
  if (!theCase) notFound();
  const wanted = (await searchParams).contact === "1";
  const contact = await readPrintedContact({ theCase, actor: who.actor, wanted, locale, now });
  return <Sheet theCase={theCase} who={who} locale={locale} now={now} contact={contact} />;
}

type SheetProps = { theCase: Case; who: SignedInStaff; locale: Locale; now: Date; contact: PrintedContact };

async function Sheet({ theCase, who, locale, now, contact }: SheetProps) {
  const { trackingId, service, district, content, language } = theCase;
  const [t, desk, entries] = await Promise.all([
    getTranslations({ locale, namespace: "caseWork" }),
    getTranslations({ locale, namespace: "desk.case" }),
    toEntries(theCase, locale),
  ]);
  const rich = { id: () => <CodeText key="id">{trackingId}</CodeText> };
  return (
    <main className="mx-auto grid max-w-[48rem] gap-6 bg-surface p-4 text-sm sm:p-8 print:max-w-none print:p-0">
      <p className="flex flex-wrap gap-3 print:hidden">
        <ButtonLink href={paths.deskCase(locale, trackingId)} variant="quiet" icon="arrow-back">
          {t("print.back")}
        </ButtonLink>
        <PrintButton label={t("print.press")} />
        {contact.offered && (
          <ButtonLink href={`${paths.deskPrint(locale, trackingId)}?contact=1`} variant="secondary" icon="lock">
            {t("print.withContact")}
          </ButtonLink>
        )}
      </p>
      <SheetHead who={who} locale={locale} now={now} />
      <div>
        <h1 className="text-xl">{t.rich("print.heading", rich)}</h1>
        <p className="font-semibold">{desk("heading", { service: service[locale], district: district[locale] })}</p>
      </div>
      <Standing theCase={theCase} locale={locale} now={now} />
      <section aria-labelledby="complaint">
        <h2 id="complaint" className="text-lg">
          {desk("complaint")}
        </h2>
        <p lang={language} dir="auto" className="wrap-anywhere whitespace-pre-line text-base">
          {content.text || desk("noText")}
        </p>
      </section>
      <FileList theCase={theCase} locale={locale} />
      <AboutCase theCase={theCase} locale={locale} />
      <section aria-labelledby="contact" className="break-inside-avoid">
        <h2 id="contact" className="text-lg">
          {desk("contact.title")}
        </h2>
        {contact.rows.length > 0 && <ContactRows rows={contact.rows} />}
        <p className="text-ink-soft">{contact.note}</p>
      </section>
      <section aria-labelledby="timeline" className="ps-1.5">
        <h2 id="timeline" className="mb-3 text-lg">
          {desk("timeline.title")}
        </h2>
        <CaseTimeline label={desk("timeline.title")} entries={entries} />
      </section>
    </main>
  );
}

async function SheetHead({ who: { person, actor }, locale, now }: Pick<SheetProps, "who" | "locale" | "now">) {
  const [t, common, domain] = await Promise.all([
    getTranslations({ locale, namespace: "caseWork.print" }),
    getTranslations({ locale, namespace: "common" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const office = person.desk ?? person.department;
  const role = domain(`roles.${actor.role}`);
  const post = office ? domain("post", { role, office: nameIn(locale, office) }) : role;
  return (
    <header className="flex items-start gap-3 border-b-2 border-line-strong pb-3">
      <LogoMark className="size-10" />
      <div className="grid gap-0.5">
        <p className="font-heading text-lg font-bold">{common("name")}</p>
        <p>
          {t.rich("by", {
            name: () => <bdi key="name">{nameIn(locale, person)}</bdi>,
            post,
            when: formatMoment(now, locale),
          })}
        </p>
        <p className="font-semibold">{t("internal")}</p>
      </div>
    </header>
  );
}

async function Standing({ theCase, locale, now }: Pick<SheetProps, "theCase" | "locale" | "now">) {
  const { facts, clock } = theCase;
  const [t, duties, turns] = await Promise.all([
    getTranslations({ locale, namespace: "caseWork.print" }),
    getTranslations({ locale, namespace: "desk.case.clock" }),
    getTranslations({ locale, namespace: "caseWork.clock.turn" }),
  ]);
  const { duty, turn, paused } = summarizeClock(facts, now, clock);
  const say = facts.urgent ? formatMoment : formatDay;
  const owed = duty && !paused ? duties(`duties.${duty.state}`) : null;
  const rows = [
    { key: "state", label: t("state"), value: labelOfState({ state: facts.state, kind: facts.kind }, locale) },
    { key: "due", label: t("due"), value: facts.dueAt ? say(facts.dueAt, locale) : duties("none") },
    {
      key: "duty",
      label: t("duty"),
      value: owed
        ? [owed, duty?.by && duties("dutyBy", { day: say(duty.by, locale) })].filter(Boolean).join(", ")
        : turns(turn),
    },
  ];
  return (
    <section aria-labelledby="standing">
      <h2 id="standing" className="mb-2 text-lg">
        {t("summary")}
      </h2>
      <SummaryList rows={rows} />
    </section>
  );
}

/** Files by name: a sheet of paper has no pictures of them, but says that they are there. */
async function FileList({ theCase: { files }, locale }: Pick<SheetProps, "theCase" | "locale">) {
  if (files.length === 0) return null;
  const [t, words] = await Promise.all([
    getTranslations({ locale, namespace: "caseWork.print" }),
    getTranslations({ locale, namespace: "domain.files" }),
  ]);
  const arrived = files.filter((file) => file.arrived).length;
  const roleOf = (role: string) =>
    words(role === "photo" || role === "voice" || role === "evidence" ? role : "document");
  return (
    <section className="break-inside-avoid">
      <p className="font-semibold">{words("arrived", { arrived, all: files.length })}</p>
      <ol className="list-decimal ps-6">
        {files.map((file) => (
          <li key={file.sha256}>
            {roleOf(file.role)} <CodeText className="text-xs">{file.sha256.slice(0, 16)}</CodeText>{" "}
            {!file.arrived && `(${t("pending")})`}
          </li>
        ))}
      </ol>
    </section>
  );
}
