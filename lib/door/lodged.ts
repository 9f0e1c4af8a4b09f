import type { IncomingMessage } from "node:http";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { LODGED_COOKIE } from "@/lib/http/cookie-names";
import { cookieOf, parseJustLodged } from "@/lib/http/cookies";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderLodgedPage } from "@/lib/tracking/lodged-page";
import { pageLanguage } from "./asking";

/**
 * The page after a lodging while the app, whose page it is, is away: the key from the cookie that came with the answer, for
 * ten minutes. Null for what is no ID.
 */
export function showLodged(request: IncomingMessage, typed: string): Response | null {
  const id = parseTrackingId(typed);
  if (!id.ok) return null;
  const recent = parseJustLodged(cookieOf(request, LODGED_COOKIE));
  const mine = recent?.trackingId === id.value ? recent : null;
  const lodged = mine ?? { trackingId: id.value, claimKey: null, sensitive: false, filesMissing: 0 };
  const html = renderLodgedPage({ locale: pageLanguage(request), lodged, receivedAt: null, portal: "away" });
  return new Response(html, { headers: { ...pageHeaders(), "cache-control": "no-store" } });
}
