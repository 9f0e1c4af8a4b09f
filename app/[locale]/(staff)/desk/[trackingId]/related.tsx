import { getTranslations } from "next-intl/server";
import { JoinButton } from "@/components/complaint/case/related";
import { StatusTag } from "@/components/complaint/status-tag";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import type { Case } from "@/lib/data/cases";
import type { Family } from "@/lib/data/family";
import { findClosure } from "@/lib/data/health";
import type { RelatedCase, RelatedCases } from "@/lib/data/nearby";
import { formatDay } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { submitAct } from "./actions";

type Props = { theCase: Case; family: Family; related: RelatedCases; locale: Locale };

/** Others that hang together with this one: joined to it, from the same contact, near the same place. */
export async function Related({ theCase, family, related, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "caseWork.related" });
  const { parent, children, hidden } = family;
  const none = related.sameContact.length + related.nearby.length + children.length + hidden === 0 && !parent;
  return (
    <Card as="section" labelledBy="related">
      <h2 id="related" className="mb-3 text-lg">
        {t("title")}
      </h2>
      {none && <p className="text-ink-soft">{t("none")}</p>}
      <div className="grid gap-4">
        {parent && (
          <p>
            {t("parent")} <CaseLink trackingId={parent.trackingId} locale={locale} />
          </p>
        )}
        {children.length + hidden > 0 && (
          <div>
            <h3 className="text-base">{t("children", { count: children.length + hidden })}</h3>
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {children.map(({ trackingId }) => (
                <li key={trackingId}>
                  <CaseLink trackingId={trackingId} locale={locale} />
                </li>
              ))}
            </ul>
            {hidden > 0 && <p className="text-ink-soft">{t("hidden", { count: hidden })}</p>}
          </div>
        )}
        <Rows title={t("sameContact")} rows={related.sameContact} theCase={theCase} locale={locale} />
        <Rows title={t("nearby")} rows={related.nearby} theCase={theCase} locale={locale} />
      </div>
    </Card>
  );
}

type RowsProps = { title: string; rows: readonly RelatedCase[]; theCase: Case; locale: Locale };

async function Rows({ title, rows, theCase, locale }: RowsProps) {
  const t = await getTranslations({ locale, namespace: "caseWork.related" });
  const refused = await getTranslations({ locale, namespace: "desk.refused" });
  if (rows.length === 0) return null;
  const here = paths.deskCase(locale, theCase.trackingId);
  const canJoin = theCase.allowed.includes("MERGE");
  return (
    <div>
      <h3 className="mb-1 text-base">{title}</h3>
      <ul className="grid">
        {rows.map(({ trackingId, service, state, receivedAt, distanceM, mergeable }) => (
          <li key={trackingId} className="grid justify-items-start gap-1 border-t border-line py-2.5 first:border-t-0">
            <CaseLink trackingId={trackingId} locale={locale} />
            <span>
              {service[locale]}
              <span className="text-ink-soft">
                {" · "}
                {formatDay(receivedAt, locale)}
                {distanceM !== undefined && ` · ${t("metres", { metres: distanceM })}`}
              </span>
            </span>
            <StatusTag state={state} kind={theCase.facts.kind} />
            {mergeable && canJoin && (
              <JoinButton
                submit={submitAct.bind(null, { locale, trackingId: theCase.trackingId })}
                parent={trackingId}
                version={theCase.facts.version}
                actionId={crypto.randomUUID()}
                permalink={`${here}#related`}
                reloadHref={here}
                blocked={findClosure() !== null}
                words={{ join: t("join"), reload: refused("reload") }}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CaseLink({ trackingId, locale }: { trackingId: string; locale: Locale }) {
  return (
    <a href={paths.deskCase(locale, trackingId)} className="inline-flex min-h-11 items-center font-semibold">
      <CodeText>{trackingId}</CodeText>
    </a>
  );
}
