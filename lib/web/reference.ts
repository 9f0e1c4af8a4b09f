import districts from "@/prisma/seed/districts.json";
import taxonomy from "@/prisma/seed/taxonomy.json";
import type { Locale } from "./i18n/routing";

/** A number to call now. `jurisdictionId` is null where it is the same in the whole country. */
export type EmergencyLine = { code: string; name: string; phone: string; jurisdictionId: string | null };
export type ServiceChoice = {
  code: string;
  name: string;
  urgent: boolean;
  sensitive: boolean;
  needsPlace: boolean;
  wantsPhoto: boolean;
  /** Codes into `lines`. */
  emergency: string[];
};
export type CategoryChoice = { code: string; name: string; icon: string; services: ServiceChoice[] };
export type DistrictChoice = { id: string; name: string };
export type JurisdictionChoice = { id: string; name: string; districts: DistrictChoice[] };

/** What the lodging form offers, in one language. */
export type Reference = {
  categories: CategoryChoice[];
  lines: EmergencyLine[];
  jurisdictions: JurisdictionChoice[];
  overseas: DistrictChoice;
  countries: string[];
};

type Names = { en: string; ur: string };
type Line = { code: string; labelEn: string; labelUr: string; phone: string; jurisdictionId: string | null };
type ServiceWords = Names & {
  code: string;
  urgent: boolean;
  sensitive: boolean;
  location_required: boolean;
  photo_hint: boolean;
  emergency: readonly Line[] | null;
};
/** All of it in both languages, as the seed's files have it: what pages are made of. */
export type ReferenceSource = {
  categories: readonly (Names & { code: string; icon: string; subcategories: readonly ServiceWords[] })[];
  jurisdictions: readonly (Names & {
    id: string;
    divisions: readonly { districts: readonly (Names & { id: string })[] }[];
  })[];
  overseas: Names & { id: string };
};

const BUILT: ReferenceSource = { ...taxonomy, ...districts };

/** What this process shows instead of the build's own, since an office has changed it (lib/app-server/publish.ts). */
function source(): ReferenceSource {
  return (globalThis as { jawabReference?: ReferenceSource }).jawabReference ?? BUILT;
}

/** From now on pages of this process are made of this. */
export function showReference(changed: ReferenceSource): void {
  const order = districts.jurisdictions.map(({ id }) => id);
  const jurisdictions = changed.jurisdictions.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  (globalThis as { jawabReference?: ReferenceSource }).jawabReference = { ...changed, jurisdictions };
}

/**
 * What the lodging form offers. No database and no request is asked (design §3, "Public pages are static"): it is what the
 * build was made with, or what the app has published since. Jurisdictions without districts are left out, districts stand
 * in alphabetical order.
 */
export function readReference(locale: Locale): Reference {
  const { categories, jurisdictions, overseas } = source();
  const sorter = new Intl.Collator(locale);
  return {
    categories: categories.map((category) => ({
      code: category.code,
      name: category[locale],
      icon: category.icon,
      services: category.subcategories.map((service) => ({
        code: service.code,
        name: service[locale],
        urgent: service.urgent,
        sensitive: service.sensitive,
        needsPlace: service.location_required,
        wantsPhoto: service.photo_hint,
        emergency: (service.emergency ?? []).map(({ code }) => code),
      })),
    })),
    lines: emergencyLines(locale),
    jurisdictions: jurisdictions
      .map(({ id, divisions, ...names }) => ({
        id,
        name: names[locale],
        districts: divisions
          .flatMap((division) => division.districts.map((district) => ({ id: district.id, name: district[locale] })))
          .sort((a, b) => sorter.compare(a.name, b.name)),
      }))
      .filter((jurisdiction) => jurisdiction.districts.length > 0),
    overseas: { id: overseas.id, name: overseas[locale] },
    countries: districts.overseas.examples.map((country) => country[locale]).slice(0, -1),
  };
}

function emergencyLines(locale: Locale): EmergencyLine[] {
  const lines = new Map<string, EmergencyLine>();
  for (const { emergency } of listServices()) {
    for (const { code, phone, jurisdictionId, labelUr, labelEn } of emergency ?? []) {
      lines.set(code, { code, name: locale === "ur" ? labelUr : labelEn, phone, jurisdictionId });
    }
  }
  return [...lines.values()];
}

function listServices(): ServiceWords[] {
  return source().categories.flatMap(({ subcategories }) => subcategories);
}

function findService(code: string): ServiceWords | undefined {
  return listServices().find((service) => service.code === code);
}

/** Every service's name by its code; null for a sensitive one, which a list on a phone must not name. */
export function serviceNames(locale: Locale): Record<string, string | null> {
  return Object.fromEntries(
    listServices().map((service) => [service.code, service.sensitive ? null : service[locale]]),
  );
}

/** Whether the form must ask where it is. False for a code that we don't know: that is refused elsewhere. */
export function needsPlace(serviceCode: string): boolean {
  return findService(serviceCode)?.location_required ?? false;
}

/** Whether identity and matter are hidden from the public status. */
export function isSensitive(serviceCode: string): boolean {
  return findService(serviceCode)?.sensitive ?? false;
}
