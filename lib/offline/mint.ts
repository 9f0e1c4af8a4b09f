import { claimKeyHash, formatClaimKey } from "@/lib/domain/complaint/claim-key";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";

export type Minted = { trackingId: string; claimKey: string; claimKeyHash: string };

/** A new ID and its key, made on the phone without asking anybody (design §4); or those of `kept`. */
export function mint(kept?: { trackingId: string; claimKey: string }): Minted {
  const trackingId = kept?.trackingId ?? formatTrackingId(crypto.getRandomValues(new Uint8Array(8)));
  const claimKey = kept?.claimKey ?? formatClaimKey(crypto.getRandomValues(new Uint8Array(32)));
  return { trackingId, claimKey, claimKeyHash: claimKeyHash(claimKey) };
}
