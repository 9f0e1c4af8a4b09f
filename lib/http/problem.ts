import type { Locale } from "@/lib/web/i18n/routing";
import en from "@/messages/en/problems.json";
import ur from "@/messages/ur/problems.json";

/** Every refusal of the API, by the code that its `type` ends with (design §4). */
const STATUS = {
  "not-found": 404,
  "method-not-allowed": 405,
  "wrong-check-character": 422,
  "not-a-tracking-id": 422,
  "unknown-complaint": 404,
  "unknown-action": 404,
  "body-too-large": 413,
  "length-required": 411,
  "not-json-type": 415,
  malformed: 422,
  "bad-utf8": 422,
  "repeated-key": 422,
  "bad-character": 422,
  "too-deep": 422,
  "broken-off": 400,
  "malformed-address": 400,
  "foreign-origin": 403,
  fields: 422,
  "other-content": 409,
  "no-key": 401,
  "wrong-key": 403,
  unlisted: 422,
  "hash-differs": 422,
  "type-not-taken": 415,
  unreadable: 415,
  "file-too-large": 413,
  "too-late": 409,
  "no-space": 507,
  "too-many-requests": 429,
  stale: 409,
  "not-allowed-now": 409,
  "action-id-taken": 409,
  unexpected: 500,
  "read-only": 503,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof STATUS;

type Words = Record<ProblemCode, { title: string; detail: string }>;
const WORDS: Record<Locale, Words> = { en, ur };

type Extras = { headers?: Record<string, string>; members?: Record<string, unknown> };

/**
 * A refusal as RFC 9457 asks for it. `members` are added to the body: `errors` of fields, `changes` of a stale action.
 * Never kept by a cache, so that a client which comes back hears the present truth.
 */
export function problem(code: ProblemCode, locale: Locale, { headers, members }: Extras = {}): Response {
  const status = STATUS[code];
  const body = { type: `/problems/${code}`, status, code, ...WORDS[locale][code], ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": locale,
      "cache-control": "no-store",
      vary: "accept-language, authorization",
      ...headers,
    },
  });
}

/** What a problem is called, for people; null for a code that is none of ours. */
export function problemTitle(code: string, locale: Locale): string | null {
  return code in STATUS ? WORDS[locale][code as ProblemCode].title : null;
}

/** 401, for whoever brings no claim key at all. */
export function noKey(locale: Locale): Response {
  return problem("no-key", locale, { headers: { "www-authenticate": "Bearer" } });
}
