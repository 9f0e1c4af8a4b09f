/** The cookie of a signed-in session: a token that names a row (lib/web/session.ts). */
export const SESSION_COOKIE = "jawab-session";
/** The claim keys of a phone without script (lib/web/claims.ts). */
export const CLAIM_COOKIE = "jawab-claims";
/** What the page after lodging shows (lib/web/lodged-cookie.ts). */
export const LODGED_COOKIE = "jawab-lodged";
