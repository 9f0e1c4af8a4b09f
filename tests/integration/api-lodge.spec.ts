import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db, unwritableSince } from "@/lib/data/db";
import { LodgedSchema, ProblemSchema } from "@/lib/schemas/answers";
import { contentHashOf, givenLodged, lodge, lodgement, mintId, mistype } from "../support/api";

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = ProblemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

test("a complaint is stored once, and the same content again finds it", async () => {
  const trackingId = mintId();
  const body = lodgement();
  const first = await lodge(trackingId, body);
  expect(first.status).toBe(201);
  const answer = LodgedSchema.parse(await first.json());
  expect(answer).toMatchObject({ trackingId, contentHash: contentHashOf(body), state: "ASSIGNED" });

  const again = await lodge(trackingId, { ...body, savedAt: "2026-11-24T10:30:00Z" });
  expect(again.status).toBe(200);
  expect(LodgedSchema.parse(await again.json())).toEqual(answer);
});

test("spaces around the text count for the hash and not for what is kept", async () => {
  const { trackingId, body } = await givenLodged({ text: "  The sewer overflows into our street.  " });
  const stored = await db.complaint.findUniqueOrThrow({ where: { trackingId }, include: { content: true } });
  expect(stored.contentHash).toBe(contentHashOf(body));
  expect(stored.content?.text).toBe("The sewer overflows into our street.");
});

test("the same PUT 20 times at once makes one complaint", async () => {
  const trackingId = mintId();
  const body = lodgement();
  const responses = await Promise.all(Array.from({ length: 20 }, () => lodge(trackingId, body)));
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  const answers = await Promise.all(responses.map(async (response) => LodgedSchema.parse(await response.json())));
  expect(new Set(answers.map(({ receivedAt }) => receivedAt)).size).toBe(1);
  expect(await db.complaint.count({ where: { trackingId } })).toBe(1);
  expect(await db.event.count({ where: { complaint: { trackingId }, action: "SUBMIT" } })).toBe(1);
});

test("20 different contents under one ID at once: one is stored, the others are refused", async () => {
  const trackingId = mintId();
  const bodies = Array.from({ length: 20 }, (_, i) => lodgement({ text: `The sewer overflows, seen from house ${i}` }));
  const responses = await Promise.all(bodies.map((body) => lodge(trackingId, body)));
  expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
  expect(await db.complaint.count({ where: { trackingId } })).toBe(1);
});

test("other content under an ID that is taken is refused and changes nothing", async () => {
  const { trackingId, body, contentHash } = await givenLodged();
  const response = await lodge(trackingId, { ...body, text: "Something else altogether." });
  expect(response.status).toBe(409);
  expect((await problemOf(response)).code).toBe("other-content");
  expect((await db.complaint.findUniqueOrThrow({ where: { trackingId } })).contentHash).toBe(contentHash);
});

test("a wrong check character gets 422 that says so, in both languages", async () => {
  const response = await lodge(mistype(mintId()), lodgement());
  expect(response.status).toBe(422);
  const problem = await problemOf(response);
  expect(problem.code).toBe("wrong-check-character");
  expect(`${problem.title} ${problem.detail}`).toContain("check character");
  const inUrdu = await lodge(mistype(mintId()), lodgement(), { headers: { "accept-language": "ur-PK" } });
  expect((await problemOf(inUrdu)).title).toContain("جانچ کا حرف");
});

for (const typed of [
  "",
  "PCP",
  "hello",
  "PCP-7F3K-9QXM-2T8V",
  "PCP-7F3K-9QXM-2T8V77",
  "PCP-UUUU-UUUU-UUUUU",
  "../../x",
  "'; --",
  "\u0000",
]) {
  test(`"${typed}" is no tracking ID`, async () => {
    const response = await lodge(typed, lodgement());
    expect(response.status).toBe(422);
    expect((await problemOf(response)).code).toBe("not-a-tracking-id");
  });
}

test("an ID in another form means the one true form", async () => {
  const trackingId = mintId();
  const body = lodgement();
  const typed = trackingId.slice(4).replaceAll("-", "").toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
  const first = await lodge(typed, body);
  expect([first.status, LodgedSchema.parse(await first.json()).trackingId]).toEqual([201, trackingId]);
  expect((await lodge(trackingId, body)).status).toBe(200);
});

const FIELDS: [string, Record<string, unknown>, [string, string][]][] = [
  [
    "nothing given",
    {
      kind: undefined,
      serviceCode: undefined,
      districtId: undefined,
      text: undefined,
      language: undefined,
      claimKeyHash: undefined,
      savedAt: undefined,
    },
    [
      ["kind", "not-a-choice"],
      ["serviceCode", "required"],
      ["districtId", "required"],
      ["language", "not-a-choice"],
      ["claimKeyHash", "required"],
      ["savedAt", "not-a-time"],
    ],
  ],
  ["nine letters", { text: "123456789" }, [["text", "too-short"]]],
  ["ten letters, five of them spaces around", { text: "  12345   " }, [["text", "too-short"]]],
  ["5,001 letters", { text: "گ".repeat(5_001) }, [["text", "too-long"]]],
  ["neither text nor voice", { text: undefined }, [["text", "required"]]],
  ["an unknown service", { serviceCode: "XXX-XXXX" }, [["serviceCode", "unknown-service"]]],
  ["an unknown district", { districtId: "pb-atlantis" }, [["districtId", "unknown-district"]]],
  [
    "unknown members",
    { colour: "red", contact: { pet: "cat" } },
    [
      ["contact.pet", "unknown-member"],
      ["colour", "unknown-member"],
    ],
  ],
  ["abroad without a country", { districtId: "overseas" }, [["country", "required"]]],
  [
    "two things wrong with one field",
    { contact: { phone: "x", email: "y" } },
    [
      ["contact.phone", "not-a-phone"],
      ["contact.email", "not-an-email"],
    ],
  ],
  ["a day that has not come", { occurredOn: "2026-12-01" }, [["occurredOn", "in-the-future"]]],
  ["text of another type", { text: 12 }, [["text", "not-text"]]],
];

for (const [what, changes, expected] of FIELDS) {
  test(`422 with one entry a field: ${what}`, async () => {
    const trackingId = mintId();
    const response = await lodge(trackingId, lodgement(changes));
    expect(response.status).toBe(422);
    const { code, errors = [] } = await problemOf(response);
    expect(code).toBe("fields");
    expect(errors.map((entry) => [entry.field, entry.code])).toEqual(expect.arrayContaining(expected));
    expect(errors).toHaveLength(expected.length);
    expect(new Set(errors.map(({ detail }) => detail)).size).toBeGreaterThan(0);
    expect(await db.complaint.count({ where: { trackingId } })).toBe(0);
  });
}

for (const [what, changes] of [
  ["5,000 letters beyond the basic plane", { text: "𐎠".repeat(5_000) }],
  [
    "a voice in place of text",
    { text: undefined, attachments: [{ sha256: "a".repeat(64), type: "audio/webm", bytes: 9_000, role: "voice" }] },
  ],
  [
    "all members",
    {
      occurredOn: "2026-11-24",
      location: { lat: 31.52, long: 74.35, landmark: "Near the mosque" },
      against: { name: "Somebody", post: "Sub-engineer", office: "WASA" },
      contact: {
        name: "Ayesha",
        phone: "0300 1234567",
        email: "a@example.com",
        cnic: "35202-1234567-1",
        channel: "sms",
        quiet: { from: "22:00", to: "06:00" },
      },
    },
  ],
  ["a citizen abroad", { districtId: "overseas", country: "Oman" }],
  ["the end of time", { savedAt: "9999-12-31T23:59:59-14:00" }],
  ["the beginning of time", { savedAt: "0000-01-01T00:00:00+14:00" }],
] as const) {
  test(`taken: ${what}`, async () => {
    const { trackingId } = await givenLodged(changes);
    await db.complaint.findUniqueOrThrow({ where: { trackingId } }); // and can be read again
  });
}

for (const [what, body, headers, status, code] of [
  ["no JSON", "hello", {}, 422, "malformed"],
  ["an empty body", "", {}, 422, "malformed"],
  ["bad UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), {}, 422, "bad-utf8"],
  ["a key twice", '{"text":"a","text":"b"}', {}, 422, "repeated-key"],
  ["NUL", '{"text":"\\u0000"}', {}, 422, "bad-character"],
  ["half a surrogate pair", '{"text":"\\ud83d"}', {}, 422, "bad-character"],
  ["an array", "[]", {}, 422, "fields"],
  ["null", "null", {}, 422, "fields"],
  ["__proto__", '{"__proto__":{"kind":"complaint"}}', {}, 422, "fields"],
  ["another type", "{}", { "content-type": "text/plain" }, 415, "not-json-type"],
  ["over 64 kB", JSON.stringify({ text: "a".repeat(65_536) }), {}, 413, "body-too-large"],
  [
    "over 64 kB without a length",
    new TextEncoder().encode(`"${"ئ".repeat(40_000)}"`),
    { "content-length": "" },
    413,
    "body-too-large",
  ],
] as const) {
  test(`${status} ${code}: ${what}`, async () => {
    const response = await lodge(mintId(), body, { headers });
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });
}

test("one network may lodge often, and is then told when to come back", async () => {
  const headers = { "x-forwarded-for": "203.0.113.7" };
  const statuses = new Map<number, number>();
  let last: Response | undefined;
  for (let i = 0; i < 1_201; i += 1) {
    last = await lodge("no-id", {}, { headers });
    statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 422: 1_200, 429: 1 });
  expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await lodge("no-id", {}, { headers: { "x-forwarded-for": "203.0.114.7" } })).status).toBe(422);
});

test("a database without room is 503, so that a door takes the lodging, and nothing of the complaint is kept", async () => {
  const [{ page_count: pages = 0 } = {}] = await db.$queryRawUnsafe<{ page_count: number }[]>("PRAGMA page_count");
  await db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);
  const trackingIds = Array.from({ length: 30 }, mintId);
  const bodies = trackingIds.map(() => lodgement({ text: `${randomUUID()} `.repeat(120) }));
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const responses = await Promise.all(trackingIds.map((trackingId, i) => lodge(trackingId, bodies[i])));
  log.mockRestore();
  await db.$queryRawUnsafe("PRAGMA max_page_count = 1073741823");
  await expect.poll(unwritableSince, { timeout: 5_000 }).toBeNull();

  const statuses = new Set(responses.map(({ status }) => status));
  expect(statuses).toContain(503);
  expect([...statuses].every((status) => status === 503 || status === 201)).toBe(true);
  for (const [i, trackingId] of trackingIds.entries()) {
    const was = responses[i]?.status === 201 ? 1 : 0;
    expect(await db.complaint.count({ where: { trackingId } })).toBe(was);
    expect((await lodge(trackingId, bodies[i])).status).toBe(was === 1 ? 200 : 201);
  }
});
