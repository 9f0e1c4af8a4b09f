import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** Where the track form leads, which works without script: from an ID in any spelling to its page. */
export function lookupAnswer(locale: Locale, query: URLSearchParams): Response {
  const typed = (query.get("id") ?? "").trim().slice(0, 60);
  const parsed = parseTrackingId(typed);
  // A path of dots alone would be resolved away by the browser.
  const isPath = /[^.\s]/.test(typed);
  const location = parsed.ok || isPath ? paths.status(locale, parsed.ok ? parsed.value : typed) : paths.track(locale);
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
