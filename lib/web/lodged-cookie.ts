import { cookies } from "next/headers";
import { LODGED_COOKIE } from "@/lib/http/cookie-names";
import { formatJustLodged, type JustLodged, lodgedCookie, parseJustLodged } from "@/lib/http/cookies";
import type { Locale } from "./i18n/routing";

/** What the page after lodging shows, for ten minutes and on the lodging pages alone; null after that. */
export async function findJustLodged(): Promise<JustLodged | null> {
  return parseJustLodged((await cookies()).get(LODGED_COOKIE)?.value);
}

export async function setJustLodged(lodged: JustLodged, locale: Locale): Promise<void> {
  (await cookies()).set(LODGED_COOKIE, formatJustLodged(lodged), lodgedCookie(locale));
}
