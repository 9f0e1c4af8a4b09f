import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Context = { params: Promise<{ locale: string }> };

/** Where the track form goes, which works without script: from `?id=` in any spelling to the page of that ID. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale: asked } = await params;
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const typed = (new URL(request.url).searchParams.get("id") ?? "").trim().slice(0, 60);
  const parsed = parseTrackingId(typed);
  // A path of dots alone would be resolved away by the browser.
  const isPath = /[^.\s]/.test(typed);
  const location = parsed.ok || isPath ? paths.status(locale, parsed.ok ? parsed.value : typed) : paths.track(locale);
  return new Response(null, { status: 303, headers: { location } });
}
