import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-input";
import { SETUP_CHOICES } from "@/lib/data/setup-choices";
import { listSetup, PAGE, type SetupRow } from "@/lib/data/setup-lists";
import { parseWallTime } from "@/lib/domain/wall-time";
import { isSetupSection, type SetupSection } from "@/lib/schemas/setup";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { FOR_SUPERVISORS } from "@/lib/use-cases/set-up/find-setup-actor";
import { nameIn } from "@/lib/web/i18n/name-in";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { SetupTrail } from "../setup-trail";
import { type SetupWords, setupWords } from "../setup-words";

const BY_PLACE: readonly SetupSection[] = ["departments", "desks", "officers", "districts", "holidays", "rules"];
const NOT_FOUNDED: readonly SetupSection[] = ["districts"];

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/[section]">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const { section } = await params;
  return isSetupSection(section) ? { title: (await setupWords(locale)).say(`sections.${section}.title`) } : {};
}

export default async function SetupListPage({ params, searchParams }: PageProps<"/[locale]/admin/[section]">) {
  const locale = await requireLocale(params);
  const { section } = await params;
  if (!isSetupSection(section)) notFound();
  const roles = FOR_SUPERVISORS.includes(section) ? (["admin", "supervisor"] as const) : (["admin"] as const);
  const who = await requireStaff(locale, { next: paths.setup(locale, section), roles });
  const isAdmin = who.actor.role === "admin";
  const query = await searchParams;
  const text = one(query.q).trim().slice(0, 80);
  const place = one(query.place).slice(0, 60);
  const page = Math.max(0, Math.min(500, Number.parseInt(one(query.page), 10) - 1 || 0));
  const departmentId = isAdmin ? null : (who.actor.departmentId ?? "none");
  const [words, places, { rows, total }] = await Promise.all([
    setupWords(locale),
    BY_PLACE.includes(section) ? SETUP_CHOICES.jurisdictions() : [],
    listSetup(section, { text, place, page, now: new Date(), departmentId }),
  ]);
  const { say } = words;
  const done = ["removed", "saved"].find((known) => known === query.done);
  const link = (to: number) => `?${new URLSearchParams({ q: text, place, page: String(to + 1) })}`;
  return (
    <StaffPage locale={locale} here={(other) => paths.setup(other, section)} who={who}>
      <div className="grid gap-5">
        {done && <Notice tone="success" title={say(`done.${done}`)} live />}
        <SetupTrail locale={locale} words={words} isAdmin={isAdmin} title={say(`sections.${section}.title`)} />
        <p className="max-w-measure text-ink-soft">{say(`sections.${section}.lead`)}</p>
        {!NOT_FOUNDED.includes(section) && (
          <div>
            <ButtonLink href={paths.setupItem(locale, section, "new")}>{say(`sections.${section}.add`)}</ButtonLink>
          </div>
        )}
        <form className="flex flex-wrap items-end gap-3">
          <TextInput id="q" name="q" label={say("search")} defaultValue={text} maxLength={80} dir="auto" />
          {places.length > 0 && (
            <Select
              id="place"
              name="place"
              label={say("place")}
              defaultValue={place}
              placeholder={say("everyPlace")}
              options={places.map((row) => ({ value: row.id, label: nameIn(locale, row) }))}
            />
          )}
          <Button variant="secondary">{say("find")}</Button>
        </form>
        <p role="status">{say("found", { count: total })}</p>
        {rows.length > 0 && (
          <Table
            caption={say(`sections.${section}.title`)}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                header: say("columns.name"),
                cell: (row) => <Name locale={locale} section={section} row={row} />,
              },
              { key: "under", header: say("columns.about"), cell: (row) => under(row, locale, words) },
              {
                key: "marks",
                header: say("columns.state"),
                cell: ({ marks }) => (
                  <span className="flex flex-wrap gap-1">
                    {marks.map((mark) => (
                      <Tag key={mark} tone={mark === "inactive" || mark === "over" ? "neutral" : "info"}>
                        {say(`marks.${mark}`)}
                      </Tag>
                    ))}
                  </span>
                ),
              },
            ]}
          />
        )}
        <Pagination
          label={say("pages")}
          previous={page > 0 ? { href: link(page - 1), label: say("previous") } : undefined}
          next={(page + 1) * PAGE < total ? { href: link(page + 1), label: say("next") } : undefined}
        />
      </div>
    </StaffPage>
  );
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

type NameProps = { locale: Locale; section: SetupSection; row: SetupRow };

function Name({ locale, section, row: { id, names } }: NameProps) {
  const [first, second] =
    locale === "ur" ? ([names.nameUr, names.nameEn] as const) : ([names.nameEn, names.nameUr] as const);
  return (
    <span className="grid">
      <a href={paths.setupItem(locale, section, id)} className="font-semibold">
        {first}
      </a>
      <span
        lang={locale === "ur" ? "en" : "ur"}
        dir={locale === "ur" ? "ltr" : "rtl"}
        className="text-start text-ink-soft"
      >
        {second}
      </span>
    </span>
  );
}

function under({ under, times }: SetupRow, locale: Locale, { say }: SetupWords) {
  const said = under.map((part) => {
    if (typeof part !== "string") return nameIn(locale, part);
    const day = /^day:(.*)$/.exec(part)?.[1];
    if (day) return formatDay(parseWallTime(`${day}T12:00`) ?? new Date(0), locale);
    const days = /^(\d+)d$/.exec(part)?.[1];
    return days ? say("days", { count: Number(days) }) : part;
  });
  return (
    <span className="grid">
      {said.map((line) => (
        <bdi key={line}>{line}</bdi>
      ))}
      {times && (
        <span>{say("fromTo", { from: formatMoment(times.from, locale), to: formatMoment(times.to, locale) })}</span>
      )}
    </span>
  );
}
