import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { TextInput } from "@/components/ui/text-input";
import { COLUMNS, type InboxColumn } from "@/lib/domain/inbox";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { chooseColumns, keepFilter, removeOwnFilter, renameOwnFilter } from "./inbox-actions";

type Props = {
  locale: Locale;
  /** The present query, as the address carries it. */
  query: string;
  columns: readonly InboxColumn[];
  /** One's own filter that is shown. */
  own: { id: string; name: string } | null;
  total: number;
};

/** What is set now and then: one's own filters, the columns, the export. All of it works without script. */
export async function InboxTools({ locale, query, columns, own, total }: Props) {
  const [t, queue] = await Promise.all([
    getTranslations({ locale, namespace: "inbox" }),
    getTranslations({ locale, namespace: "desk.queue" }),
  ]);
  const where = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="query" value={query} />
    </>
  );
  const nameOf = (column: InboxColumn) =>
    column === "tags" || column === "received" || column === "updated" ? t(`columns.${column}`) : queue(column);
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Details summary={own ? t("own.change") : t("own.keep")}>
        {own ? (
          <>
            <form action={renameOwnFilter} className="grid gap-3">
              {where}
              <input type="hidden" name="id" value={own.id} />
              <TextInput
                id="filter-name"
                name="name"
                label={t("own.name")}
                defaultValue={own.name}
                maxLength={60}
                required
              />
              <div>
                <Button variant="secondary">{t("own.rename")}</Button>
              </div>
            </form>
            <form action={removeOwnFilter}>
              {where}
              <input type="hidden" name="id" value={own.id} />
              <Button variant="secondary" icon="trash">
                {t("own.remove")}
              </Button>
            </form>
          </>
        ) : (
          <form action={keepFilter} className="grid gap-3">
            {where}
            <TextInput
              id="filter-name"
              name="name"
              label={t("own.name")}
              hint={t("own.hint")}
              maxLength={60}
              required
            />
            <div>
              <Button variant="secondary">{t("own.submit")}</Button>
            </div>
          </form>
        )}
      </Details>
      <Details summary={t("columns.title")}>
        <form action={chooseColumns} className="grid gap-2">
          {where}
          <fieldset className="grid gap-1">
            <legend className="sr-only">{t("columns.title")}</legend>
            {COLUMNS.map((column) => (
              <label key={column} className="inline-flex min-h-11 items-center gap-2">
                <input
                  type="checkbox"
                  name="column"
                  value={column}
                  defaultChecked={columns.includes(column)}
                  className="size-5"
                />
                {nameOf(column)}
              </label>
            ))}
          </fieldset>
          <div>
            <Button variant="secondary">{t("columns.submit")}</Button>
          </div>
        </form>
      </Details>
      {total > 0 && (
        <div className="sm:col-span-2">
          <ButtonLink href={`${paths.deskExport(locale)}?${query}`} download variant="quiet" className="px-0">
            {t("export.link", { total })}
          </ButtonLink>
          <p className="text-ink-soft">{t("export.hint")}</p>
        </div>
      )}
    </div>
  );
}
