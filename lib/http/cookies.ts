import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { type Claim, parseClaims, serializeClaims, withClaim } from "./claim-list";
import { CLAIM_COOKIE, LODGED_COOKIE } from "./cookie-names";

/** As Next's cookie jar takes them, and `setCookie` below. */
type Attributes = { httpOnly: true; sameSite: "lax"; path: string; maxAge: number; secure: boolean };

const JustLodgedSchema = z.object({
  /** Browser and content (lib/web/mint-once.ts): a second press is known by it after a change of address too. */
  press: z.string(),
  trackingId: z.string(),
  claimKey: z.string(),
  dueAt: z.iso.datetime().nullable(),
  sensitive: z.boolean(),
  assigned: z.boolean(),
  filesMissing: z.int().min(0),
});
/** What the page after lodging shows, for ten minutes and on the lodging pages alone. */
export type JustLodged = z.infer<typeof JustLodgedSchema>;

/** The claim keys of a phone without script: for as long as browsers allow. */
export function claimCookie(): Attributes {
  return { ...COMMON, path: "/", maxAge: 400 * 24 * 60 * 60 };
}

/**
 * Not for one look only: on a weak network the first answer may be lost, and with it the key. It is no second secret, for
 * the claim cookie holds the same key.
 */
export function lodgedCookie(locale: Locale): Attributes {
  return { ...COMMON, path: paths.lodge(locale), maxAge: 600 };
}

const COMMON = {
  httpOnly: true,
  sameSite: "lax",
  secure: env.portalUrl?.startsWith("https:") ?? false,
} as const;

export function formatJustLodged(lodged: JustLodged): string {
  return Buffer.from(JSON.stringify(lodged)).toString("base64url");
}

/** Null for no cookie and for one that isn't ours. */
export function parseJustLodged(value: string | undefined): JustLodged | null {
  if (!value) return null;
  try {
    return JustLodgedSchema.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** One `Set-Cookie` header. The values that we set need no quoting. */
export function setCookie(name: string, value: string, { path, maxAge, secure }: Attributes): string {
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** The `Set-Cookie` header that takes a cookie of ours from the browser. */
export function dropCookie(name: string): string {
  return setCookie(name, "", { ...COMMON, path: "/", maxAge: 0 });
}

/** A request's cookie by its name, as it was sent. */
export function cookieOf({ headers }: Pick<IncomingMessage, "headers">, name: string): string | undefined {
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return undefined;
}

/** The `Set-Cookie` headers after a lodging, for door and app alike: the key stays with this browser. */
export function cookiesAfterLodging(
  request: Pick<IncomingMessage, "headers">,
  lodged: JustLodged,
  locale: Locale,
): string[] {
  const { trackingId, claimKey } = lodged;
  const claims = withClaim(claimsOf(request), { trackingId, claimKey });
  return [
    setCookie(CLAIM_COOKIE, serializeClaims(claims), claimCookie()),
    setCookie(LODGED_COOKIE, formatJustLodged(lodged), lodgedCookie(locale)),
  ];
}

/** The complaints that the asking browser may open, newest first. */
export function claimsOf(request: Pick<IncomingMessage, "headers">): Claim[] {
  return parseClaims(cookieOf(request, CLAIM_COOKIE));
}
