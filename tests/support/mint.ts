import { createHash, randomBytes, randomInt } from "node:crypto";
import canonicalize from "canonicalize";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A tracking ID as a phone mints it, worked out here from design §4 and not by the code under test. */
export function mintId(chance: (below: number) => number = randomInt): string {
  const payload = Array.from({ length: 12 }, () => ALPHABET[chance(32)]).join("");
  return formatId(payload, ALPHABET[checkValue(payload)] ?? "");
}

/** The same ID with another last character. */
export function mistype(trackingId: string): string {
  const last = ALPHABET.indexOf(trackingId.slice(-1));
  return trackingId.slice(0, -1) + ALPHABET[(last + 1 + randomInt(31)) % 32];
}

function formatId(payload: string, check: string): string {
  return `PCP-${payload.slice(0, 4)}-${payload.slice(4, 8)}-${payload.slice(8)}${check}`;
}

function checkValue(payload: string): number {
  let product = 32;
  for (const character of payload) {
    const sum = (product + ALPHABET.indexOf(character)) % 32 || 32;
    product = (2 * sum) % 33;
  }
  return (33 - product) % 32;
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function mintClaimKey(): { claimKey: string; claimKeyHash: string } {
  const claimKey = randomBytes(32).toString("base64url");
  return { claimKey, claimKeyHash: sha256(claimKey) };
}

/** The hash that a client holds the answer against. */
export function contentHashOf({ savedAt: _, ...content }: Record<string, unknown>): string {
  return sha256(canonicalize(content) ?? "");
}

/** A body that is taken as it stands, for WASA Lahore's desk; `changes` make it another one. */
export function lodgement(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: "complaint",
    serviceCode: "WAT-SEWR",
    districtId: "pb-lahore",
    text: "ہماری گلی میں تین دن سے گٹر ابل رہا ہے۔",
    language: "ur",
    claimKeyHash: mintClaimKey().claimKeyHash,
    savedAt: "2026-11-24T09:00:00Z",
    ...changes,
  };
}
