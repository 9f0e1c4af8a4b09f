import type { SetupField } from "@/components/setup/setup-form";
import type { SelectGroup, SelectOption } from "@/components/ui/select";
import { SETUP_CHOICES } from "@/lib/data/setup-choices";
import { STAFF_ROLES } from "@/lib/domain/complaint/actor";
import { TEMPLATE_ACTIONS, TEMPLATE_LIMIT, TEMPLATE_VARIABLES } from "@/lib/domain/complaint/template";
import { AUDIENCES, DESK_KINDS, EVIDENCE, NOTICE_LENGTH, type SetupSection } from "@/lib/schemas/setup";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";
import type { SetupWords } from "./setup-words";

type Names = { nameEn: string; nameUr: string };
type Asking = { locale: Locale; words: SetupWords; optional: string; departmentId: string | null };

const TICKS = {
  departments: ["active"],
  desks: ["active"],
  officers: ["active"],
  services: ["urgent", "sensitive", "locationRequired", "photoHint", "active"],
  districts: ["unverified", "active"],
  holidays: ["moonDependent"],
  templates: ["active"],
  rules: ["certain"],
  absences: [],
  numbers: [],
  notices: [],
} as const satisfies Record<SetupSection, readonly string[]>;

/** What a form of that section asks, in the order in which people think of it. */
export async function setupFields(section: SetupSection, asking: Asking): Promise<SetupField[]> {
  const { words, optional } = asking;
  const said = (name: string) => ({
    name,
    label: words.label(section, name),
    hint: words.maybe(`hints.${section}.${name}`) ?? words.maybe(`hints.all.${name}`),
  });
  const text = (name: string, more: object = {}): SetupField => ({ ...said(name), kind: "text", ...more });
  const area = (name: string, lang?: "en" | "ur", most?: number): SetupField => ({
    ...said(name),
    kind: "area",
    lang,
    most,
  });
  const names = [text("nameEn", { lang: "en", most: 160 }), text("nameUr", { lang: "ur", most: 160 })];
  const choice = (
    name: string,
    more: { options?: SelectOption[]; groups?: SelectGroup[] },
    needed = true,
  ): SetupField => ({
    ...said(name),
    kind: "choice",
    placeholder: words.say(needed ? "choose" : `none.${name}`),
    ...(!needed && { optional }),
    ...more,
  });
  const coded = (name: string, codes: readonly string[]) =>
    choice(name, { options: codes.map((value) => ({ value, label: words.say(`marks.${prefixOf(name)}${value}`) })) });
  const ticks = TICKS[section].map((name): SetupField => ({ ...said(name), kind: "tick" }));
  const lists = choicesIn(asking);

  switch (section) {
    case "departments":
      return [...names, choice("jurisdictionId", { options: await lists.places() }), ...ticks];
    case "desks":
      return [
        ...names,
        choice("departmentId", { groups: await lists.departments() }),
        choice("jurisdictionId", { options: await lists.places() }),
        choice("districtId", { groups: await lists.districts() }, false),
        coded("kind", DESK_KINDS),
        ...ticks,
      ];
    case "officers":
      return [
        ...names,
        text("email", { type: "email", most: 120 }),
        coded("role", STAFF_ROLES),
        choice("deskId", { groups: await lists.desks(null) }, false),
        choice("departmentId", { groups: await lists.departments() }, false),
        choice(
          "level",
          { options: [1, 2, 3, 4].map((level) => ({ value: String(level), label: words.say("level", { level }) })) },
          false,
        ),
        ...ticks,
      ];
    case "absences":
      return [
        choice("userId", { groups: await lists.people() }),
        choice("deputyId", { groups: await lists.people() }, false),
        text("startsAt", { type: "datetime-local" }),
        text("endsAt", { type: "datetime-local" }),
      ];
    case "services":
      return [
        ...names,
        text("code", { lang: "en", most: 8 }),
        choice("categoryCode", { options: await lists.categories() }),
        text("owner", { lang: "en", most: 60 }),
        text("clockDays", { type: "number" }),
        coded("evidence", EVIDENCE),
        ...ticks,
        text("duplicateRadiusM", { type: "number" }),
        {
          ...said("emergency"),
          kind: "ticks",
          optional,
          groups: [{ label: words.label(section, "emergency"), options: await lists.lines() }],
        },
        { ...area("keywordsEn", "en", 3_000), optional },
        { ...area("keywordsUr", "ur", 3_000), optional },
        { ...area("keywordsRoman", "en", 3_000), optional },
      ];
    case "numbers":
      return [
        ...names,
        text("code", { lang: "en", most: 60 }),
        text("phone", { lang: "en", most: 20 }),
        choice("jurisdictionId", { options: await lists.places() }, false),
        { ...said("services"), kind: "ticks", groups: await lists.services() },
      ];
    case "districts":
      return [...names, ...ticks];
    case "holidays":
      return [
        ...names,
        text("date", { type: "date" }),
        choice("jurisdictionId", { options: await lists.places() }, false),
        ...ticks,
      ];
    case "templates":
      return [
        ...names,
        choice("action", {
          options: TEMPLATE_ACTIONS.map((value) => ({ value, label: words.say(`marks.action-${value}`) })),
        }),
        {
          ...area("bodyEn", "en", TEMPLATE_LIMIT),
          hint: words.say("variables", { names: TEMPLATE_VARIABLES.join(" · ") }),
        },
        area("bodyUr", "ur", TEMPLATE_LIMIT),
        choice("departmentId", { groups: await lists.departments() }, false),
        choice("serviceCode", { groups: await lists.services() }, false),
        text("position", { type: "number" }),
        ...ticks,
      ];
    case "rules":
      return [
        choice("serviceCode", { groups: await lists.services() }),
        choice("jurisdictionId", { options: await lists.places() }),
        choice("districtId", { groups: await lists.districts() }, false),
        choice("deskId", { groups: await lists.desks(["handling", "independent"]) }),
        ...ticks,
      ];
    case "notices":
      return [
        coded("audience", AUDIENCES),
        area("textEn", "en", NOTICE_LENGTH),
        area("textUr", "ur", NOTICE_LENGTH),
        text("startsAt", { type: "datetime-local" }),
        text("endsAt", { type: "datetime-local" }),
      ];
  }
}

function prefixOf(name: string): string {
  return { kind: "kind-", role: "role-", evidence: "evidence-", audience: "audience-" }[name] ?? "";
}

function choicesIn({ locale, words, departmentId }: Asking) {
  const option = ({ id, ...names }: Names & { id: string }): SelectOption => ({
    value: id,
    label: nameIn(locale, names),
  });
  const byPlace = async (rows: (Names & { id: string; jurisdictionId: string })[]): Promise<SelectGroup[]> => {
    const places = await SETUP_CHOICES.jurisdictions();
    return places
      .map((place) => ({
        label: nameIn(locale, place),
        options: rows.filter((row) => row.jurisdictionId === place.id).map(option),
      }))
      .filter(({ options }) => options.length > 0);
  };
  return {
    places: async () => (await SETUP_CHOICES.jurisdictions()).map(option),
    departments: async () => byPlace(await SETUP_CHOICES.departments()),
    districts: async () => byPlace(await SETUP_CHOICES.districts()),
    categories: async () =>
      (await SETUP_CHOICES.categories()).map(({ code, ...names }) => ({
        value: code,
        label: `${code} · ${nameIn(locale, names)}`,
      })),
    lines: async () =>
      (await SETUP_CHOICES.lines()).map(({ code, labelEn, labelUr, phone }) => ({
        value: code,
        label: `${locale === "ur" ? labelUr : labelEn} · ${phone}`,
      })),
    services: async (): Promise<SelectGroup[]> => {
      const [categories, services] = await Promise.all([SETUP_CHOICES.categories(), SETUP_CHOICES.services()]);
      return categories
        .map((category) => ({
          label: nameIn(locale, category),
          options: services
            .filter(({ categoryCode }) => categoryCode === category.code)
            .map(({ code, ...names }) => ({ value: code, label: `${nameIn(locale, names)} · ${code}` })),
        }))
        .filter(({ options }) => options.length > 0);
    },
    desks: async (kinds: readonly string[] | null): Promise<SelectGroup[]> => {
      const [places, desks] = await Promise.all([SETUP_CHOICES.jurisdictions(), SETUP_CHOICES.desks(kinds)]);
      return places
        .map((place) => ({
          label: nameIn(locale, place),
          options: desks
            .filter(({ jurisdictionId }) => jurisdictionId === place.id)
            .map((desk) => ({
              value: desk.id,
              label:
                desk.kind === "handling"
                  ? nameIn(locale, desk)
                  : `${nameIn(locale, desk)} · ${words.say(`marks.kind-${desk.kind}`)}`,
            })),
        }))
        .filter(({ options }) => options.length > 0);
    },
    people: async (): Promise<SelectGroup[]> => {
      const groups = new Map<string, SelectOption[]>();
      for (const { id, desk, department, ...names } of await SETUP_CHOICES.people(departmentId)) {
        const office = desk ?? department;
        const label = office ? nameIn(locale, office) : words.say("noOffice");
        groups.set(label, [...(groups.get(label) ?? []), { value: id, label: nameIn(locale, names) }]);
      }
      return Array.from(groups, ([label, options]) => ({ label, options }));
    },
  };
}
