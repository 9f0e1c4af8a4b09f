import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import { CLAIM_COOKIE, SESSION_COOKIE } from "@/lib/http/cookie-names";

/**
 * Whether a request that may change something comes from another site's page. `Origin: null` counts as foreign. A missing
 * `Origin` (old phones, curl) is let through unless a cookie of ours could be abused by it (design §7).
 */
export function isForeign({ method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return false;
  const { origin, host, cookie = "" } = headers;
  if (origin === undefined) return cookie.includes(`${SESSION_COOKIE}=`) || cookie.includes(`${CLAIM_COOKIE}=`);
  if (origin === env.portalUrl) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}
