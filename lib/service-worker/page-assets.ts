const HASHED = /\/_next\/static\/[\w./~-]+?\.(?:js|css)\b/g;
/** For browsers without modules; no browser that has service workers asks for it. */
const NO_MODULE = /<script[^>]*\bnomodule\b[^>]*>/gi;

/** The hashed files that a page names, each once: its styles, its scripts, and those that its payload loads. */
export function assetsNamedIn(html: string): string[] {
  return [...new Set(html.replace(NO_MODULE, "").match(HASHED) ?? [])];
}
