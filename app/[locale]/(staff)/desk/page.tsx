import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FirstDay } from "@/components/complaint/first-day";
import { FilterList } from "@/components/complaint/inbox/filter-list";
import { InboxTable } from "@/components/complaint/inbox/inbox-table";
import { ListKeys } from "@/components/complaint/inbox/list-keys";
import { SearchForm } from "@/components/complaint/inbox/search-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { findColumns } from "@/lib/data/desk-preferences";
import { countInbox, countMatching, type InboxPage } from "@/lib/data/inbox";
import { listSavedFilters } from "@/lib/data/saved-filters";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor, StaffRole } from "@/lib/domain/complaint/actor";
import { bulksOf, firstDirection, type Sort, viewsOf } from "@/lib/domain/inbox";
import { formatInboxQuery, isNarrowed, parseInboxQuery, withoutPlace } from "@/lib/schemas/inbox-query";
import { readInbox } from "@/lib/use-cases/read-inbox";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../staff-page";
import { caseLink } from "./case-link";
import { toInboxItem } from "./inbox-item";
import { Done, Said } from "./inbox-notices";
import { InboxTools } from "./inbox-tools";
import { searchChoices } from "./search-choices";

type Props = PageProps<"/[locale]/desk">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "desk.queue" }))("title") };
}

export default async function DeskPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.desk(locale) });
  const { actor } = who;
  const sent = await searchParams;
  const query = parseInboxQuery(sent);
  const now = new Date();
  const [t, words] = await Promise.all([
    getTranslations({ locale, namespace: "desk.queue" }),
    getTranslations({ locale, namespace: "inbox" }),
  ]);
  const page = await readInbox({ actor, query, now }).catch(unlessUnrecorded);
  if (page === null || page === "unrecorded") {
    return (
      <StaffPage locale={locale} here={paths.desk} who={who}>
        {page === null ? (
          <FirstDay role={actor.role} level={actor.level} locale={locale} />
        ) : (
          <Notice tone="warning" title={words("unrecorded")} />
        )}
      </StaffPage>
    );
  }
  const [counts, saved, columns, choices] = await Promise.all([
    countInbox(actor, now),
    listSavedFilters(actor.id),
    findColumns(actor.id),
    searchChoices(actor, locale),
  ]);
  const own = await Promise.all(
    saved.map(async ({ id, name, query: kept }) => {
      const parsed = parseInboxQuery(kept);
      return { id, name, query: parsed, value: await countMatching(actor, parsed, now) };
    }),
  );
  const { view, order, rows, total } = page;
  const plain = withoutPlace(query);
  const here = formatInboxQuery(plain).toString();
  const at = (search: URLSearchParams | string) =>
    String(search) ? `${paths.desk(locale)}?${search}` : paths.desk(locale);
  const narrowed = isNarrowed(query);
  const ownHere = own.find((filter) => formatInboxQuery(filter.query).toString() === here);
  const sortHref = (sort: Sort) => {
    const turned = order.sort === sort ? (order.dir === "asc" ? "desc" : "asc") : firstDirection(sort);
    return at(formatInboxQuery(plain, { sort, dir: turned }));
  };
  const bulks = bulksOf(actor);
  const from = formatInboxQuery(query).toString();
  const items = rows.map((row, n) =>
    toInboxItem(row, { actor, locale, now, href: caseLink(locale, row.trackingId, { from, n }) }),
  );
  const countsQuery = formatInboxQuery(plain);
  countsQuery.set("since", now.toISOString());
  const kind = kindOf(actor);
  return (
    <StaffPage locale={locale} here={paths.desk} who={who} count={counts.work}>
      <div className="grid items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="grid gap-4 lg:sticky lg:top-4">
          <FilterList
            label={words("filters")}
            ownLabel={words("ownFilters")}
            countsHref={`${paths.deskCounts(locale)}?${countsQuery}`}
            newsHref={at(here)}
            newsWords={{ one: words("news.one"), many: words.raw("news.many"), show: words("news.show") }}
            items={viewsOf(actor).map((name) => ({
              key: name,
              label: words(`views.${name}`),
              href: at(name === viewsOf(actor)[0] ? "" : formatInboxQuery({ view: name })),
              value: counts[name] ?? null,
              tone: name === "overdue" || name === "negative" ? "danger" : name === "soon" ? "warning" : undefined,
              current: view === name && !ownHere,
            }))}
            own={own.map(({ id, name, query: kept, value }) => ({
              key: id,
              label: name,
              href: at(formatInboxQuery(kept)),
              value,
              current: ownHere?.id === id,
            }))}
          />
        </div>
        <div className="grid min-w-0 gap-4">
          <Done action={sent.done} trackingId={sent.id} locale={locale} />
          <Said sent={sent} query={here} locale={locale} />
          <div>
            <h1 className="text-2xl">{ownHere?.name ?? words(`views.${view}`)}</h1>
            <p className="max-w-measure text-ink-soft">{t(`lead.${kind}`)}</p>
          </div>
          <SearchForm
            action={paths.desk(locale)}
            query={query}
            view={view}
            choices={choices}
            narrowed={narrowed}
            allHref={at(query.view ? formatInboxQuery({ view }) : "")}
          />
          <Understood sought={page.sought} locale={locale} />
          {items.length > 0 ? (
            <form id="inbox" action={paths.deskBulk(locale)} className="grid gap-3">
              {Array.from(formatInboxQuery({ ...plain, view }), ([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <input type="hidden" name="count" value={total} />
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <strong>{words("total", { total })}</strong>
                {bulks.length > 0 && (
                  <label className="inline-flex min-h-11 items-center gap-2">
                    <input type="checkbox" name="all" value="1" className="size-5" />
                    {words("chooseAll", { total })}
                  </label>
                )}
                <ListKeys
                  formId="inbox"
                  bulks={bulks}
                  words={{ none: words("chosen.none"), one: words("chosen.one"), many: words.raw("chosen.many") }}
                />
                <span className="flex flex-wrap gap-2">
                  {bulks.map((bulk) => (
                    <Button key={bulk} name="do" value={bulk} variant="secondary" className="px-3 text-sm">
                      {words(`bulk.${bulk}.button`)}
                    </Button>
                  ))}
                </span>
              </div>
              <InboxTable
                items={items}
                now={now}
                columns={columns}
                order={order}
                sortHref={sortHref}
                tagHref={(tag) => at(formatInboxQuery({ view: query.view, tag }))}
                choosable={bulks.length > 0}
              />
            </form>
          ) : narrowed || view !== viewsOf(actor)[0] ? (
            <EmptyState
              icon="inbox"
              title={words(narrowed ? "empty.search" : "empty.view")}
              action={
                <ButtonLink href={paths.desk(locale)} variant="secondary">
                  {words("empty.all")}
                </ButtonLink>
              }
            >
              <p>{words(`means.${view}`)}</p>
            </EmptyState>
          ) : (
            <FirstDay role={actor.role} level={actor.level} locale={locale} />
          )}
          <Pagination
            label={t("pages")}
            previous={
              page.previous
                ? { href: at(formatInboxQuery(plain, { before: page.previous })), label: t("previous") }
                : undefined
            }
            next={page.next ? { href: at(formatInboxQuery(plain, { after: page.next })), label: t("next") } : undefined}
          />
          <InboxTools locale={locale} query={here} columns={columns} own={ownHere ?? null} total={total} />
        </div>
      </div>
    </StaffPage>
  );
}

/** A supervisor above the first rung sees only what has reached that rung, and is told so. */
function kindOf({ role, level }: StaffActor): StaffRole | "high" {
  return role === "supervisor" && (level ?? 1) > 1 ? "high" : role;
}

/** Whose search has to be recorded sees nothing while nothing can be (lib/use-cases/read-inbox.ts). */
function unlessUnrecorded(error: unknown): "unrecorded" {
  if (isUnwritable(error)) return "unrecorded";
  throw error;
}

/** What couldn't be looked for, and why. */
async function Understood({ sought, locale }: { sought: InboxPage["sought"]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "inbox.understood" });
  if (sought.by === "nothing") return <Notice tone="info" title={t("nothing")} />;
  if (sought.by !== "mistyped") return null;
  const { mistake } = sought;
  return (
    <Notice tone="warning" title={t("mistyped")}>
      <p>
        {mistake.code === "check" && t("check")}
        {mistake.code === "length" && t("length", { count: mistake.count, wanted: mistake.wanted })}
        {mistake.code === "character" && t("character", { character: mistake.character })}
      </p>
    </Notice>
  );
}
