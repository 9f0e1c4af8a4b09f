import { readFileSync } from "node:fs";
import type { Locale } from "@/lib/web/i18n/routing";

type Names = { en: string; ur: string };
type Named = Names & { id: string };
type Taxonomy = { categories: { subcategories: (Names & { code: string })[] }[] };
type Districts = { jurisdictions: { divisions: { districts: Named[] }[] }[] };

function seed<T>(name: string): T {
  return JSON.parse(readFileSync(`prisma/seed/${name}.json`, "utf8"));
}

function nameOf(found: Names | undefined, language: Locale, code: string): string {
  if (!found) throw new Error(`The reference data know no ${code}`);
  return found[language];
}

/** What people read in place of a code of the reference data. */
export function namesIn(language: Locale) {
  const services = seed<Taxonomy>("taxonomy").categories.flatMap(({ subcategories }) => subcategories);
  const districts = seed<Districts>("districts").jurisdictions.flatMap(({ divisions }) =>
    divisions.flatMap((division) => division.districts),
  );
  const offices = [...seed<Named[]>("departments"), ...seed<Named[]>("desks")];
  const staff = seed<{ accounts: { email: string; nameEn: string; nameUr: string }[] }>("demo").accounts;
  return {
    service: (code: string) =>
      nameOf(
        services.find((one) => one.code === code),
        language,
        code,
      ),
    district: (id: string) =>
      nameOf(
        districts.find((one) => one.id === id),
        language,
        id,
      ),
    office: (id: string) =>
      nameOf(
        offices.find((one) => one.id === id),
        language,
        id,
      ),
    /** `officer` for officer@demo.pk. */
    staff(name: string): string {
      const account = staff.find(({ email }) => email === `${name}@demo.pk`);
      return nameOf(account && { en: account.nameEn, ur: account.nameUr }, language, name);
    },
  };
}
export type ReferenceNames = ReturnType<typeof namesIn>;
