import { createHmac } from "node:crypto";
import { claimKeyHash, formatClaimKey } from "@/lib/domain/complaint/claim-key";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";
import { readOrCreateKey } from "@/lib/folder";

/**
 * ID and claim key of a complaint that the helpline lodges for a caller, made from a random UUID (`press`) with a key that
 * serves nothing else. The same press makes the same pair again, in any process. The key itself is nowhere stored: the
 * outbox row that is to carry it to the caller has `press` as its id, and whoever sends it makes the key anew.
 * Source: docs/decisions/014-claim-key-of-callers.md.
 */
export function mintForCaller(press: string): { trackingId: string; claimKey: string; claimKeyHash: string } {
  const claimKey = claimKeyForMessage(press);
  return {
    trackingId: formatTrackingId(derive("id", press).subarray(0, 8)),
    claimKey,
    claimKeyHash: claimKeyHash(claimKey),
  };
}

/** The claim key that a message of the template CALLER_KEY brings to its caller; `messageId` is the outbox row's. */
export function claimKeyForMessage(messageId: string): string {
  return formatClaimKey(derive("claim", messageId));
}

let secret: string | undefined;

function derive(space: "id" | "claim", value: string): Buffer {
  secret ??= readOrCreateKey("callers");
  return createHmac("sha256", secret).update(`${space}\0${value}`).digest();
}
