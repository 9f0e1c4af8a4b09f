import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { cleanHeaders } from "@/lib/http/clean-headers";
import { contentPolicy, NO_PAGE_POLICY } from "@/lib/http/content-policy";
import { proveDoor } from "@/lib/http/door-header";
import { isForeign } from "@/lib/http/origin";
import { type ProblemCode, problem } from "@/lib/http/problem";
import { setSecurityHeaders } from "@/lib/http/security-headers";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderTooLargePage } from "@/lib/tracking/refusals";

type BodyFlaw = "length-required" | "body-too-large" | "form-too-large";
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const API = /^\/(api|open311|healthz|readyz)(\/|$)/;
/** What next-auth reads whole, whoever sends it. */
const AUTH = /^\/api\/auth(\/|$)/;
const MAX_AUTH_BYTES = 64 * 1024;
/** Addresses of Next's own error pages, which it would let every cache keep for a year, and of what is internal. */
const NOWHERE = /^\/(404|500|_global-error|_not-found|api|internal)\/?$/;
/** Files of a complaint, for staff or owner: nothing in one may run or load anything. */
const CASE_FILE = /^\/(en\/|ur\/)?(desk|my)\/[^/]+\/files\//;
/** Next answers 500 to TRACE and 400 to the others. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Five files of 5 MB each and what is typed; as `bodySizeLimit` in next.config.ts. */
const MAX_FORM_BYTES = 26 * 1024 * 1024;
/** Its renderer sets its own policy, which the door will send as well (lib/tracking). */
const TRACKING = /^\/(en\/|ur\/)?t\/[^/]/;

type Settings = { staticPolicies: ReadonlyMap<string, string>; doorSecret: string; dev: boolean };

/**
 * What stands before Next in every request: untrusted headers removed and set anew, foreign origins refused, security
 * headers and the content policy set. The door takes this over when it stands in front.
 */
export function front(next: Handler, { staticPolicies, doorSecret, dev }: Settings) {
  // Any wrong address gets this prerendered page, whose scripts no nonce can allow.
  const notFoundHashes = staticPolicies.get("/_not-found")?.match(/'sha256-[^']+'/g) ?? [];
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isDoor = proveDoor(request.headers, doorSecret);
    // The door has done the same already, and says in these headers what only it can know.
    if (!isDoor) cleanHeaders(request);
    if (env.portalUrl) request.headers["x-forwarded-proto"] = new URL(env.portalUrl).protocol.slice(0, -1);

    const url = request.url ?? "/";
    const path = url.split("?", 1)[0] ?? "/";
    setSecurityHeaders(response);
    // `http://host/path` and `*` are targets too: none of what follows would know them again.
    if (!url.startsWith("/") || !isWellFormed(path)) return refuse(response, "malformed-address");
    if (!METHODS.includes(request.method ?? "")) {
      response.setHeader("allow", METHODS.join(", "));
      return refuse(response, "method-not-allowed");
    }
    if (NOWHERE.test(path) || (path.startsWith("/internal/") && !isDoor)) return refuse(response, "not-found");
    if (isForeign(request)) return refuse(response, "foreign-origin");
    const bodyFlaw = findBodyFlaw(request, path);
    if (bodyFlaw === "form-too-large") return refuseTooLarge(response, path);
    if (bodyFlaw) return refuse(response, bodyFlaw, { connection: "close" });

    if (API.test(path) || CASE_FILE.test(path)) response.setHeader("content-security-policy", NO_PAGE_POLICY);
    else if (!TRACKING.test(path)) setPagePolicy(request, response, path);
    try {
      await next(request, response);
    } catch (error) {
      console.error("The app failed to answer:", error instanceof Error ? error.message : error);
      if (!response.headersSent) refuse(response, "unexpected");
      else response.destroy();
    }
  };

  function setPagePolicy(request: IncomingMessage, response: ServerResponse, path: string): void {
    const fixed = request.method === "GET" || request.method === "HEAD" ? staticPolicies.get(path) : undefined;
    if (fixed) {
      // Asked for again each time, by its ETag: Next would let shared caches keep it for a year, past any upgrade.
      response.setHeader("cache-control", "no-cache");
      response.setHeader("content-security-policy", fixed);
      return;
    }
    const policy = contentPolicy([`'nonce-${randomBytes(16).toString("base64")}'`, ...notFoundHashes], dev);
    request.headers["content-security-policy"] = policy; // where Next looks for the nonce
    response.setHeader("content-security-policy", policy);
  }
}

/**
 * Forms must say how large they are, as every browser does: what reads them behind us reads them whole. API handlers count
 * as they read, and say so in JSON.
 */
function findBodyFlaw({ method, headers }: IncomingMessage, path: string): BodyFlaw | null {
  const isAuth = AUTH.test(path);
  if (method !== "POST" || (API.test(path) && !isAuth)) return null;
  if (headers["transfer-encoding"] !== undefined) return "length-required";
  const bytes = Number(headers["content-length"] ?? 0);
  if (isAuth) return bytes > MAX_AUTH_BYTES ? "body-too-large" : null;
  return bytes > MAX_FORM_BYTES ? "form-too-large" : null;
}

/** Next would answer a form that is too large with a bare error. */
function refuseTooLarge(response: ServerResponse, path: string): void {
  // The rest of the body isn't read, so nothing else can come on this connection.
  response.writeHead(413, { ...pageHeaders(), "cache-control": "no-store", connection: "close" });
  response.end(renderTooLargePage(path.startsWith("/ur/") ? "ur" : "en"));
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

/** Refused before Next saw it, in English: what language was meant, nobody has read yet. */
async function refuse(response: ServerResponse, code: ProblemCode, headers?: Record<string, string>): Promise<void> {
  const answer = problem(code, "en", { headers });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}
