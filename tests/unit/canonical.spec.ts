import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/domain/complaint/canonical-json";
import { claimKeyHash, formatClaimKey, isClaimKeyShaped } from "@/lib/domain/complaint/claim-key";
import { contentHash } from "@/lib/domain/complaint/content-hash";

describe("canonical JSON (RFC 8785)", () => {
  test.each([
    // RFC 8785, 3.2.2 and 3.2.3.
    [
      {
        numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        literals: [null, true, false],
      },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    ],
    [
      { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
    [{ b: { d: -0, c: '\u000f"\\/' }, a: [] }, '{"a":[],"b":{"c":"\\u000f\\"\\\\/","d":0}}'],
    [{ text: "پانی", left: undefined }, '{"text":"پانی"}'],
  ])("%j", (value, json) => {
    expect(canonicalJson(value)).toBe(json);
  });

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])("%s can't be said in JSON", (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  test("the order of members doesn't matter, and JSON reads it back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("content hash", () => {
  const BODY = {
    kind: "complaint",
    serviceCode: "WAT-SEWR",
    districtId: "pb-lahore",
    text: "گلی میں گندا پانی",
    savedAt: "2026-03-02T05:00:00Z",
  };

  test("is SHA-256 over UTF-8 of the canonical JSON without savedAt", () => {
    const canonical =
      '{"districtId":"pb-lahore","kind":"complaint","serviceCode":"WAT-SEWR","text":"گلی میں گندا پانی"}';
    expect(contentHash(BODY)).toBe(createHash("sha256").update(canonical, "utf8").digest("hex"));
  });

  test("savedAt and the order of members don't count; all else does", () => {
    const { savedAt: _, ...rest } = BODY;
    expect(contentHash({ ...rest, savedAt: "2026-04-01T00:00:00Z" })).toBe(contentHash(BODY));
    expect(contentHash({ savedAt: "x", ...rest })).toBe(contentHash(BODY));
    expect(contentHash({ ...BODY, text: `${BODY.text} ` })).not.toBe(contentHash(BODY));
    // Only the lodging's own savedAt, not one further in.
    expect(contentHash({ ...BODY, contact: { savedAt: "x" } })).not.toBe(contentHash({ ...BODY, contact: {} }));
  });
});

describe("claim key", () => {
  test("is unpadded base64url of 32 bytes, as Buffer writes it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const key = formatClaimKey(bytes);
        expect(key).toBe(Buffer.from(bytes).toString("base64url"));
        expect(isClaimKeyShaped(key)).toBe(true);
      }),
    );
    expect(() => formatClaimKey(new Uint8Array(31))).toThrow(RangeError);
  });

  test("its hash is of the string, not of the bytes", () => {
    const key = formatClaimKey(new Uint8Array(32));
    expect(claimKeyHash(key)).toBe(createHash("sha256").update(key).digest("hex"));
  });

  test.each(["", "short", "A".repeat(44), `${"A".repeat(42)}+`, `${"A".repeat(42)}=`])(
    "%s has no such shape",
    (value) => {
      expect(isClaimKeyShaped(value)).toBe(false);
    },
  );
});
