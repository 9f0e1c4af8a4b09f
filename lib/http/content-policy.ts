import { createHash } from "node:crypto";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The content security policy of a page whose scripts are allowed by `sources` (hashes or a nonce). */
export function contentPolicy(sources: readonly string[], dev = false): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${sources.join(" ")}${dev ? " 'unsafe-eval'" : ""}`.trim(),
    `style-src 'self'${dev ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For whatever isn't a page: JSON, files. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** The policy of a page that has no nonce: its inline scripts are allowed by the hashes of the very HTML that is served. */
export function policyOfPage(html: string): string {
  const hashes = Array.from(html.matchAll(INLINE_SCRIPT), ([, script = ""]) => {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  });
  return contentPolicy([...new Set(hashes)]);
}
