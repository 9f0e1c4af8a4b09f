import { lookupAnswer } from "@/lib/http/lookup";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE } from "@/lib/web/i18n/routing";

type Context = { params: Promise<{ locale: string }> };

/** Where the track form goes; the door answers it as well. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { locale } = await params;
  return lookupAnswer(isLocale(locale) ? locale : DEFAULT_LOCALE, new URL(request.url).searchParams);
}
