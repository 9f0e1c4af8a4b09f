import type { Locale } from "@/lib/web/i18n/routing";

type Json = Record<string, unknown>;

/** The answer to something that was sent: never kept by a cache. */
export function stored(body: Json, status: 200 | 201): Response {
  return json(body, status, { "cache-control": "no-store" });
}

/** A complaint's status: a stranger's may be kept if it is asked for anew each time, the owner's never. */
export function statusOf(body: Json, locale: Locale, whose: "public" | "owner"): Response {
  return json(body, 200, {
    "cache-control": whose === "owner" ? "no-store" : "no-cache",
    "content-language": locale,
    vary: "accept-language, authorization",
  });
}

/** The state of the portal's parts: 503 unless all is well. */
export function health<T extends Json>(body: T, isWell: boolean): Response {
  return json(body, isWell ? 200 : 503, { "cache-control": "no-store" });
}

/** What changes with a release or by an administrator's hand only. */
export function reference(body: Json): Response {
  return json(body, 200, { "cache-control": "public, max-age=300" });
}

function json(body: Json, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}
