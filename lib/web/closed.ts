import { findClosure } from "@/lib/data/health";
import { refuseReadOnly } from "@/lib/http/read-only";
import type { Locale } from "./i18n/routing";

/** 503 for what would have changed something: since when, until when, why, and when to come again. */
export function refuseClosed(locale: Locale): Response {
  return refuseReadOnly(findClosure(), locale, new Date());
}
