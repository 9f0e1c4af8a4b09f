import { LOCALES, type Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";

/** The pages that open with no network after one visit to any page, as public paths. Issue 3, point 6. */
export const OFFLINE_PAGES: readonly string[] = LOCALES.flatMap((locale) =>
  [paths.home, paths.lodge, paths.track, paths.my, paths.offline].map((page: PagePath) => page(locale)),
);

/** What stands in for a page that needs the network, in the language of the address. */
export function offlinePageFor(path: string): string {
  const locale: Locale = path === "/ur" || path.startsWith("/ur/") ? "ur" : "en";
  return paths.offline(locale);
}

/** Pages where somebody may be in the midst of typing: no new worker takes over under one of them. */
export function isFormPage(path: string): boolean {
  return LOCALES.some((locale) => paths.lodge(locale) === path);
}
