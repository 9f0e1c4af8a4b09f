import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_JSON_BYTES, parseJsonBody } from "@/lib/schemas/json-body";

const bytes = (text: string) => new TextEncoder().encode(text);

for (const [title, body, error] of [
  ["a repeated key", '{"a":1,"a":2}', "repeated-key"],
  ["a key repeated by an escape", '{"a":1,"\\u0061":2}', "repeated-key"],
  ["a repeated key deep inside", '{"x":[{"a":1,"b":{"c":1,"c":1}}]}', "repeated-key"],
  ["NUL in a string", '{"a":"x\\u0000"}', "bad-character"],
  ["NUL in a key", '{"\\u0000":1}', "bad-character"],
  ["half a surrogate pair", '{"a":"\\ud800"}', "bad-character"],
  ["two halves in the wrong order", '{"a":"\\udc00\\ud800"}', "bad-character"],
  ["a comment", '{"a":1/* no */}', "malformed"],
  ["a trailing comma", '{"a":1,}', "malformed"],
  ["nothing", "", "malformed"],
  ["too many brackets", "[".repeat(30_000), "too-deep"],
  ["one byte too many", `"${"x".repeat(MAX_JSON_BYTES - 1)}"`, "too-large"],
] as const) {
  test(`${title} is refused as ${error}`, () => {
    expect(parseJsonBody(bytes(body))).toEqual({ ok: false, error });
  });
}

test("bytes that are no UTF-8 are refused", () => {
  for (const wrong of [[0xff], [0xc3], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xc0, 0x80, 0x22]]) {
    expect(parseJsonBody(Uint8Array.from(wrong))).toEqual({ ok: false, error: "bad-utf8" });
  }
});

test("the same key in two objects, brackets in strings, and astral characters are fine", () => {
  for (const text of [
    '{"a":{"x":1},"b":{"x":2}}',
    `{"a":"${"[{".repeat(100)}\\"[["}`,
    '{"a":"😀\\ud83d\\ude00"}',
    "[]",
    "1",
  ]) {
    expect(parseJsonBody(bytes(text))).toEqual({ ok: true, value: JSON.parse(text) });
  }
});

test("whatever JSON writes is read back the same", () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: "small", maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      const parsed = parseJsonBody(bytes(text));
      // fast-check may put NUL or lone surrogates into strings: those alone may be refused.
      if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(text));
      else expect(parsed.error).toBe("bad-character");
    }),
    { numRuns: 1_000 },
  );
});
