import { findClosure } from "@/lib/data/health";
import { problem } from "@/lib/http/problem";
import type { Locale } from "./i18n/routing";

/** Whoever is refused comes back within this time, whatever was announced: it may be over sooner. */
const COME_BACK_SECONDS = { least: 30, most: 300 } as const;

/** 503 for what would have changed something: since when, until when, why, and when to come again. */
export function refuseClosed(locale: Locale): Response {
  const closure = findClosure();
  const members = closure && {
    since: closure.since.toISOString(),
    until: closure.until?.toISOString(),
    reason: closure.reason?.[locale],
  };
  return problem("read-only", locale, {
    headers: { "retry-after": String(secondsUntil(closure?.until ?? null)) },
    members: members ?? {},
  });
}

function secondsUntil(until: Date | null): number {
  const { least, most } = COME_BACK_SECONDS;
  const seconds = until ? Math.ceil((until.getTime() - Date.now()) / 1000) : 60;
  return Math.min(most, Math.max(least, seconds));
}
