import { randomBytes } from "node:crypto";
import { claimKeyHash, formatClaimKey } from "@/lib/domain/complaint/claim-key";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";

export type Minted = { trackingId: string; claimKey: string; claimKeyHash: string };

/** ID and key for a form without script (design §4). `key` is 32 secret bytes where they are not to be chance itself. */
export function mint(key: Uint8Array = randomBytes(32)): Minted {
  const claimKey = formatClaimKey(key);
  return { trackingId: formatTrackingId(randomBytes(8)), claimKey, claimKeyHash: claimKeyHash(claimKey) };
}

/** A pair that was minted before. */
export function mintedFrom(trackingId: string, claimKey: string): Minted {
  return { trackingId, claimKey, claimKeyHash: claimKeyHash(claimKey) };
}
