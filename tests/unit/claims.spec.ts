import { describe, expect, test } from "vitest";
import { formatClaimKey } from "@/lib/domain/complaint/claim-key";
import { formatTrackingId } from "@/lib/domain/complaint/tracking-id";
import { MAX_CLAIMS, parseClaims, serializeClaims, withClaim, withoutClaim } from "@/lib/http/claim-list";

/** Distinct and the same in every run. */
function claim(n: number) {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (n * 31 + i * 17) % 256);
  return { trackingId: formatTrackingId(bytes(8)), claimKey: formatClaimKey(bytes(32)) };
}
const claims = (count: number) => Array.from({ length: count }, (_, i) => claim(i + 1));

describe("the claim cookie", () => {
  test("gives back what was put in, in its order", () => {
    expect(parseClaims(serializeClaims(claims(3)))).toEqual(claims(3));
  });

  test("needs no quoting and stays far below a cookie's 4,096 bytes when full", () => {
    const value = serializeClaims(claims(MAX_CLAIMS));
    expect(value).toMatch(/^[A-Za-z0-9._~-]+$/);
    expect(encodeURIComponent(value)).toBe(value);
    expect(value.length).toBeLessThan(1_500);
    expect(parseClaims(value)).toHaveLength(MAX_CLAIMS);
  });

  test("holds the newest first, and drops the oldest when it is full", () => {
    const full = claims(MAX_CLAIMS);
    const newest = claim(99);
    const after = withClaim(full, newest);
    expect(after).toHaveLength(MAX_CLAIMS);
    expect(after[0]).toEqual(newest);
    expect(after).not.toContainEqual(full.at(-1));
  });

  test("holds one key for an ID: the last one given", () => {
    const { trackingId } = claim(2);
    const renewed = { trackingId, claimKey: claim(50).claimKey };
    expect(withClaim(claims(3), renewed)).toEqual([renewed, claim(1), claim(3)]);
  });

  test("forgets one and keeps the others", () => {
    expect(withoutClaim(claims(3), claim(2).trackingId)).toEqual([claim(1), claim(3)]);
  });

  test.each([
    ["nothing", undefined],
    ["an empty one", ""],
    ["somebody else's", "hello=world"],
    ["an ID without its key", "7F3K9QXM2T8V7."],
    ["a key too short", `7F3K9QXM2T8V7.${"a".repeat(42)}`],
    ["an ID with a letter that none has", `7F3K9QXM2T8VU.${"a".repeat(43)}`],
  ])("reads %s as none of ours", (_, value) => {
    expect(parseClaims(value)).toEqual([]);
  });

  test("leaves out what is broken and keeps the rest", () => {
    expect(parseClaims(`garbage~${serializeClaims(claims(2))}~x.y`)).toEqual(claims(2));
  });
});
