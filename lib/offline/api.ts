import type { FieldError } from "@/lib/schemas/field-errors";
import { paths } from "@/lib/web/paths";
import type { FileFacts, LocalComplaint } from "./database";
import { parseRetryAfter } from "./waits";

/**
 * What became of one request. `again`: no proof that it arrived; `until` where the server said when to come back
 * (milliseconds since 1970). `unknown`: the complaint of a file isn't there. `refused`: never to be taken like this.
 */
export type Answer =
  | { outcome: "delivered" | "spooled"; receivedAt: string | null; state: string | null }
  | { outcome: "again"; code: AgainCode; until: number | null }
  | { outcome: "unknown" }
  | { outcome: "refused"; code: string; errors: FieldError[] };

/** `no-answer`: the network. `not-ours`: somebody else answered, a captive portal say. `not-proven`: not with our hash. */
export type AgainCode = "no-answer" | "not-ours" | "not-proven" | "busy" | "away" | "full" | "trouble";

const JSON_TIMEOUT_MS = 45_000;
const FILE_TIMEOUT_MS = 600_000;
/** Says that this content will never be taken under this ID; all else may pass with time. */
const FINAL: ReadonlySet<number> = new Set([409, 413, 415, 422]);
const AGAIN_CODES: Record<number, AgainCode> = { 429: "busy", 503: "away", 507: "full" };

type Json = Record<string, unknown>;

/** Sends the complaint itself. Delivered only by `ok: true` with its own `contentHash` (design §4). */
export function putComplaint({ trackingId, body, contentHash }: LocalComplaint): Promise<Answer> {
  return put(paths.api.complaint(trackingId), {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
    timeout: JSON_TIMEOUT_MS,
    isOurs: (answer) => answer.trackingId === trackingId && answer.contentHash === contentHash,
  });
}

/** Sends a file as it was recorded. Delivered only by `ok: true` with its own `sha256`. */
export function putFile(complaint: LocalComplaint, file: FileFacts, content: ArrayBuffer): Promise<Answer> {
  const { trackingId, claimKey } = complaint;
  return put(paths.api.attachment(trackingId, file.sha256), {
    body: content,
    headers: { "content-type": file.type, authorization: `Bearer ${claimKey}` },
    timeout: FILE_TIMEOUT_MS,
    isOurs: (answer) => answer.trackingId === trackingId && answer.sha256 === file.sha256,
  });
}

type Sending = {
  body: BodyInit;
  headers: Record<string, string>;
  timeout: number;
  isOurs: (answer: Json) => boolean;
};

async function put(address: string, { body, headers, timeout, isOurs }: Sending): Promise<Answer> {
  const answered = await ask(address, { method: "PUT", body, headers }, timeout);
  if (!answered) return { outcome: "again", code: "no-answer", until: null };
  const { response, answer } = answered;
  if (response.ok && answer?.ok === true) {
    if (!isOurs(answer)) return { outcome: "again", code: "not-proven", until: null };
    const outcome = response.status === 202 ? "spooled" : "delivered";
    return { outcome, receivedAt: textOf(answer.receivedAt), state: textOf(answer.state) };
  }
  const code = problemOf(response, answer);
  if (!code) return { outcome: "again", code: "not-ours", until: null };
  if (FINAL.has(response.status) || code === "wrong-key") {
    return { outcome: "refused", code, errors: fieldErrorsOf(answer ?? {}) };
  }
  if (code === "unknown-complaint") return { outcome: "unknown" };
  const until = parseRetryAfter(response.headers.get("retry-after"), Date.now());
  return { outcome: "again", code: AGAIN_CODES[response.status] ?? "trouble", until };
}

/** What the portal says of a complaint, with the key what only its owner sees. */
export type Look =
  | { outcome: "seen"; status: Json }
  | { outcome: "unknown" }
  | { outcome: "again"; until: number | null };

/** Asks for one complaint; with its key when `asOwner`. Nothing of it stays in any cache. */
export async function lookUp({ trackingId, claimKey }: LocalComplaint, asOwner: boolean): Promise<Look> {
  const headers: Record<string, string> = asOwner ? { authorization: `Bearer ${claimKey}` } : {};
  const answered = await ask(paths.api.complaint(trackingId), { headers }, JSON_TIMEOUT_MS);
  if (!answered) return { outcome: "again", until: null };
  const { response, answer } = answered;
  if (response.ok && answer?.trackingId === trackingId) return { outcome: "seen", status: answer };
  if (problemOf(response, answer) === "unknown-complaint") return { outcome: "unknown" };
  return { outcome: "again", until: parseRetryAfter(response.headers.get("retry-after"), Date.now()) };
}

/** Whether app and database are all right: only then does "unknown" mean that a complaint isn't there. */
export async function isPortalWhole(): Promise<boolean> {
  const answered = await ask("/readyz", {}, JSON_TIMEOUT_MS);
  const { app, database } = (answered?.answer ?? {}) as { app?: { ok?: unknown }; database?: { ok?: unknown } };
  return app?.ok === true && database?.ok === true;
}

/** The answer and its JSON, if it is any. Null where none came, or not whole. */
async function ask(
  address: string,
  init: RequestInit,
  timeout: number,
): Promise<{ response: Response; answer: Json | null } | null> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeout);
  try {
    const response = await fetch(address, {
      ...init,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual", // a captive portal sends elsewhere; nothing of ours does
      signal: clock.signal,
    });
    return { response, answer: parseJson(await response.text()) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** The code of a refusal of ours (RFC 9457); null where somebody else answered. */
function problemOf(response: Response, answer: Json | null): string | null {
  const isProblem = /^application\/problem\+json\b/i.test(response.headers.get("content-type") ?? "");
  return isProblem ? textOf(answer?.code) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function fieldErrorsOf({ errors }: Json): FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .filter((error): error is FieldError => typeof error?.field === "string" && typeof error?.code === "string")
    .map(({ field, code }) => ({ field, code }));
}
