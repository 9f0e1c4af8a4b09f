import { claimKeyHash, formatClaimKey } from "@/lib/domain/complaint/claim-key";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";

export type Minted = { trackingId: string; claimKey: string; claimKeyHash: string };

/** A new ID and its key, made on the phone without asking anybody (design §4). */
export function mint(): Minted {
  const trackingId = formatTrackingId(crypto.getRandomValues(new Uint8Array(8)));
  const claimKey = formatClaimKey(crypto.getRandomValues(new Uint8Array(32)));
  return { trackingId, claimKey, claimKeyHash: claimKeyHash(claimKey) };
}
