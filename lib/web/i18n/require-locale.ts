import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale } from "./locale";
import type { Locale } from "./routing";

/**
 * The first line of every page and layout under `[locale]`: its language, or a 404.
 * Telling next-intl here keeps it from reading request headers, which would make a static page dynamic (design §7).
 */
export async function requireLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}
