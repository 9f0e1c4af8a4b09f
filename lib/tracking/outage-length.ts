import { lengthWithin, type Outage, toDuration } from "@/lib/domain/outage";
import type { Locale } from "@/lib/web/i18n/routing";
import { wordsOf } from "./words";

const UNITS = ["days", "hours", "minutes", "seconds"] as const;
const EVER = new Date(0);

/** How long it lasted, or has lasted up to now: "2 hours and 5 minutes". */
export function sayOutageLength(outage: Outage, now: Date, locale: Locale): string {
  return sayLength(lengthWithin(outage, EVER, now), locale);
}

/** The same for milliseconds; less than a second is still one. */
export function sayLength(milliseconds: number, locale: Locale): string {
  const { outage } = wordsOf(locale);
  const duration = toDuration(Math.max(1_000, milliseconds));
  return UNITS.filter((unit) => duration[unit] > 0)
    .map((unit) => outage(`ledger.length.${unit}`, { count: duration[unit] }))
    .join(outage("ledger.length.and"));
}
