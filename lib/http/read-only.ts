import type { Locale } from "@/lib/web/i18n/routing";
import { problem } from "./problem";

/** Whoever is refused comes back within this time, whatever was announced: it may be over sooner. */
const COME_BACK_SECONDS = { least: 30, most: 300, unknown: 60 } as const;

/** Since when nothing can be changed, until when as far as was announced, and why in the operator's words. */
type Closed = { since: Date; until: Date | null; reason: Record<Locale, string> | null };

/** What `Retry-After` says to whom is refused meanwhile, in seconds. `until` null: nobody knows its end. */
export function comeBackSeconds(until: Date | null, now: Date): number {
  const { least, most, unknown } = COME_BACK_SECONDS;
  const seconds = until ? Math.ceil((until.getTime() - now.getTime()) / 1_000) : unknown;
  return Math.min(most, Math.max(least, seconds));
}

/** 503 for what would have changed something, from door and app alike; `closed` null where that has passed already. */
export function refuseReadOnly(closed: Closed | null, locale: Locale, now: Date): Response {
  return problem("read-only", locale, {
    headers: { "retry-after": String(comeBackSeconds(closed?.until ?? null, now)) },
    members: closed
      ? { since: closed.since.toISOString(), until: closed.until?.toISOString(), reason: closed.reason?.[locale] }
      : {},
  });
}
