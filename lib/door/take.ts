import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { refuseFields } from "@/lib/http/api-fields";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { noKey, problem } from "@/lib/http/problem";
import { countUse, type Limit } from "@/lib/http/rate-limit";
import { MAX_JSON_BYTES, parseJsonBody } from "@/lib/schemas/json-body";
import { LIMITS } from "@/lib/schemas/lodgement";
import type { Locale } from "@/lib/web/i18n/routing";
import { apiLanguage, networkOfAsking } from "./asking";
import type { DoorParts } from "./door-parts";
import { readAtMost } from "./kept-body";
import { callApp, letGo, passBack } from "./pass-on";
import type { FileRefusal, TakingRefusal } from "./taken";

const RETRY_AFTER = { "retry-after": "5" };
/** A claim key is in the header, not yet judged. */
const BEARER = /^Bearer +([A-Za-z0-9_-]{43})\s*$/i;

/** PUT of a complaint: to the app while it takes lodgings; into the spool where it doesn't, or gives no good answer. */
export async function takeComplaint(
  parts: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  typed: string,
): Promise<Response | null> {
  const locale = apiLanguage(request);
  const id = readTrackingId(typed);
  if (!id.ok) return problem(id.error, locale);
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"]?.trim() ?? "")) {
    return problem("not-json-type", locale);
  }
  const read = await readAtMost(request, MAX_JSON_BYTES);
  if (!read.ok)
    return refuseBody(request, response, read.error === "too-large" ? "body-too-large" : "broken-off", locale);
  const bytes = read.value;
  const entered = (status: number) => {
    const claimKeyHash = status === 200 || status === 201 ? claimKeyHashIn(bytes) : null;
    if (claimKeyHash) parts.taking.entered(id.value, claimKeyHash);
  };
  if (await answeredByApp(parts, request, response, id.value, () => Readable.from([bytes]), entered)) return null;
  return (
    (await refuseOverLimit("lodge", networkOfAsking(request), locale)) ??
    toAnswer(await parts.taking.complaint(id.value, bytes, new Date()), locale)
  );
}

/** PUT of one of its files. Its bytes wait on disk, so that many slow phones at once take no memory. */
export async function takeFile(
  parts: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  { typed, sha256 }: { typed: string; sha256: string },
): Promise<Response | null> {
  const locale = apiLanguage(request);
  const id = readTrackingId(typed);
  if (!id.ok) return problem(id.error, locale);
  const claimKey = BEARER.exec(request.headers.authorization ?? "")?.[1];
  if (!claimKey) return request.headers.authorization ? problem("wrong-key", locale) : noKey(locale);
  const kept = await parts.bodies.keep(request, { most: LIMITS.fileBytes });
  if (!kept.ok)
    return refuseBody(request, response, kept.error === "too-large" ? "file-too-large" : kept.error, locale);
  const body = kept.value;
  try {
    const answered = await parts.turns.take(body.bytes, () =>
      answeredByApp(parts, request, response, id.value, body.stream),
    );
    if (answered) return null;
    const limited = await refuseOverLimit("lodge", networkOfAsking(request), locale);
    if (limited) return limited;
    if (body.digest !== sha256) return problem("hash-differs", locale);
    const claimKeyHash = createHash("sha256").update(claimKey).digest("hex");
    const file = { trackingId: id.value, sha256, claimKeyHash };
    const taken = await parts.taking.file(file, await body.read(), new Date());
    return (await countMiss(taken, id.value, request, locale)) ?? toAnswer(taken, locale);
  } finally {
    body.remove();
  }
}

/** True when the app's answer has gone to the client, or there is no client any more. A failure of the app's is no answer. */
async function answeredByApp(
  { client, health, taking }: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  trackingId: string,
  body: () => Readable,
  entered?: (status: number) => void,
): Promise<boolean> {
  // What waits in the spool, only the spool may go on with: it keeps the order.
  if (health.state !== "normal" || taking.holds(trackingId)) return false;
  const answer = await callApp({ client, health }, request, response, { tries: 2, body });
  if (!answer) return false;
  const status = answer.statusCode ?? 500;
  if (status >= 500 && status !== 507) {
    answer.resume();
    return false;
  }
  entered?.(status);
  await passBack(answer, response);
  return true;
}

type Outcome = { ok: true; value: object } | { ok: false; error: TakingRefusal | FileRefusal };

function toAnswer(taken: Outcome, locale: Locale): Response {
  if (taken.ok) return Response.json(taken.value, { status: 202, headers: { "cache-control": "no-store" } });
  const { error } = taken;
  if ("errors" in error) return refuseFields(error.errors, locale);
  if (error.code === "unavailable") return problem("unavailable", locale, { headers: RETRY_AFTER });
  return problem(error.code === "too-large" ? "body-too-large" : error.code, locale);
}

/** Guesses of IDs and keys are limited here too while the app can't do it. */
async function countMiss(
  taken: Outcome,
  trackingId: string,
  request: IncomingMessage,
  locale: Locale,
): Promise<Response | null> {
  if (taken.ok) return null;
  if (taken.error.code === "wrong-key") return refuseOverLimit("claim", trackingId, locale);
  if (taken.error.code === "unknown-complaint") return refuseOverLimit("miss", networkOfAsking(request), locale);
  return null;
}

async function refuseOverLimit(limit: Limit, key: string, locale: Locale): Promise<Response | null> {
  const seconds = await countUse(limit, key);
  return seconds === null
    ? null
    : problem("too-many-requests", locale, { headers: { "retry-after": String(seconds) } });
}

function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  code: "body-too-large" | "file-too-large" | "broken-off" | "no-space",
  locale: Locale,
): Response {
  letGo(request, response);
  return problem(code, locale);
}

/** Read as the app has read it: it may begin with a mark of its byte order, for instance. */
function claimKeyHashIn(bytes: Buffer): string | null {
  const json = parseJsonBody(bytes);
  return json.ok ? (json.value as { claimKeyHash: string }).claimKeyHash : null;
}
