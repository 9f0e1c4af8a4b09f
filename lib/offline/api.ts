import type { FieldError } from "@/lib/schemas/field-errors";
import { paths } from "@/lib/web/paths";
import type { LocalComplaint, LocalFile } from "./database";

/** What became of one request. `again`: no proof that it arrived; seconds to wait where the server named them. */
export type Answer =
  | { outcome: "delivered" | "spooled"; receivedAt: string | null; state: string | null }
  | { outcome: "again"; retryAfter: number | null }
  | { outcome: "refused"; errors: FieldError[] };

const JSON_TIMEOUT_MS = 45_000;
const FILE_TIMEOUT_MS = 600_000;
/** Says that this content will never be taken under this ID; all else may pass with time. */
const FINAL: ReadonlySet<number> = new Set([409, 413, 415, 422]);

type Json = Record<string, unknown>;

export function putComplaint({ trackingId, body, contentHash }: LocalComplaint): Promise<Answer> {
  return put(paths.api.complaint(trackingId), {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
    timeout: JSON_TIMEOUT_MS,
    isOurs: (answer) => answer.trackingId === trackingId && answer.contentHash === contentHash,
  });
}

export function putFile({ trackingId, claimKey }: LocalComplaint, file: LocalFile): Promise<Answer> {
  return put(paths.api.attachment(trackingId, file.sha256), {
    body: file.content ?? new ArrayBuffer(0),
    headers: { "content-type": file.type, authorization: `Bearer ${claimKey}` },
    timeout: FILE_TIMEOUT_MS,
    isOurs: (answer) => answer.trackingId === trackingId && answer.sha256 === file.sha256,
  });
}

/** The day by which it must be settled, or null while nobody can say. */
export async function findDueAt(trackingId: string): Promise<string | null> {
  try {
    const response = await fetch(paths.api.complaint(trackingId), { cache: "no-store", credentials: "omit" });
    const { dueAt } = (await response.json()) as Json;
    return response.ok && typeof dueAt === "string" ? dueAt : null;
  } catch {
    return null;
  }
}

type Sending = {
  body: BodyInit;
  headers: Record<string, string>;
  timeout: number;
  isOurs: (answer: Json) => boolean;
};

/** A captive portal answers 200 to anything: only `ok: true` with our own hash is proof (design §4). */
async function put(address: string, { body, headers, timeout, isOurs }: Sending): Promise<Answer> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeout);
  try {
    const response = await fetch(address, {
      method: "PUT",
      body,
      headers,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: clock.signal,
    });
    const answer = (await response.json()) as Json;
    if (response.ok && answer.ok === true && isOurs(answer)) {
      const outcome = response.status === 202 ? "spooled" : "delivered";
      return { outcome, receivedAt: textOf(answer.receivedAt), state: textOf(answer.state) };
    }
    if (FINAL.has(response.status) && typeof answer.code === "string") {
      return { outcome: "refused", errors: fieldErrorsOf(answer) };
    }
    return { outcome: "again", retryAfter: Number(response.headers.get("retry-after")) || null };
  } catch {
    return { outcome: "again", retryAfter: null };
  } finally {
    clearTimeout(timer);
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function fieldErrorsOf({ errors }: Json): FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(
    (error): error is FieldError => typeof error?.field === "string" && typeof error?.code === "string",
  );
}
