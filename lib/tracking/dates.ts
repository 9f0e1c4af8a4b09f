import { ZONE } from "@/lib/domain/zone";
import type { Locale } from "@/lib/web/i18n/routing";

const TAGS: Record<Locale, string> = { en: "en-GB", ur: "ur-PK-u-nu-latn" };

const NO_BREAK = "\u00A0";

const DAY = formatters({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
const MONTH = formatters({ month: "long", year: "numeric" });
const URDU_TIME = new Intl.DateTimeFormat(TAGS.ur, {
  timeZone: ZONE,
  hour: "numeric",
  minute: "2-digit",
  dayPeriod: "short",
});
const ENGLISH_TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h12", // hour12 alone calls noon "0:00 pm"
});

/** "Fri, 18 December 2026", the day in Pakistan whatever the machine's zone. */
export function formatDay(at: Date, locale: Locale): string {
  return DAY[locale].format(at);
}

/** "Fri, 18 December 2026, 5:00 pm". */
export function formatMoment(at: Date, locale: Locale): string {
  if (locale === "en") return `${DAY.en.format(at)}, ${ENGLISH_TIME.format(at).replace(/\s/, NO_BREAK)}`;
  return `${DAY.ur.format(at)}، ${urduTime(at)}`;
}

/** "December 2026". */
export function formatMonth(at: Date, locale: Locale): string {
  return MONTH[locale].format(at);
}

/** Urdu says the part of the day before the hour, and "baje" after it; the built-in order is another. */
function urduTime(at: Date): string {
  const parts = Object.fromEntries(URDU_TIME.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.dayPeriod}${NO_BREAK}${parts.hour}:${parts.minute}${NO_BREAK}بجے`;
}

function formatters(options: Intl.DateTimeFormatOptions): Record<Locale, Intl.DateTimeFormat> {
  const make = (locale: Locale) => new Intl.DateTimeFormat(TAGS[locale], { timeZone: ZONE, ...options });
  return { en: make("en"), ur: make("ur") };
}
