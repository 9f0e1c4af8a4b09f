import { STYLES_HASH } from "./generated/styles";

const POLICY = [
  "default-src 'none'",
  `style-src '${STYLES_HASH}'`,
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/**
 * What goes out with every tracking page, in door and app alike. Public, yet asked for anew each time; kept out of search
 * engines, for the ID is a key to the page.
 */
export function pageHeaders(): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "cache-control": "no-cache",
    "x-robots-tag": "noindex",
    "referrer-policy": "same-origin",
  };
}
