import type { IncomingMessage } from "node:http";
import { languageOf } from "@/lib/http/api-language";
import { pathOf } from "@/lib/http/gate";
import { networkOf } from "@/lib/http/rate-limit";
import type { Locale } from "@/lib/web/i18n/routing";

/** What a request says of itself, after its headers have been cleaned (lib/http/clean-headers.ts). */

/** The language of an API answer. */
export function apiLanguage(request: IncomingMessage): Locale {
  const headers = { "accept-language": String(request.headers["accept-language"] ?? "") };
  return languageOf(new Request(`http://door${request.url ?? "/"}`, { headers }));
}

/** The language of a page, by its address alone. */
export function pageLanguage(request: IncomingMessage): Locale {
  return /^\/ur(\/|$)/.test(pathOf(request)) ? "ur" : "en";
}

/** The network that asks: the key of rate limits, as in the app. */
export function networkOfAsking(request: IncomingMessage): string {
  return networkOf(String(request.headers["x-forwarded-for"] ?? ""));
}

export function isRead({ method }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD";
}

/** A page's form as a browser posts it. With script, Next names its action in a header and expects another answer. */
export function isForm({ method, headers }: IncomingMessage): boolean {
  const type = headers["content-type"] ?? "";
  return method === "POST" && /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type);
}

export function isByScript({ headers }: IncomingMessage): boolean {
  return headers["next-action"] !== undefined || headers.rsc !== undefined;
}

/** What stands between the fields of a multipart form; null for all else. */
export function boundaryOf({ headers }: IncomingMessage): Buffer | null {
  const found = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(headers["content-type"] ?? "");
  return found ? Buffer.from(found[1] ?? found[2] ?? "", "latin1") : null;
}
