import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Role } from "./actor";
import { canonicalJson, sha256Hex } from "./canonical-json";
import type { Action } from "./workflow-table";

/** What stands before a complaint's first event. */
export const NO_PREVIOUS_HASH = "0".repeat(64);
export const SALT_BYTES = 16;

/** What an event's hash covers. `sequence` counts from 1 within its complaint. */
export type ChainedEvent = {
  previousHash: string;
  complaintId: string;
  sequence: number;
  at: Date;
  action: Action;
  role: Role;
  payloadDigest: string;
};

/**
 * SHA-256(salt ‖ canonical JSON of the payload), lower-case hex. Salt and payload lie in a row that REDACT erases: without
 * the salt nobody can guess a short payload from its digest, and the chain stays valid.
 */
export function payloadDigest(salt: Uint8Array, payload: unknown): string {
  if (salt.length < SALT_BYTES) throw new RangeError(`A salt wants ${SALT_BYTES} random bytes`);
  return bytesToHex(sha256(concatBytes(salt, utf8ToBytes(canonicalJson(payload)))));
}

/** Lower-case hex SHA-256 over the event's canonical JSON, the hash before it included. Source: design §5. */
export function eventHash({ at, ...event }: ChainedEvent): string {
  const { previousHash, complaintId, sequence, action, role, payloadDigest: digest } = event;
  return sha256Hex(
    canonicalJson({ previousHash, complaintId, sequence, at: at.toISOString(), action, role, payloadDigest: digest }),
  );
}

/** `payload` is null once it has been erased. */
export type StoredEvent = ChainedEvent & { hash: string; payload: { salt: Uint8Array; value: unknown } | null };
export type ChainBreak = { code: "sequence" | "link" | "hash" | "payload"; sequence: number };

/** Whether one complaint's events, oldest first, are those that were written; else the first that isn't, and how it shows. */
export function verifyChain(events: readonly StoredEvent[]): Result<{ length: number; head: string }, ChainBreak> {
  let head = NO_PREVIOUS_HASH;
  for (const [i, event] of events.entries()) {
    const sequence = i + 1;
    const broken = (code: ChainBreak["code"]) => err({ code, sequence });
    if (event.sequence !== sequence || event.complaintId !== events[0]?.complaintId) return broken("sequence");
    if (event.previousHash !== head) return broken("link");
    if (event.hash !== eventHash(event)) return broken("hash");
    const { payload } = event;
    if (payload && payloadDigest(payload.salt, payload.value) !== event.payloadDigest) return broken("payload");
    head = event.hash;
  }
  return ok({ length: events.length, head });
}
