import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { SummaryList } from "@/components/ui/summary-list";
import type { Case } from "@/lib/data/cases";
import type { Location } from "@/lib/schemas/lodgement";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** Where it is, whose it is and since when: a line for each thing that is known. */
export async function AboutCase({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "desk.case" });
  const { facts, trackingId, content, desk, department, proposedDesk, officer } = theCase;
  const office = desk ?? department;
  const against =
    content.against && [content.against.name, content.against.post, content.against.office].filter(Boolean);
  const rows: [key: string, label: string, value: ReactNode][] = [
    ["office", t("office"), office ? office[locale] : t("noOffice")],
    ["proposed", t("proposed"), !desk && proposedDesk?.[locale]],
    ["officer", t("officer"), officer && <bdi>{officer[locale]}</bdi>],
    ["place", t("place"), content.location && <Place location={content.location} locale={locale} />],
    ["country", t("country"), theCase.country],
    ["against", t("against"), against?.length ? <bdi key="against">{against.join(", ")}</bdi> : null],
    ["occurred", t("occurred"), theCase.occurredOn && <CodeText>{theCase.occurredOn}</CodeText>],
    ["received", t("received"), formatMoment(facts.receivedAt, locale)],
    ["saved", t("saved"), isLater(facts.receivedAt, theCase.savedAt) && formatMoment(theCase.savedAt, locale)],
    ["level", t("level"), facts.level > 0 && t("levelValue", { level: facts.level })],
    ["handovers", t("handovers"), facts.handovers > 0 && String(facts.handovers)],
    [
      "public",
      t("public"),
      <a key="link" href={paths.status(locale, trackingId)}>
        {t("openPublic")}
      </a>,
    ],
  ];
  return (
    <Card as="section" labelledBy="about">
      <h2 id="about" className="mb-3 text-lg">
        {t("about")}
      </h2>
      {facts.sensitive && <p className="mb-3 text-ink-soft">{t("sensitive")}</p>}
      <SummaryList rows={rows.filter(([, , value]) => value).map(([key, label, value]) => ({ key, label, value }))} />
    </Card>
  );
}

async function Place({ location, locale }: { location: Location; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "desk.case" });
  const { lat, long, landmark } = location;
  return (
    <span className="grid justify-items-start gap-0.5">
      {landmark && <bdi>{landmark}</bdi>}
      {lat !== undefined && long !== undefined && (
        <CodeText className="text-ink-soft">{t("map", { lat: lat.toFixed(5), long: long.toFixed(5) })}</CodeText>
      )}
    </span>
  );
}

const QUARTER_MS = 15 * 60_000;

/** Kept on the phone for a while before it was sent: worth saying. */
function isLater(received: Date, saved: Date): boolean {
  return received.getTime() - saved.getTime() > QUARTER_MS;
}
