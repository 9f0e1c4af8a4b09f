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

/** What was sought, in the language that its words are in: never kept by a cache. */
export function found(body: Json, locale: Locale): Response {
  return json(body, 200, { "cache-control": "no-store", "content-language": locale, vary: "accept-language" });
}

/** The state of the portal's parts: 503 unless all is well. */
export function health<T extends Json>(body: T, isWell: boolean): Response {
  return json(body, isWell ? 200 : 503, { "cache-control": "no-store" });
}

/** What changes with a release or by an administrator's hand only; `forever` where its address then changes as well. */
export function reference(body: Json, kept: "shortly" | "forever" = "shortly"): Response {
  const control = kept === "forever" ? "public, max-age=31536000, immutable" : "public, max-age=300";
  return json(body, 200, { "cache-control": control });
}

function json(body: Json, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}
