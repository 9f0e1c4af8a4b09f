import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE, type Locale } from "@/lib/web/i18n/routing";

/** The language of an API answer: `?lang=`, else what `Accept-Language` prefers of ours, else English (design §4). */
export function languageOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("lang") ?? undefined;
  return isLocale(asked) ? asked : preferred(request.headers.get("accept-language") ?? "");
}

function preferred(header: string): Locale {
  const choices = header
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
      const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.trim().split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality); // stable: of two equals the first named wins
  return choices.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE;
}
