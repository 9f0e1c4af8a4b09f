import type { SelectGroup, SelectOption } from "@/components/ui/select";
import { listAbsent } from "@/lib/data/absences";
import { findNames, listDesks, listNameable, listOfficers, listServicesByCategory } from "@/lib/data/staff-choices";
import type { Action } from "@/lib/domain/complaint/workflow";
import { formatDay } from "@/lib/tracking/dates";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";
import type { Asking } from "./questions";

type Named = { nameEn: string; nameUr: string };

/** A supervisor gives within the own department; a router, and whoever asks for a transfer, names any desk. */
export async function deskChoices(action: Action, { locale, theCase, actor }: Asking) {
  const within = action === "ASSIGN" && actor.role === "supervisor" ? (actor.departmentId ?? null) : null;
  const { facts, proposedDesk } = theCase;
  const desks = (await listDesks(within)).filter(({ id }) => action !== "REQUEST_TRANSFER" || id !== facts.deskId);
  const here = desks.filter(({ jurisdictionId }) => jurisdictionId === facts.jurisdictionId);
  const elsewhere = desks.filter(({ jurisdictionId }) => jurisdictionId !== facts.jurisdictionId);
  const groups = grouped(locale, [...here, ...elsewhere], (desk) => desk.jurisdiction);
  const wanted = action === "ASSIGN" ? (facts.transferTarget?.id ?? proposedDesk?.id) : undefined;
  return { groups, chosen: desks.some(({ id }) => id === wanted) ? wanted : undefined };
}

/** Officers who may get it: never one who is named in it, and after a dispute nobody who ever held it. */
export async function officerChoices(action: Action, asking: Asking) {
  const { locale, theCase, actor, t } = asking;
  const { facts, proposedDesk } = theCase;
  const fresh = facts.disputes > 0 || facts.appealDecisions > 0 || action === "TAKE_UP" || action === "DECIDE_APPEAL";
  const except = [
    ...facts.accusedIds,
    ...(fresh ? facts.officersEver : []),
    ...(facts.officerId ? [facts.officerId] : []),
  ];
  const departmentId = actor.role === "supervisor" ? (actor.departmentId ?? facts.departmentId) : facts.departmentId;
  const deskId = facts.transferTarget?.id ?? facts.deskId ?? proposedDesk?.id;
  // A router knows no department's people; the desk that is proposed is all that can be asked.
  const where = actor.role !== "router" && departmentId ? { departmentId } : deskId ? { deskId } : null;
  const own = where ? await listOfficers(where, except) : [];
  // An appeal must be able to succeed though everybody in the department has had the case.
  const elsewhere = action === "DECIDE_APPEAL" && own.length === 0;
  const officers = elsewhere ? await listOfficers({ jurisdictionId: facts.jurisdictionId }, except) : own;
  // A supervisor may take a case on; where everybody else has had it, that is the way on (design §5).
  const self = actor.role === "supervisor" && !except.includes(actor.id);
  const options = self ? [{ value: actor.id, label: t("choices.yourself") }] : [];
  const away = await sayAway(officers, asking);
  return { groups: grouped(locale, officers, (officer) => officer.desk ?? officer, away), options };
}

/** Who of them is away, till when, and who stands in: what they are given goes to the deputy (design §5, REASSIGN). */
async function sayAway(
  officers: readonly { id: string }[],
  { locale, now, work }: Asking,
): Promise<(id: string) => string | null> {
  const absent = (await listAbsent(now)).filter(({ userId }) => officers.some(({ id }) => id === userId));
  if (absent.length === 0) return () => null;
  const deputies = absent.flatMap(({ deputyId }) => deputyId ?? []);
  const names = await findNames({ desks: [], users: deputies, services: [] });
  return (id) => {
    const absence = absent.find(({ userId }) => userId === id);
    if (!absence) return null;
    const until = formatDay(absence.endsAt, locale);
    const deputy = names.get(absence.deputyId ?? "");
    return deputy ? work("away.deputy", { until, deputy: nameIn(locale, deputy) }) : work("away.nobody", { until });
  };
}

export async function serviceChoices({ locale, theCase }: Asking): Promise<{ groups: SelectGroup[] }> {
  const categories = await listServicesByCategory();
  const groups = categories.map((category) => ({
    label: nameIn(locale, category),
    options: category.services
      .filter(({ code }) => code !== theCase.service.code)
      .map((service) => ({ value: service.code, label: nameIn(locale, service) })),
  }));
  return { groups: groups.filter(({ options }) => options.length > 0) };
}

/** Staff whom the citizen may mean: of the office that the complaint would go to, or else of the whole jurisdiction. */
export async function nameableChoices({ locale, theCase: { facts } }: Asking): Promise<SelectOption[]> {
  const where = facts.departmentId ? { departmentId: facts.departmentId } : { jurisdictionId: facts.jurisdictionId };
  return (await listNameable(where)).map((person) => {
    const office = person.desk ?? person.department;
    const name = nameIn(locale, person);
    return { value: person.id, label: office ? `${name} (${nameIn(locale, office)})` : name };
  });
}

function grouped<Row extends Named & { id: string }>(
  locale: Locale,
  rows: readonly Row[],
  groupOf: (row: Row) => Named,
  beside: (id: string) => string | null = () => null,
): SelectGroup[] {
  const groups = new Map<string, SelectOption[]>();
  for (const row of rows) {
    const label = nameIn(locale, groupOf(row));
    const options = groups.get(label) ?? [];
    const more = beside(row.id);
    const name = nameIn(locale, row);
    options.push({ value: row.id, label: more ? `${name} (${more})` : name });
    groups.set(label, options);
  }
  return Array.from(groups, ([label, options]) => ({ label, options }));
}
