import { retryAfterMs } from "@/lib/domain/retry-after";

const FIRST_MS = 5_000;
const LONGEST_MS = 10 * 60_000;
/** Nobody may keep a citizen's complaint off for longer than this with one answer. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * Milliseconds until the next try of one complaint after `attempts` failures (1 or more): 5 s, doubled each time, at most
 * 10 minutes, a quarter more or less by `random` (0 to 1), so that a thousand phones don't come back at the same moment.
 */
export function waitAfter(attempts: number, random: number): number {
  const plain = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
  return Math.round(plain * (0.75 + random / 2));
}

/** Until when `Retry-After` asks for patience, in milliseconds since 1970, at most an hour. Null where it asks for none. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  const ms = retryAfterMs(value, now);
  return ms === null || ms <= 0 ? null : now + Math.min(ms, LONGEST_PAUSE_MS);
}
