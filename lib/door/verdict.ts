import { retryAfterMs } from "@/lib/domain/retry-after";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { AppAnswer } from "./app-client";
import type { SpoolHead } from "./spool";

/** What the app has said of a record, in codes. */
export type Verdict = { status: number; code: string; fields: FieldError[] };
/** What the app's answer to a record means. `pauseMs` is what a `Retry-After` asks for. */
export type Outcome =
  | { is: "delivered" }
  | { is: "refused"; verdict: Verdict }
  | { is: "again"; verdict: Verdict; pauseMs: number | null };

/** What time alone can mend, or the operator: a wrong secret, an address that a new build knows, a limit. */
const TRY_AGAIN = new Set([401, 403, 404, 408, 421, 425, 429]);
const LONGEST_WAIT_MS = 600_000;
/** An app that can't write just now says for how long it means to; its health tells sooner when that is over. */
const LONGEST_ILL_MS = 5_000;
const CODE = /^[a-z]+(-[a-z]+)*$/;
const FIELD = /^[A-Za-z0-9.]{1,80}$/;

/** Delivered is, as a phone would judge, a 200 or 201 with `ok: true` and the record's own hash. */
export function judge({ status, headers, body }: AppAnswer, head: SpoolHead, now: Date): Outcome {
  const said = parse(body);
  if (status === 200 || status === 201) {
    const hash = head.kind === "complaint" ? said.contentHash : said.sha256;
    if (said.ok === true && hash === head.hash) return { is: "delivered" };
  }
  const verdict = { status, code: codeOf(said.code), fields: fieldsOf(said.errors) };
  if (status < 400 || status >= 500 || TRY_AGAIN.has(status)) {
    return { is: "again", verdict, pauseMs: pauseOf(headers["retry-after"], now, status) };
  }
  return { is: "refused", verdict };
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Only codes are taken over, and never a sentence: it may repeat what a citizen wrote. */
function codeOf(said: unknown): string {
  return typeof said === "string" && said.length <= 60 && CODE.test(said) ? said : "unexpected";
}

function fieldsOf(said: unknown): FieldError[] {
  if (!Array.isArray(said)) return [];
  return said
    .flatMap((entry: unknown) => {
      const { field, code } = Object(entry) as { field?: unknown; code?: unknown };
      return typeof field === "string" && FIELD.test(field) ? [{ field, code: codeOf(code) }] : [];
    })
    .slice(0, 50);
}

function pauseOf(said: string | undefined, now: Date, status: number): number | null {
  const ms = retryAfterMs(said, now.getTime());
  return ms === null ? null : Math.min(Math.max(ms, 0), status < 500 ? LONGEST_WAIT_MS : LONGEST_ILL_MS);
}
