import { useTranslations } from "next-intl";
import { Table } from "@/components/ui/table";
import type { StaffRole } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { anytimeOf, worksOf } from "@/lib/domain/complaint/workflow-map";
import { MESSAGES, type Messages } from "@/lib/web/i18n/messages";

/** What this role may do in each state, from the workflow's own table. */
export function MayTable({ role }: { role: StaffRole }) {
  const t = useTranslations("guide.chapters.may");
  const states = useTranslations("domain.states");
  const titleOf = useActionTitles();
  const works = worksOf(role);
  const anytime = anytimeOf(role);
  return (
    <>
      <p>{works.length + anytime.length > 0 ? t("lead") : t("nothing")}</p>
      {works.length > 0 && (
        <Table
          caption={t("title")}
          rows={works}
          rowKey={({ state }) => state}
          columns={[
            { key: "state", header: t("state"), cell: ({ state }) => <strong>{states(`${state}.name`)}</strong> },
            { key: "can", header: t("can"), cell: ({ actions }) => actions.map(titleOf).join(" · ") },
          ]}
        />
      )}
      {anytime.length > 0 && (
        <p>
          {t("any")} {anytime.map(titleOf).join(" · ")}
        </p>
      )}
      {works.length > 0 && <p>{t("stale")}</p>}
    </>
  );
}

/** The words of the buttons; what has no button on a case's page has words of its own. */
function useActionTitles(): (action: Action) => string {
  const titles = useTranslations("desk.act");
  const own = useTranslations("guide.chapters.may.acts");
  const done = useTranslations("domain.actions");
  return (action) => {
    if (isButton(action)) return titles(`${action}.title`);
    return isWithoutButton(action) ? own(action) : done(action);
  };
}

const WORDS = MESSAGES.en;

function isButton(action: string): action is keyof Messages["desk"]["act"] {
  return action in WORDS.desk.act;
}

function isWithoutButton(action: string): action is keyof Messages["guide"]["chapters"]["may"]["acts"] {
  return action in WORDS.guide.chapters.may.acts;
}
