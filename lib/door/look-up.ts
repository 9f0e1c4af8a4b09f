import type { IncomingMessage } from "node:http";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { statusOf } from "@/lib/http/api-answer";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { problem } from "@/lib/http/problem";
import { countUse } from "@/lib/http/rate-limit";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderTrackingPage } from "@/lib/tracking/page";
import { toPublicJson } from "@/lib/tracking/public-json";
import { renderMistypedPage, renderTooManyPage, renderUnknownPage } from "@/lib/tracking/refusals";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { AppHealth } from "./app-health";
import { apiLanguage, networkOfAsking } from "./asking";
import { NOT_FROM_FEED, type StatusStore, type StoredStatus } from "./status-store";

type Parts = { store: StatusStore; health: Pick<AppHealth, "state"> };

/**
 * The public page of an ID. Null for one that isn't known here while the app is there to say more, and to count the miss;
 * without it the misses are counted here (design §4: only misses are limited tightly).
 */
export async function showStatus(
  parts: Parts,
  request: IncomingMessage,
  locale: Locale,
  typed: string,
): Promise<Response | null> {
  const parsed = parseTrackingId(typed);
  if (!parsed.ok) return missPage(parts, request, locale, typed, () => renderMistypedPage({ locale, typed }));
  const trackingId = parsed.value;
  if (trackingId !== typed) {
    return new Response(null, { status: 308, headers: { location: paths.status(locale, trackingId) } });
  }
  const kept = parts.store.find(trackingId);
  if (!kept) return missPage(parts, request, locale, typed, () => renderUnknownPage({ locale, trackingId }));
  const now = new Date();
  return html(renderTrackingPage({ status: kept.status, locale, now, asOf: asOf(parts.store, kept, now) }), 200);
}

/** The same for programs (design §4). */
export async function tellStatus(parts: Parts, request: IncomingMessage, typed: string): Promise<Response | null> {
  const locale = apiLanguage(request);
  const id = readTrackingId(typed);
  const kept = id.ok ? parts.store.find(id.value) : null;
  if (kept) return statusOf(toPublicJson(kept.status, locale, asOf(parts.store, kept, new Date())), locale, "public");
  if (parts.health.state !== "away") return null;
  const seconds = await countUse("miss", networkOfAsking(request));
  if (seconds !== null) return problem("too-many-requests", locale, { headers: { "retry-after": String(seconds) } });
  return problem(id.ok ? "unknown-complaint" : id.error, locale);
}

async function missPage(
  { health }: Parts,
  request: IncomingMessage,
  locale: Locale,
  typed: string,
  render: () => string,
): Promise<Response | null> {
  if (health.state !== "away") return null;
  const seconds = await countUse("miss", networkOfAsking(request));
  if (seconds === null) return html(render(), 404);
  const here = (other: Locale) => paths.status(other, typed);
  return html(renderTooManyPage({ locale, seconds, here }), 429, { "retry-after": String(seconds) });
}

/** When that was surely so: the feed's heartbeat, but of what only this door knows, now. */
function asOf(store: StatusStore, { seq, status }: StoredStatus, now: Date): Date {
  return seq === NOT_FROM_FEED ? now : new Date(store.position().asOf ?? status.updatedAt);
}

function html(body: string, status: number, more: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...pageHeaders(), ...more } });
}
