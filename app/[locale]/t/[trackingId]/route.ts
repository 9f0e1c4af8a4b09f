import { findPublicStatus } from "@/lib/data/public-status";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { countUse } from "@/lib/http/rate-limit";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderTrackingPage } from "@/lib/tracking/page";
import { renderMistypedPage, renderTooManyPage, renderUnknownPage } from "@/lib/tracking/refusals";
import { networkOfRequest } from "@/lib/web/api-caller";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE, type Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Context = { params: Promise<{ locale: string; trackingId: string }> };

/** The public page of a complaint. Its renderer knows no framework, so that the door can serve it in the app's place. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale: asked, trackingId: typed } = await params;
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const parsed = parseTrackingId(typed);
  if (!parsed.ok) return refuse(request, locale, typed, () => renderMistypedPage({ locale, typed }));

  const trackingId = parsed.value;
  if (trackingId !== typed) {
    return new Response(null, { status: 308, headers: { location: paths.status(locale, trackingId) } });
  }
  const status = await findPublicStatus(trackingId);
  if (!status) return refuse(request, locale, typed, () => renderUnknownPage({ locale, trackingId }));

  const now = new Date();
  return page(renderTrackingPage({ status, locale, now, asOf: now }), 200);
}

// Next answers HEAD by GET without its body.

/** Only misses are limited tightly: a mobile carrier's thousands share one address, and mostly they hit (design §4). */
async function refuse(request: Request, locale: Locale, typed: string, render: () => string): Promise<Response> {
  const seconds = await countUse("miss", networkOfRequest(request));
  if (seconds === null) return page(render(), 404);
  const here = (other: Locale) => paths.status(other, typed);
  return page(renderTooManyPage({ locale, seconds, here }), 429, { "retry-after": String(seconds) });
}

function page(body: string, status: number, more: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...pageHeaders(), ...more } });
}
