import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";

/**
 * The address that asks. What `x-forwarded-for` says counts only as far as PORTAL_TRUSTED_PROXIES reaches: from the right,
 * the first hop that is no proxy of ours.
 */
export function clientAddress(request: IncomingMessage, trusted: readonly string[] = env.trustedProxies): string {
  const peer = plain(request.socket.remoteAddress ?? "");
  if (!trusted.includes(peer)) return peer;
  const header = request.headers["x-forwarded-for"];
  const hops = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").map((hop) => plain(hop.trim()));
  return hops.filter(Boolean).findLast((hop) => !trusted.includes(hop)) ?? peer;
}

/** Whether the connection comes from one of PORTAL_TRUSTED_PROXIES. */
export function isTrustedProxy(request: IncomingMessage): boolean {
  return env.trustedProxies.includes(plain(request.socket.remoteAddress ?? ""));
}

/** `::ffff:127.0.0.1`, as a dual-stack socket says it, is 127.0.0.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
