import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { statusOf } from "@/lib/http/api-answer";
import { refuseFields } from "@/lib/http/api-fields";
import { languageOf } from "@/lib/http/api-language";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { cleanHeaders } from "@/lib/http/clean-headers";
import { policyOfPage } from "@/lib/http/content-policy";
import { isForeign } from "@/lib/http/origin";
import { type ProblemCode, problem } from "@/lib/http/problem";
import { setSecurityHeaders } from "@/lib/http/security-headers";
import { MAX_JSON_BYTES } from "@/lib/schemas/json-body";
import { LIMITS } from "@/lib/schemas/lodgement";
import { pageHeaders } from "@/lib/tracking/headers";
import { renderTrackingPage } from "@/lib/tracking/page";
import { toPublicJson } from "@/lib/tracking/public-json";
import { renderAwayPage, renderMistypedPage, renderUnknownPage } from "@/lib/tracking/refusals";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";
import type { KeptSite } from "./kept-site";
import { passOn } from "./pass-on";
import type { StatusStore } from "./status-store";
import type { Taking } from "./taken";

export type DoorParts = { client: AppClient; health: AppHealth; store: StatusStore; taking: Taking; site: KeptSite };

const STATUS_PAGE = /^\/(ur\/)?t\/([^/]+)$/;
const COMPLAINT = /^\/api\/v1\/complaints\/([^/]+)$/;
const ATTACHMENT = /^\/api\/v1\/complaints\/([^/]+)\/attachments\/([0-9a-fA-F]{64})$/;
const RETRY_AFTER = { "retry-after": "30" };

/** One request at the public port: what the door answers itself, what it passes on, what it keeps for later. Design §3, "Door". */
export function openDoor(parts: DoorParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    cleanHeaders(request);
    const url = request.url ?? "/";
    const path = url.split("?", 1)[0] ?? "/";
    if (!url.startsWith("/") || !isWellFormed(path)) return send(response, problem("malformed-address", "en"));
    if (path.startsWith("/internal")) return send(response, problem("not-found", "en"));
    if (isForeign(request)) return send(response, problem("foreign-origin", "en"));

    const own = await answerItself(parts, request, path);
    if (own) return send(response, own, request.method === "HEAD");
    if (parts.health.state !== "away" && (await passOn(parts.client, request, response))) return;
    parts.health.noteFailure();
    if (!response.headersSent) send(response, tellAway(parts.health, request, path), request.method === "HEAD");
  };
}

/** What needs no app; null for everything else. */
async function answerItself(parts: DoorParts, request: IncomingMessage, path: string): Promise<Response | null> {
  const { method } = request;
  const reads = method === "GET" || method === "HEAD";
  if (path === "/healthz" && reads) return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
  const page = reads && !request.headers.rsc ? STATUS_PAGE.exec(path) : null;
  if (page) return showStatus(parts, page[1] ? "ur" : "en", decodeURIComponent(page[2] ?? ""));
  const complaint = COMPLAINT.exec(path);
  if (complaint && reads && !request.headers.authorization) {
    return tellStatus(parts, request, decodeURIComponent(complaint[1] ?? ""));
  }
  if (complaint && method === "PUT") return takeComplaint(parts, request, decodeURIComponent(complaint[1] ?? ""));
  const file = ATTACHMENT.exec(path);
  if (file && method === "PUT") {
    return takeFile(parts, request, decodeURIComponent(file[1] ?? ""), (file[2] ?? "").toLowerCase());
  }
  return reads && !request.headers.rsc ? showKept(parts, request, path) : null;
}

function showStatus({ store, health }: DoorParts, locale: Locale, typed: string): Response | null {
  const parsed = parseTrackingId(typed);
  // The app counts misses; without it the page is all that a guesser gets.
  if (!parsed.ok) return health.state === "away" ? html(renderMistypedPage({ locale, typed }), 404) : null;
  const trackingId = parsed.value;
  if (trackingId !== typed)
    return new Response(null, { status: 308, headers: { location: paths.status(locale, trackingId) } });
  const kept = store.find(trackingId);
  if (!kept) return health.state === "away" ? html(renderUnknownPage({ locale, trackingId }), 404) : null;
  const now = new Date();
  return html(renderTrackingPage({ status: kept.status, locale, now, asOf: asOf(store) }), 200);
}

function tellStatus({ store, health }: DoorParts, request: IncomingMessage, typed: string): Response | null {
  const locale = languageOf(asRequest(request));
  const id = readTrackingId(typed);
  if (!id.ok) return health.state === "away" ? problem(id.error, locale) : null;
  const kept = store.find(id.value);
  if (!kept) return health.state === "away" ? problem("unknown-complaint", locale) : null;
  return statusOf(toPublicJson(kept.status, locale, asOf(store)), locale, "public");
}

function asOf(store: StatusStore): Date {
  return new Date(store.position().asOf ?? 0);
}

/** To the app while it takes lodgings; into the spool where it doesn't, or gives no good answer. */
async function takeComplaint(parts: DoorParts, request: IncomingMessage, typed: string): Promise<Response> {
  const locale = languageOf(asRequest(request));
  const id = readTrackingId(typed);
  if (!id.ok) return problem(id.error, locale);
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) return problem("not-json-type", locale);
  const bytes = await readAtMost(request, MAX_JSON_BYTES);
  if (!bytes) return problem("body-too-large", locale);
  const answer = await tryApp(parts, request, bytes);
  if (answer) return answer;
  return keeping(locale, () => {
    const taken = parts.taking.complaint(id.value, bytes, new Date());
    if (taken.ok) return Response.json(taken.value, { status: 202, headers: { "cache-control": "no-store" } });
    return taken.error.code === "fields"
      ? refuseFields(taken.error.errors, locale)
      : problem(codeOf(taken.error.code), locale);
  });
}

async function takeFile(parts: DoorParts, request: IncomingMessage, typed: string, sha256: string): Promise<Response> {
  const locale = languageOf(asRequest(request));
  const id = readTrackingId(typed);
  if (!id.ok) return problem(id.error, locale);
  const claimKey = /^Bearer +([A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!claimKey) return problem("no-key", locale, { headers: { "www-authenticate": "Bearer" } });
  const bytes = await readAtMost(request, LIMITS.fileBytes);
  if (!bytes) return problem("file-too-large", locale);
  const answer = await tryApp(parts, request, bytes);
  if (answer) return answer;
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) return problem("hash-differs", locale);
  const claimKeyHash = createHash("sha256").update(claimKey).digest("hex");
  return keeping(locale, () => {
    const taken = parts.taking.file({ trackingId: id.value, sha256, claimKeyHash }, bytes, new Date());
    return taken.ok
      ? Response.json(taken.value, { status: 202, headers: { "cache-control": "no-store" } })
      : problem(taken.error.code, locale);
  });
}

/** The app's answer to a PUT of ours, which may be sent again; null where it gives none, or one of its own failures. */
async function tryApp({ client, health }: DoorParts, request: IncomingMessage, body: Buffer): Promise<Response | null> {
  if (health.state !== "normal") return null;
  const { "content-length": _, "transfer-encoding": __, connection: ___, expect: ____, ...headers } = request.headers;
  try {
    const answer = await client.ask(request.method ?? "PUT", request.url ?? "/", { headers, body });
    if (answer.status >= 500 && answer.status !== 507) return null;
    const { "transfer-encoding": _t, connection: _c, "keep-alive": _k, ...kept } = answer.headers;
    return new Response(new Uint8Array(answer.body), {
      status: answer.status,
      headers: kept as Record<string, string>,
    });
  } catch {
    health.noteFailure();
    return null;
  }
}

/** A full disk is 507: nothing of the lodging has been kept. */
function keeping(locale: Locale, keep: () => Response): Response {
  try {
    return keep();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENOSPC" || code === "EDQUOT") return problem("no-space", locale);
    throw error;
  }
}

function codeOf(code: string): ProblemCode {
  return code === "too-large" ? "body-too-large" : (code as ProblemCode);
}

function showKept({ site }: DoorParts, request: IncomingMessage, path: string): Response | null {
  const kept = site.find(path);
  if (!kept) return null;
  const headers: Record<string, string> = {
    "content-type": kept.type,
    etag: kept.etag,
    "cache-control": kept.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding, rsc",
  };
  if (kept.type.startsWith("text/html")) headers["content-security-policy"] = policyOfPage(kept.body.toString("utf8"));
  if (request.headers["if-none-match"] === kept.etag) return new Response(null, { status: 304, headers });
  const brotli = /\bbr\b/.test(String(request.headers["accept-encoding"] ?? "")) ? kept.brotli : null;
  if (brotli) headers["content-encoding"] = "br";
  return new Response(new Uint8Array(brotli ?? kept.body), { status: 200, headers });
}

/** Never a bare "maintenance": people are told what works, programs when to come back. */
function tellAway({ since }: AppHealth, request: IncomingMessage, path: string): Response {
  if (!/\btext\/html\b/.test(request.headers.accept ?? "")) {
    return problem("unavailable", languageOf(asRequest(request)), { headers: RETRY_AFTER });
  }
  const locale: Locale = /^\/ur(\/|$)/.test(path) ? "ur" : "en";
  const body = renderAwayPage({ locale, since, here: paths.home });
  return new Response(body, {
    status: 503,
    headers: { ...pageHeaders(), ...RETRY_AFTER, "cache-control": "no-store" },
  });
}

function html(body: string, status: number): Response {
  return new Response(body, { status, headers: pageHeaders() });
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Enough of the request for the helpers that speak the web's own types. */
function asRequest({ url, headers }: IncomingMessage): Request {
  const language = headers["accept-language"];
  return new Request(new URL(url ?? "/", "http://door"), { headers: language ? { "accept-language": language } : {} });
}

/** Null where there is more than `most`. */
async function readAtMost(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > most) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function send(response: ServerResponse, answer: Response, headOnly = false): Promise<void> {
  setSecurityHeaders(response);
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  const body = answer.body ? Buffer.from(await answer.arrayBuffer()) : null;
  if (body) response.setHeader("content-length", body.length);
  response.writeHead(answer.status);
  response.end(headOnly ? undefined : (body ?? undefined));
}
