import { getTranslations } from "next-intl/server";
import { CaseClock } from "@/components/complaint/case-clock";
import { StatusTag } from "@/components/complaint/status-tag";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Tag } from "@/components/ui/tag";
import type { Case } from "@/lib/data/cases";
import { summarizeClock } from "@/lib/domain/complaint/next-duty";
import type { Locale } from "@/lib/web/i18n/routing";

type Props = { theCase: Case; locale: Locale; now: Date; hasActions: boolean };

/** What it is, where it stands, and how its clock runs. */
export async function CaseHeader({ theCase, locale, now, hasActions }: Props) {
  const { facts, service, district, trackingId, clock } = theCase;
  const [t, work] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "caseWork" }),
  ]);
  const summary = summarizeClock(facts, now, clock);
  const isWorkedOn = facts.state === "ASSIGNED" || facts.state === "IN_PROGRESS";
  const wanted = facts.kind === "complaint" && facts.evidence !== "none" && isWorkedOn ? facts.evidence : null;
  return (
    <header className="mb-6 grid items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="grid gap-2">
        <p className="text-ink-soft">
          <CodeText className="text-base">{trackingId}</CodeText>
        </p>
        <h1 className="text-2xl">{t("case.heading", { service: service[locale], district: district[locale] })}</h1>
        <CaseTags theCase={theCase} locale={locale} />
        {wanted && <p className="text-ink-soft">{work(`evidenceWanted.${wanted}`)}</p>}
        {hasActions && (
          <ButtonLink href="#actions" variant="secondary" className="mt-1 lg:hidden print:hidden">
            {t("case.actions.title")}
          </ButtonLink>
        )}
      </div>
      <Card as="section" labelledBy="clock">
        <h2 id="clock" className="sr-only">
          {t("case.clock.title")}
        </h2>
        <CaseClock {...facts} now={now} summary={summary} credits={outagesOf(theCase)} />
      </Card>
    </header>
  );
}

export async function CaseTags({ theCase: { facts }, locale }: Pick<Props, "theCase" | "locale">) {
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  return (
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
  );
}

/** The stretches in which the portal was down and which this case's clocks were given back, the latest first. */
function outagesOf({ events }: Case): { id: string; fromAt: Date; toAt: Date }[] {
  return events
    .filter(({ action }) => action === "LENGTHEN")
    .flatMap(({ sequence, payload }) => {
      const { from, to } = (payload?.outage ?? {}) as { from?: unknown; to?: unknown };
      const [fromAt, toAt] = [new Date(String(from)), new Date(String(to))];
      const known = !Number.isNaN(fromAt.getTime()) && !Number.isNaN(toAt.getTime());
      return known ? [{ id: String(sequence), fromAt, toAt }] : [];
    })
    .toReversed();
}
