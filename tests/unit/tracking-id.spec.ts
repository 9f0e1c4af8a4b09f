import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkCharacter,
  findTypingMistake,
  formatTrackingId,
  parseTrackingId,
} from "@/lib/domain/complaint/tracking-id";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES = fc.uint8Array({ minLength: 8, maxLength: 8 });
const BODY = fc.array(fc.constantFrom(...ALPHABET), { minLength: 12, maxLength: 12 }).map((all) => all.join(""));
const ID = BYTES.map(formatTrackingId);

function bare(id: string): string {
  return id.replaceAll("-", "").slice(3);
}

/** ISO/IEC 7064 the other way round: a string with its check character ends the same recursion at 1. */
function endsWell(characters: string): boolean {
  let product = 32;
  for (const character of characters.slice(0, -1)) {
    const sum = (product + ALPHABET.indexOf(character)) % 32 || 32;
    product = (sum * 2) % 33;
  }
  return (product + ALPHABET.indexOf(characters.at(-1) ?? "")) % 32 === 1;
}

describe("check character", () => {
  test.each([
    ["7F3K9QXM2T8V", "7"],
    ["000000000000", "4"],
    ["ZZZZZZZZZZZZ", "A"],
    ["0123456789AB", "Q"],
  ])("the design's vector %s → %s", (body, character) => {
    expect(checkCharacter(body)).toBe(character);
  });

  test("satisfies the standard's own check", () => {
    fc.assert(fc.property(BODY, (body) => endsWell(body + checkCharacter(body))));
  });

  test("every single wrong character is caught, at every place, by every other character", () => {
    fc.assert(
      fc.property(ID, (id) => {
        const characters = bare(id);
        for (let i = 0; i < characters.length; i += 1) {
          for (const wrong of ALPHABET) {
            if (wrong === characters[i]) continue;
            const typed = characters.slice(0, i) + wrong + characters.slice(i + 1);
            expect(parseTrackingId(typed), `${id} as ${typed}`).toEqual({ ok: false, error: "mistyped" });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("at least 99% of swapped neighbours are caught", () => {
    let swaps = 0;
    let missed = 0;
    for (const id of fc.sample(ID, { numRuns: 3_000, seed: 7 })) {
      const characters = bare(id);
      for (let i = 0; i + 1 < characters.length; i += 1) {
        if (characters[i] === characters[i + 1]) continue;
        const typed = `${characters.slice(0, i)}${characters[i + 1]}${characters[i]}${characters.slice(i + 2)}`;
        swaps += 1;
        if (parseTrackingId(typed).ok) missed += 1;
      }
    }
    expect(swaps).toBeGreaterThan(30_000);
    expect(missed / swaps).toBeLessThan(0.01);
  });
});

describe("minting", () => {
  test("60 bits, most significant first", () => {
    expect(formatTrackingId(new Uint8Array(8))).toBe("PCP-0000-0000-00004");
    expect(formatTrackingId(new Uint8Array(8).fill(255))).toBe("PCP-ZZZZ-ZZZZ-ZZZZA");
    expect(formatTrackingId(Uint8Array.from([0x08, 0, 0, 0, 0, 0, 0, 0]))).toMatch(/^PCP-1000-0000-0000/);
    // The last four of 64 bits aren't used, nor are further bytes.
    expect(formatTrackingId(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0x0f, 9, 9]))).toBe("PCP-0000-0000-00004");
    expect(formatTrackingId(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0x10]))).toMatch(/^PCP-0000-0000-0001/);
  });

  test("too few bytes are a defect of the caller", () => {
    expect(() => formatTrackingId(new Uint8Array(7))).toThrow(RangeError);
  });

  test("what is minted is well formed and reads as itself", () => {
    fc.assert(
      fc.property(ID, (id) => {
        expect(id).toMatch(/^PCP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(parseTrackingId(id)).toEqual({ ok: true, value: id });
      }),
    );
  });
});

describe("reading", () => {
  test.each([
    ["canonical", "PCP-7F3K-9QXM-2T8V7"],
    ["lower case", "pcp-7f3k-9qxm-2t8v7"],
    ["no prefix", "7F3K-9QXM-2T8V7"],
    ["no dashes", "PCP7F3K9QXM2T8V7"],
    ["bare", "7f3k9qxm2t8v7"],
    ["dashes and spaces anywhere", "  P CP-7F-3K 9Q--XM 2T8V-7 "],
    ["en dash and minus", "PCP–7F3K—9QXM−2T8V7"],
    ["non-breaking hyphen and space", "PCP‑7F3K\u00a09QXM‑2T8V7"],
    ["Urdu digits", "PCP-۷F۳K-۹QXM-۲T۸V۷"],
    ["Arabic digits", "PCP-٧F٣K-٩QXM-٢T٨V٧"],
    ["full-width letters", "ＰＣＰ-7F3K-9QXM-2T8V7"],
    ["marks of direction around it", "\u2067PCP-7F3K\u200f-9QXM-2T8V7\u2069\u200c"],
    ["line breaks from an SMS", "PCP-7F3K-\n9QXM-2T8V7\r\n"],
  ])("%s", (_name, typed) => {
    expect(parseTrackingId(typed)).toEqual({ ok: true, value: "PCP-7F3K-9QXM-2T8V7" });
  });

  test("O reads as 0, I and L as 1", () => {
    expect(parseTrackingId("PCP-OOOO-oooo-ooOO4")).toEqual({ ok: true, value: "PCP-0000-0000-00004" });
    const id = `0123456789AB${checkCharacter("0123456789AB")}`;
    expect(parseTrackingId(id.replace("1", "I"))).toEqual(parseTrackingId(id));
    expect(parseTrackingId(id.replace("1", "l"))).toEqual(parseTrackingId(id));
  });

  test("a body that itself begins with PCP needs no prefix", () => {
    const body = "PCP123456789";
    const id = `PCP-PCP1-2345-6789${checkCharacter(body)}`;
    expect(parseTrackingId(body + checkCharacter(body))).toEqual({ ok: true, value: id });
    expect(parseTrackingId(id)).toEqual({ ok: true, value: id });
  });

  test.each([
    "",
    "PCP",
    "PCP-7F3K-9QXM-2T8V8",
    "PCP-7F3K-9QXM-2T8V",
    "PCP-7F3K-9QXM-2T8V77",
    "PCP-7F3K-9QXM-2T8U7",
    "XYZ-7F3K-9QXM-2T8V7",
    "شکایت",
    "7".repeat(10_000),
  ])("%s is mistyped", (typed) => {
    expect(parseTrackingId(typed)).toEqual({ ok: false, error: "mistyped" });
  });

  test("any text is answered, and what is accepted is canonical", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
        const read = parseTrackingId(typed);
        if (read.ok) expect(parseTrackingId(read.value)).toEqual(read);
      }),
    );
  });
});

describe("helping to mend", () => {
  test.each([
    ["PCP-7F3K-9QXM-2T8V8", { code: "check" }],
    ["PCP-7F3K-9QXM-2T8V", { code: "length", count: 12, wanted: 13 }],
    ["7F3K-9QXM-2T8V77", { code: "length", count: 14, wanted: 13 }],
    ["PCP-7F3K-9QXM-2T8U7", { code: "character", character: "U" }],
    ["", { code: "length", count: 0, wanted: 13 }],
  ])("%s: %j", (typed, mistake) => {
    expect(findTypingMistake(typed)).toEqual(mistake);
  });
});
