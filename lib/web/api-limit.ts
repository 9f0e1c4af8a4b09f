import { problem } from "@/lib/http/problem";
import { countUse, type Limit } from "@/lib/http/rate-limit";
import type { Locale } from "./i18n/routing";

/** Counts one use of `limit` by `key`: 429 where it is one too many, else null. */
export async function refuseOverLimit(limit: Limit, key: string, locale: Locale): Promise<Response | null> {
  const seconds = await countUse(limit, key);
  return seconds === null
    ? null
    : problem("too-many-requests", locale, { headers: { "retry-after": String(seconds) } });
}
