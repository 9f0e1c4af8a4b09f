import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For whatever isn't a page: JSON, files. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * The policies of the prerendered pages, by public path (`/lodge`, `/ur/lodge`): they have no nonce, so their inline
 * scripts are allowed by the hashes of the very files that are served.
 */
export function readStaticPolicies(buildFolder: string): Map<string, string> {
  const root = join(buildFolder, "server", "app");
  const policies = new Map<string, string>();
  for (const file of listHtml(root)) {
    const path = file.slice(root.length).replace(/\.html$/, "");
    const publicPath = path === "/en" ? "/" : path.replace(/^\/en\//, "/");
    const html = readFileSync(file, "utf8");
    const hashes = Array.from(html.matchAll(INLINE_SCRIPT), ([, script = ""]) => {
      return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
    });
    policies.set(publicPath, contentPolicy([...new Set(hashes)]));
  }
  return policies;
}

function listHtml(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(directory, name));
}
