import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type SetupField, SetupForm, type SetupState } from "@/components/setup/setup-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import { Notice } from "@/components/ui/notice";
import { hashOfPicture, listAuditEntries } from "@/lib/data/audit-entries";
import { db } from "@/lib/data/db";
import { listServicesOfDesk } from "@/lib/data/setup-choices";
import { toWallTime } from "@/lib/domain/wall-time";
import { isSetupSection, type SetupSection } from "@/lib/schemas/setup";
import { FOR_SUPERVISORS, findSetupActor } from "@/lib/use-cases/set-up/find-setup-actor";
import { sectionOf } from "@/lib/use-cases/set-up/sections";
import { nameIn } from "@/lib/web/i18n/name-in";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../../staff-page";
import { ChangeList } from "../../change-list";
import { submitItem, submitPassword, submitRemoval } from "../../setup-actions";
import { setupFields } from "../../setup-fields";
import { SetupTrail } from "../../setup-trail";
import { type SetupWords, setupWords } from "../../setup-words";

const PREVIEWED: readonly SetupSection[] = ["templates", "notices"];
const DAY = 24 * 60 * 60_000;

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/[section]/[id]">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const { section } = await params;
  return isSetupSection(section) ? { title: (await setupWords(locale)).say(`sections.${section}.one`) } : {};
}

export default async function SetupItemPage({ params, searchParams }: PageProps<"/[locale]/admin/[section]/[id]">) {
  const locale = await requireLocale(params);
  const { section, id: encoded } = await params;
  if (!isSetupSection(section)) notFound();
  const roles = FOR_SUPERVISORS.includes(section) ? (["admin", "supervisor"] as const) : (["admin"] as const);
  const id = decodeURIComponent(encoded);
  const who = await requireStaff(locale, { next: paths.setupItem(locale, section, id), roles });
  const isAdmin = who.actor.role === "admin";
  const isNew = id === "new";
  const now = new Date();
  const { read, toForm, fixed, remove, mayTouch, what } = sectionOf(section);
  const picture = isNew ? null : await read(db, id);
  if (!isNew && !picture) notFound();
  if (isNew && section === "districts") notFound();
  if (!isAdmin && !isNew) {
    const by = await findSetupActor(db, who.person.id);
    if (!by || !(await mayTouch?.({ tx: db, id, before: picture, after: null, by, now }))) notFound();
  }
  const [words, common, history, services, query] = await Promise.all([
    setupWords(locale),
    getTranslations({ locale, namespace: "common" }),
    isNew || !isAdmin ? { rows: [] } : listAuditEntries({ what, subject: id, take: 10 }),
    section === "desks" && !isNew ? listServicesOfDesk(id) : [],
    searchParams,
  ]);
  const { say } = words;
  const departmentId = isAdmin ? null : (who.actor.departmentId ?? "none");
  const fields = await setupFields(section, { locale, words, optional: common("optional"), departmentId });
  const values = picture ? toForm(picture) : startOf(section, query, now);
  const first = stateOf(values, hashOfPicture(picture));
  const bound = { locale, section, id: isNew ? null : id };
  const here = paths.setupItem(locale, section, id);
  const title = picture ? titleOf(values, locale) || say(`sections.${section}.one`) : say(`sections.${section}.add`);
  return (
    <StaffPage locale={locale} here={(other) => paths.setupItem(other, section, id)} who={who}>
      <div className="grid max-w-[56rem] gap-6">
        {query.done === "saved" && <Notice tone="success" title={say("done.saved")} live />}
        <SetupTrail
          locale={locale}
          words={words}
          isAdmin={isAdmin}
          title={title}
          section={{ href: paths.setup(locale, section), label: say(`sections.${section}.title`) }}
        />
        <Card>
          <SetupForm
            action={submitItem.bind(null, bound)}
            first={first}
            permalink={here}
            fields={picture ? fields.map((field) => (fixed.includes(field.name) ? fix(field, values) : field)) : fields}
            words={{
              save: say("save"),
              saveSo: say("saveSo"),
              preview: PREVIEWED.includes(section) ? say("preview.show") : undefined,
              errorTitle: say("errorTitle"),
            }}
          />
        </Card>
        {section === "desks" && !isNew && <DeskServices locale={locale} words={words} services={services} />}
        {section === "officers" && !isNew && values.active === "on" && (
          <Card as="section" labelledBy="password">
            <h2 id="password" className="mb-3 text-lg">
              {say("password.title")}
            </h2>
            <p className="mb-3 max-w-measure text-ink-soft">{say("password.lead")}</p>
            <SetupForm
              action={submitPassword.bind(null, { locale, userId: id })}
              first={stateOf({}, "")}
              permalink={here}
              fields={[]}
              words={{ save: say("password.make"), saveSo: say("password.make"), errorTitle: say("errorTitle") }}
            />
            <p className="mt-3">
              <ButtonLink
                variant="quiet"
                href={`${paths.setup(locale, "sessions")}?q=${encodeURIComponent(values.email ?? "")}`}
              >
                {say("sessions.ofThis")}
              </ButtonLink>
            </p>
          </Card>
        )}
        {remove && !isNew && (
          <Card as="section" labelledBy="remove">
            <h2 id="remove" className="mb-3 text-lg">
              {say("remove.title")}
            </h2>
            <SetupForm
              action={submitRemoval.bind(null, bound)}
              first={stateOf({}, hashOfPicture(picture))}
              permalink={here}
              fields={[]}
              danger
              words={{ save: say("remove.do"), saveSo: say("remove.so"), errorTitle: say("errorTitle") }}
            />
          </Card>
        )}
        {history.rows.length > 0 && (
          <Details summary={say("changes.ofThis")}>
            <ChangeList locale={locale} words={words} entries={history.rows} />
          </Details>
        )}
      </div>
    </StaffPage>
  );
}

function stateOf(values: Record<string, string>, expected: string): SetupState {
  return { attempt: 0, values, problems: [], news: [], expected, seen: "" };
}

function startOf(
  section: SetupSection,
  query: Record<string, string | string[] | undefined>,
  now: Date,
): Record<string, string> {
  const deskId = typeof query.desk === "string" ? query.desk : "";
  const started = { active: "on", clockDays: "15", duplicateRadiusM: "100", position: "0", certain: "on", deskId };
  if (section === "notices" || section === "absences")
    return { ...started, startsAt: toWallTime(now), endsAt: toWallTime(new Date(now.getTime() + 7 * DAY)) };
  return started;
}

function titleOf({ nameEn, nameUr }: Record<string, string>, locale: Locale): string {
  return (locale === "ur" ? nameUr : nameEn) ?? "";
}

/** The words of what is chosen, in the place of the choice. */
function fix(field: SetupField, values: Record<string, string>): SetupField {
  const value = values[field.name] ?? "";
  const options =
    field.kind === "choice" ? [...(field.options ?? []), ...(field.groups ?? []).flatMap((g) => g.options)] : [];
  const { name, label, hint } = field;
  return {
    kind: "fixed",
    name,
    label,
    hint,
    shown: options.find((option) => option.value === value)?.label ?? (value || "–"),
  };
}

type DeskProps = { locale: Locale; words: SetupWords; services: Awaited<ReturnType<typeof listServicesOfDesk>> };

function DeskServices({ locale, words: { say }, services }: DeskProps) {
  return (
    <Card as="section" labelledBy="desk-services">
      <h2 id="desk-services" className="mb-3 text-lg">
        {say("deskServices.title")}
      </h2>
      {services.length === 0 && <p>{say("deskServices.empty")}</p>}
      <ul className="divide-y divide-line">
        {services.map(({ id, service, place, certain }) => (
          <li key={id} className="py-2">
            <a href={paths.setupItem(locale, "rules", id)}>{nameIn(locale, service)}</a>
            {" · "}
            {nameIn(locale, place)}
            {" · "}
            {say(certain ? "marks.certain" : "marks.proposal")}
          </li>
        ))}
      </ul>
    </Card>
  );
}
