import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { listAuditEntries } from "@/lib/data/audit-entries";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { ChangeList } from "../change-list";
import { SetupTrail } from "../setup-trail";
import { setupWords } from "../setup-words";

const WHATS = [
  ...["department", "desk", "officer", "password", "session", "absence", "service", "number"],
  ...["district", "holiday", "template", "rule", "notice", "mode"],
  ...["callback", "search", "export"],
];

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/changes">): Promise<Metadata> {
  return { title: (await setupWords(await requireLocale(params))).say("changes.title") };
}

export default async function ChangesPage({ params, searchParams }: PageProps<"/[locale]/admin/changes">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.setup(locale, "changes"), roles: ["admin"] });
  const query = await searchParams;
  const read = (name: string) => String(query[name] ?? "").slice(0, 100);
  const what = WHATS.find((known) => known === read("what")) ?? "";
  const actor = read("actor").trim().toLowerCase();
  const [words, { rows, next }] = await Promise.all([
    setupWords(locale),
    listAuditEntries({ what, actor, after: read("after") || null }),
  ]);
  const { say } = words;
  return (
    <StaffPage locale={locale} here={(other) => paths.setup(other, "changes")} who={who}>
      <div className="grid gap-5">
        {query.done === "put-back" && <Notice tone="success" title={say("done.put-back")} live />}
        <SetupTrail locale={locale} words={words} isAdmin title={say("changes.title")} />
        <p className="max-w-measure text-ink-soft">{say("changes.lead")}</p>
        <form className="flex flex-wrap items-end gap-3">
          <Select
            id="what"
            name="what"
            label={say("changes.what")}
            defaultValue={what}
            placeholder={say("changes.everything")}
            options={WHATS.map((value) => ({ value, label: say(`whats.${value}`) }))}
          />
          <TextInput
            id="actor"
            name="actor"
            label={say("changes.who")}
            defaultValue={actor}
            maxLength={100}
            dir="ltr"
          />
          <Button variant="secondary">{say("find")}</Button>
        </form>
        {rows.length === 0 ? (
          <p>{say("changes.empty")}</p>
        ) : (
          <ChangeList locale={locale} words={words} entries={rows} />
        )}
        <Pagination
          label={say("pages")}
          next={
            next ? { href: `?${new URLSearchParams({ what, actor, after: next })}`, label: say("next") } : undefined
          }
        />
      </div>
    </StaffPage>
  );
}
