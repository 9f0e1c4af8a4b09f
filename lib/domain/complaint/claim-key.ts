import { sha256Hex } from "./canonical-json";

const CLAIM_KEY_BYTES = 32;

/** The claim key made of 32 random bytes: base64url without padding, 43 characters. Source: design §4. */
export function formatClaimKey(randomBytes: Uint8Array): string {
  if (randomBytes.length !== CLAIM_KEY_BYTES) throw new RangeError(`A claim key wants ${CLAIM_KEY_BYTES} random bytes`);
  return btoa(String.fromCharCode(...randomBytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** What the server keeps of it: lower-case hex SHA-256 of the string. Being a 256-bit secret's, the hash names nobody. */
export function claimKeyHash(claimKey: string): string {
  return sha256Hex(claimKey);
}

/** Whether it can be a claim key at all; anything else needs no look at the database. */
export function isClaimKeyShaped(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}
