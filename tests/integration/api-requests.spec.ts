import { expect, test } from "vitest";
import { GET as nothing } from "@/app/api/v1/[[...path]]/route";
import { languageOf } from "@/lib/http/api-language";
import { ProblemSchema } from "@/lib/schemas/answers";
import { MAX_JSON_BYTES } from "@/lib/schemas/json-body";
import { readBody, readJson } from "@/lib/web/api-body";
import { claimKeyOf } from "@/lib/web/api-caller";
import { apiHandler } from "@/lib/web/api-handler";

const URL = "http://portal.test/api/v1/x";

for (const [query, header, language] of [
  ["", null, "en"],
  ["", "ur-PK,ur;q=0.9,en;q=0.8", "ur"],
  ["", "en;q=0.2, ur;q=0.3", "ur"],
  ["", "en, ur", "en"],
  ["", "ur;q=0, en;q=0.1", "en"],
  ["", "fr, de;q=0.9", "en"],
  ["", "fr, ur;q=0.1", "ur"],
  ["", "*", "en"],
  ["", ";;;,,q=;ur;q=x", "en"],
  ["?lang=ur", "en", "ur"],
  ["?lang=en", "ur", "en"],
  ["?lang=fr", "ur", "ur"],
] as const) {
  test(`language of "${query}" with Accept-Language ${header}`, () => {
    const headers: Record<string, string> = header === null ? {} : { "accept-language": header };
    expect(languageOf(new Request(URL + query, { headers }))).toBe(language);
  });
}

for (const [header, key] of [
  ["Bearer abc-_123", "abc-_123"],
  ["bearer  abc", "abc"],
  ["Basic abc", null],
  ["Bearer ", null],
  ["Bearer a b", null],
  [`Bearer ${"a".repeat(513)}`, null],
] as const) {
  test(`claim key of "${header.slice(0, 24)}"`, () => {
    expect(claimKeyOf(new Request(URL, { headers: { authorization: header } }))).toBe(key);
  });
}

test("a body that never ends is refused at its first byte too many, thrown away for a while, then cut off", async () => {
  let sent = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100_000;
      controller.enqueue(new Uint8Array(100_000));
    },
    cancel() {
      cancelled = true;
    },
  });
  const request = new Request(URL, { method: "PUT", body: endless, duplex: "half" } as RequestInit);
  expect(await readBody(request, 250_000)).toEqual({ ok: false, error: "too-large" });
  expect([sent < 1_000_000, cancelled]).toEqual([true, false]);
  await expect.poll(() => cancelled).toBe(true);
  expect(sent).toBeLessThan(40_000_000);
});

test("a body of exactly the limit is taken, one byte more is not, whatever its length header says", async () => {
  const put = (bytes: number, headers: Record<string, string> = {}) =>
    new Request(URL, { method: "PUT", body: new Uint8Array(bytes), headers });
  expect((await readBody(put(100), 100)).ok).toBe(true);
  expect((await readBody(put(101), 100)).ok).toBe(false);
  expect((await readBody(put(10, { "content-length": "101" }), 100)).ok).toBe(false);
  expect((await readBody(put(101, { "content-length": "1" }), 100)).ok).toBe(false);
});

test("a client that goes away is no surprise", async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("aborted")) });
  const request = new Request(URL, { method: "PUT", body: broken, duplex: "half" } as RequestInit);
  expect(await readBody(request, 100)).toEqual({ ok: false, error: "broken-off" });
});

for (const [type, body, expected] of [
  ["application/json", "{}", { ok: true, value: {} }],
  ["Application/JSON ; charset=utf-8", "{}", { ok: true, value: {} }],
  ["application/jsonx", "{}", { ok: false, error: "not-json-type" }],
  ["text/plain", "{}", { ok: false, error: "not-json-type" }],
  ["application/json", "", { ok: false, error: "malformed" }],
  ["application/json", `"${"a".repeat(MAX_JSON_BYTES)}"`, { ok: false, error: "body-too-large" }],
  ["application/json", '{"a":1,"\\u0061":2}', { ok: false, error: "repeated-key" }],
  ["application/json", '["\\ud800"]', { ok: false, error: "bad-character" }],
  ["application/json", "[".repeat(60_000), { ok: false, error: "too-deep" }],
] as const) {
  test(`JSON of type ${type}: ${body.slice(0, 20)}`, async () => {
    const request = new Request(URL, { method: "PUT", body, headers: { "content-type": type } });
    expect(await readJson(request)).toEqual(expected);
  });
}

test("an address that doesn't exist is a problem in the asker's language", async () => {
  const response = await nothing(new Request(URL, { headers: { "accept-language": "ur" } }), {
    params: Promise.resolve({}),
  });
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(response.headers.get("content-language")).toBe("ur");
  expect(ProblemSchema.parse(await response.json()).title).toMatch(/\p{Script=Arabic}/u);
});

test("a surprise says nothing of its inside, and the log nothing of what was sent", async () => {
  const lines: string[] = [];
  const { error } = console;
  console.error = (line: string) => lines.push(line);
  const failing = apiHandler("/x/{id}", async () => {
    throw Object.assign(new Error("Invalid value: 0300-1234567\n    at secret (x:1:1)"), { code: "P2000" });
  });
  const full = apiHandler("/x/{id}", async () => {
    throw Object.assign(new Error("no space"), { code: "ENOSPC" });
  });
  const response = await failing(new Request(`${URL}/secret`), { params: Promise.resolve({}) });
  const onFullDisk = await full(new Request(URL), { params: Promise.resolve({}) });
  console.error = error;
  expect(response.status).toBe(500);
  expect(ProblemSchema.parse(await response.json())).toMatchObject({ code: "unexpected" });
  expect(onFullDisk.status).toBe(507);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("GET /x/{id}: Error P2000");
  expect(lines.join()).not.toMatch(/0300|secret/);
});
