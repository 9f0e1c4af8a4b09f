import { getTranslations } from "next-intl/server";
import { TimelineFilter } from "@/components/complaint/case/timeline-filter";
import { type CaseEntry, CaseTimeline } from "@/components/complaint/case-timeline";
import { Card } from "@/components/ui/card";
import type { Locale } from "@/lib/web/i18n/routing";

const SHOWN = ["all", "public", "messages", "internal"] as const;
export type Shown = (typeof SHOWN)[number];
/** What the two sides say to each other, whoever else may read it. */
const MESSAGES = new Set<CaseEntry["action"]>([
  "SUBMIT",
  "REPLY",
  "ATTACH",
  "ASK_INFO",
  "PROVIDE_INFO",
  "START",
  "UPDATE",
  "RESOLVE",
  "DISPUTE",
  "CONFIRM",
  "APPEAL",
  "ACKNOWLEDGE",
]);

type Props = {
  locale: Locale;
  entries: readonly CaseEntry[];
  /** The page's address with these put into its query. */
  link: (changes: Record<string, string>) => string;
  show: unknown;
  order: unknown;
};

/** All that has happened, or what is looked for in it. */
export async function CaseHistory({ locale, entries, link, show, order }: Props) {
  const t = await getTranslations({ locale, namespace: "caseWork.timeline" });
  const title = (await getTranslations({ locale, namespace: "desk.case.timeline" }))("title");
  const shown = SHOWN.find((name) => name === show) ?? "all";
  const oldFirst = order === "old";
  const hasInternal = entries.some((entry) => entry.shown === "internal");
  const picked = entries.filter((entry) => fits(entry, shown));
  const links = SHOWN.filter((name) => name !== "internal" || hasInternal || shown === name).map((name) => ({
    key: name,
    href: link({ show: name === "all" ? "" : name, order: oldFirst ? "old" : "" }),
    label: t(`show.${name}`, { count: entries.filter((entry) => fits(entry, name)).length }),
    current: shown === name,
  }));
  const other = oldFirst ? "" : "old";
  return (
    <Card as="section" labelledBy="timeline">
      <h2 id="timeline" className="mb-3 scroll-mt-4 text-lg">
        {title}
      </h2>
      <TimelineFilter
        label={t("filter")}
        links={links}
        order={{
          key: "order",
          href: link({ show: shown === "all" ? "" : shown, order: other }),
          label: t(oldFirst ? "newFirst" : "oldFirst"),
          current: false,
        }}
      />
      {picked.length === 0 && <p className="text-ink-soft">{t("nothing")}</p>}
      <CaseTimeline label={title} entries={oldFirst ? picked : picked.toReversed()} />
    </Card>
  );
}

function fits({ shown, action }: CaseEntry, wanted: Shown): boolean {
  switch (wanted) {
    case "all":
      return true;
    case "public":
      return shown === "public";
    case "internal":
      return shown === "internal";
    case "messages":
      return shown !== "internal" && MESSAGES.has(action);
  }
}
