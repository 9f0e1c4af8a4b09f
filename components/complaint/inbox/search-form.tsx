import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { DIRECTIONS, SORTS } from "@/lib/domain/inbox";
import type { InboxQuery } from "@/lib/schemas/inbox-query";

export type SearchChoices = {
  services: readonly SelectGroup[];
  districts: readonly SelectOption[];
  desks: readonly SelectOption[];
  officers: readonly SelectOption[];
  states: readonly SelectOption[];
};
type Props = {
  action: string;
  query: InboxQuery;
  view: string;
  choices: SearchChoices;
  narrowed: boolean;
  allHref: string;
};

/** Words first; everything else behind one press. A plain form whose answer is an address, which can be kept and sent on. */
export function SearchForm({ action, query, view, choices, narrowed, allHref }: Props) {
  const t = useTranslations("inbox");
  const select = (name: "service" | "district" | "desk" | "officer" | "state", options: readonly SelectOption[]) =>
    options.length > 0 && (
      <Select
        id={name}
        name={name}
        label={t(`search.${name}`)}
        placeholder={t("search.any")}
        options={options}
        defaultValue={query[name] ?? ""}
      />
    );
  const open = narrowed && Object.entries(query).some(([name, value]) => value !== null && !PLAIN.has(name));
  return (
    <search>
      <form action={action} className="grid gap-3">
        {query.view && <input type="hidden" name="view" value={view} />}
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-64">
            <TextInput
              id="q"
              name="q"
              type="search"
              label={t("search.label")}
              defaultValue={query.q ?? ""}
              dir="auto"
            />
          </div>
          <Button icon="search">{t("search.submit")}</Button>
          {narrowed && (
            <ButtonLink href={allHref} variant="quiet">
              {t("search.clear")}
            </ButtonLink>
          )}
        </div>
        <Details summary={t("search.more")} open={open}>
          <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            <Select
              id="service"
              name="service"
              label={t("search.service")}
              placeholder={t("search.any")}
              groups={choices.services}
              defaultValue={query.service ?? ""}
            />
            {select("district", choices.districts)}
            {select("desk", choices.desks)}
            {select("officer", choices.officers)}
            {select("state", choices.states)}
            <TextInput id="tag" name="tag" label={t("search.tag")} defaultValue={query.tag ?? ""} dir="auto" />
            <TextInput id="from" name="from" type="date" label={t("search.from")} defaultValue={query.from ?? ""} />
            <TextInput id="to" name="to" type="date" label={t("search.to")} defaultValue={query.to ?? ""} />
            <Select
              id="sort"
              name="sort"
              label={t("search.sort")}
              placeholder={t("search.sortUsual")}
              options={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
              defaultValue={query.sort ?? ""}
            />
            <Select
              id="dir"
              name="dir"
              label={t("search.dir")}
              placeholder={t("search.sortUsual")}
              options={DIRECTIONS.map((value) => ({ value, label: t(`dirs.${value}`) }))}
              defaultValue={query.dir ?? ""}
            />
          </div>
        </Details>
      </form>
    </search>
  );
}

/** What is set elsewhere than behind the press. */
const PLAIN = new Set(["view", "q", "after", "before", "sort", "dir"]);
