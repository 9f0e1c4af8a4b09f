/**
 * How many milliseconds from `now` (since 1970) a `Retry-After` asks for: seconds or an HTTP date (RFC 9110 §10.2.3), which may
 * be over, and then it is negative. Null where there is none, and for nonsense. Whoever asks sets the bounds.
 */
export function retryAfterMs(value: string | null | undefined, now: number): number | null {
  const text = value?.trim() ?? "";
  if (text === "") return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : ms;
}
