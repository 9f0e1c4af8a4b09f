import { cookies } from "next/headers";
import { isClaimKeyShaped } from "@/lib/domain/complaint/claim-key";
import { type Claim, parseClaims, serializeClaims, withClaim, withoutClaim } from "@/lib/http/claim-list";
import { CLAIM_COOKIE } from "@/lib/http/cookie-names";
import { claimCookie } from "@/lib/http/cookies";

/** The complaints that this phone may open by its cookie, newest first. */
export async function listClaims(): Promise<Claim[]> {
  return parseClaims((await cookies()).get(CLAIM_COOKIE)?.value);
}

/** This phone's claim key for one complaint (canonical ID), or null. */
export async function findClaim(trackingId: string): Promise<string | null> {
  return (await listClaims()).find((claim) => claim.trackingId === trackingId)?.claimKey ?? null;
}

/**
 * Remembers a key on this phone. Only where an answer's cookies may be set: in server actions and route handlers. Throws
 * when `claimKey` has not the form of a key.
 */
export async function addClaim(claim: Claim): Promise<void> {
  if (!isClaimKeyShaped(claim.claimKey)) throw new Error("Not a claim key");
  await save(withClaim(await listClaims(), claim));
}

/** Forgets the key on this phone; the complaint itself stays. Where `addClaim` may be called. */
export async function removeClaim(trackingId: string): Promise<void> {
  await save(withoutClaim(await listClaims(), trackingId));
}

async function save(claims: readonly Claim[]): Promise<void> {
  const jar = await cookies();
  if (claims.length === 0) {
    jar.delete(CLAIM_COOKIE);
    return;
  }
  jar.set(CLAIM_COOKIE, serializeClaims(claims), claimCookie());
}
