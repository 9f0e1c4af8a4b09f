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

/**
 * The reference data that the build was made with (design §3, "Public pages are static"): no database and no request is
 * asked. Jurisdictions without districts are left out, districts stand in alphabetical order.
 */
export function readReference(locale: Locale): Reference {
  const sorter = new Intl.Collator(locale);
  return {
    categories: taxonomy.categories.map((category) => ({
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
    jurisdictions: districts.jurisdictions
      .map(({ id, divisions, ...names }) => ({
        id,
        name: names[locale],
        districts: divisions
          .flatMap((division) => division.districts.map((district) => ({ id: district.id, name: district[locale] })))
          .sort((a, b) => sorter.compare(a.name, b.name)),
      }))
      .filter((jurisdiction) => jurisdiction.districts.length > 0),
    overseas: { id: districts.overseas.id, name: districts.overseas[locale] },
    countries: districts.overseas.examples.map((country) => country[locale]).slice(0, -1),
  };
}

function emergencyLines(locale: Locale): EmergencyLine[] {
  const lines = new Map<string, EmergencyLine>();
  for (const line of taxonomy.categories.flatMap(({ subcategories }) => subcategories.flatMap(emergencyOf))) {
    const { code, phone, jurisdictionId } = line;
    lines.set(code, { code, name: locale === "ur" ? line.labelUr : line.labelEn, phone, jurisdictionId });
  }
  return [...lines.values()];
}

type Line = { code: string; labelEn: string; labelUr: string; phone: string; jurisdictionId: string | null };

function emergencyOf(service: { emergency: readonly Line[] | null }): readonly Line[] {
  return service.emergency ?? [];
}

const SERVICES = new Map(taxonomy.categories.flatMap(({ subcategories }) => subcategories.map((s) => [s.code, s])));

/** Every service's name by its code; null for a sensitive one, which a list on a phone must not name. */
export function serviceNames(locale: Locale): Record<string, string | null> {
  return Object.fromEntries(
    Array.from(SERVICES, ([code, service]) => [code, service.sensitive ? null : service[locale]]),
  );
}

/** Whether the form must ask where it is. False for a code that we don't know: that is refused elsewhere. */
export function needsPlace(serviceCode: string): boolean {
  return SERVICES.get(serviceCode)?.location_required ?? false;
}

/** Whether identity and matter are hidden from the public status. */
export function isSensitive(serviceCode: string): boolean {
  return SERVICES.get(serviceCode)?.sensitive ?? false;
}
