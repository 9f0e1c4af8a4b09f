import type { IncomingMessage } from "node:http";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderTooLargePage } from "@/lib/tracking/refusals";
import { isForeign } from "./origin";
import { type ProblemCode, problem } from "./problem";

/** What isn't a page. */
export const API = /^\/(api|open311|healthz|readyz)(\/|$)/;
/** What next-auth reads whole, whoever sends it. */
const AUTH = /^\/api\/auth(\/|$)/;
const MAX_AUTH_BYTES = 64 * 1024;
/** Addresses of Next's own error pages, which it would let every cache keep for a year, and of what is internal. */
const NOWHERE = /^\/(404|500|_global-error|_not-found|api|internal)\/?$/;
const INTERNAL = /^\/internal\//;
/** Next answers 500 to TRACE and 400 to the others. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** To anything else Next would show the page, as if it had been deleted. */
const PAGE_METHODS = ["GET", "HEAD", "POST"];
/** Five files of 5 MB each and what is typed; as `bodySizeLimit` in next.config.ts. */
export const MAX_FORM_BYTES = 26 * 1024 * 1024;

/** The path of a request's target, as it was sent. */
export function pathOf(request: Pick<IncomingMessage, "url">): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}

/**
 * What neither door nor app lets in, whoever stands in front: the answer, or null for all that may pass. `ownRequest`: the
 * door asks for itself, and may ask for what is internal.
 */
export function refuseAtGate(request: IncomingMessage, { ownRequest }: { ownRequest: boolean }): Response | null {
  const url = request.url ?? "/";
  const path = pathOf(request);
  // `http://host/path` and `*` are targets too: none of what follows would know them again.
  if (!url.startsWith("/") || !isWellFormed(path)) return refuse("malformed-address");
  const methods = API.test(path) || INTERNAL.test(path) ? METHODS : PAGE_METHODS;
  if (!methods.includes(request.method ?? "")) return refuse("method-not-allowed", { allow: methods.join(", ") });
  if (NOWHERE.test(path) || (INTERNAL.test(path) && !ownRequest)) return refuse("not-found");
  // There is no WebSocket here. What else a client would rather speak (h2c) is passed over, as RFC 9110 allows.
  if (/\bwebsocket\b/i.test(request.headers.upgrade ?? "")) return refuse("not-found");
  if (isForeign(request)) return refuse("foreign-origin");
  return refuseBody(request, path);
}

/**
 * Forms must say how large they are, as every browser does: what reads them behind us reads them whole. API handlers count
 * as they read, and say so in JSON.
 */
function refuseBody({ method, headers }: IncomingMessage, path: string): Response | null {
  const isAuth = AUTH.test(path);
  if (method !== "POST" || (API.test(path) && !isAuth)) return null;
  // The rest of the body isn't read, so nothing else can come on this connection.
  const close = { connection: "close" };
  if (headers["transfer-encoding"] !== undefined) return refuse("length-required", close);
  const bytes = Number(headers["content-length"] ?? 0);
  if (isAuth) return bytes > MAX_AUTH_BYTES ? refuse("body-too-large", close) : null;
  return bytes > MAX_FORM_BYTES ? refuseTooLarge(path) : null;
}

/** Next would answer a form that is too large with a bare error. */
export function refuseTooLarge(path: string): Response {
  const headers = { ...pageHeaders(), "cache-control": "no-store", connection: "close" };
  return new Response(renderTooLargePage(path.startsWith("/ur/") ? "ur" : "en"), { status: 413, headers });
}

/** Refused before anything behind us saw it, in English: what language was meant, nobody has read yet. */
function refuse(code: ProblemCode, headers?: Record<string, string>): Response {
  return problem(code, "en", { headers });
}

/** Next answers 500 to `/t/%`, since its rewrites decode what they pass on. */
function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
