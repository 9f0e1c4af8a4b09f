import type { Locale } from "./routing";

type Named = { nameEn: string; nameUr: string };

/** The name of an office, service or person in the page's language. */
export function nameIn(locale: Locale, { nameEn, nameUr }: Named): string {
  return locale === "ur" ? nameUr : nameEn;
}
