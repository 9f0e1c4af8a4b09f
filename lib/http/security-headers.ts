import type { ServerResponse } from "node:http";
import { env } from "@/lib/env";

/** What every answer carries, whatever it is; the content policy depends on what it is (content-policy.ts). */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(self), geolocation=(self), microphone=(self), browsing-topics=()");
  if (env.portalUrl?.startsWith("https:")) {
    response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
}
