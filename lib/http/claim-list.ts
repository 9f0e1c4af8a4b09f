export type Claim = { trackingId: string; claimKey: string };

/** 20 complaints take about 1.2 kB, far below the 4 kB that a cookie may have. */
export const MAX_CLAIMS = 20;

const ENTRY = /^([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{5})\.([A-Za-z0-9_-]{43})$/;

/** Reads the cookie's value, newest first. What isn't ours is left out: a cookie is the visitor's to change. */
export function parseClaims(value: string | undefined): Claim[] {
  const claims: Claim[] = [];
  for (const entry of (value ?? "").split("~")) {
    const [, a, b, c, claimKey] = ENTRY.exec(entry) ?? [];
    if (!claimKey) continue;
    const trackingId = `PCP-${a}-${b}-${c}`;
    if (!claims.some((claim) => claim.trackingId === trackingId)) claims.push({ trackingId, claimKey });
  }
  return claims.slice(0, MAX_CLAIMS);
}

/** The cookie's value: only characters that need no quoting in a cookie. */
export function serializeClaims(claims: readonly Claim[]): string {
  return claims.map(({ trackingId, claimKey }) => `${trackingId.replace(/^PCP|-/g, "")}.${claimKey}`).join("~");
}

/** With `claim` first; the oldest goes when there are too many. */
export function withClaim(claims: readonly Claim[], claim: Claim): Claim[] {
  return [claim, ...withoutClaim(claims, claim.trackingId)].slice(0, MAX_CLAIMS);
}

export function withoutClaim(claims: readonly Claim[], trackingId: string): Claim[] {
  return claims.filter((claim) => claim.trackingId !== trackingId);
}
