import type { Locale } from "./routing";

export function isLocale(value: string | undefined): value is Locale {
  return value === "en" || value === "ur";
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ur" ? "rtl" : "ltr";
}

export function otherLocale(locale: Locale): Locale {
  return locale === "en" ? "ur" : "en";
}
