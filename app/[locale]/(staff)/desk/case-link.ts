import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** A list as its address carries it, and a row of that page. */
type Place = { from: string; n: number };

/** A case that knows the list it was opened from, so that its page can go on to the next one there ([trackingId]/way.ts). */
export function caseLink(locale: Locale, trackingId: string, { from, n }: Place): string {
  return `${paths.deskCase(locale, trackingId)}?${new URLSearchParams({ from, n: String(n) })}`;
}
