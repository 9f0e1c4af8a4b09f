import { expect, test } from "vitest";
import { DELETE, PATCH, POST } from "@/app/api/v1/complaints/[trackingId]/route";
import { OwnerStatusSchema, ProblemSchema, PublicStatusSchema } from "@/lib/schemas/answers";
import { givenLodged, look, mintClaimKey, mintId, mistype } from "../support/api";

const SECRET = "Chaudhry the sub-engineer wants money";
const CONTACT = { name: "Ayesha Bibi", phone: "0300 1234567", email: "ayesha@example.com", channel: "email" };
const PLACE = { lat: 31.52, long: 74.35, landmark: "Behind the blue mosque" };

function givenTelling(changes: Record<string, unknown> = {}) {
  return givenLodged({ text: SECRET, contact: CONTACT, location: PLACE, ...changes });
}

test("anybody with the ID sees the status, and nothing of text, contact, place or files", async () => {
  const { trackingId } = await givenTelling();
  const response = await look(trackingId);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-cache");
  const body = await response.text();
  expect(body).not.toMatch(/Chaudhry|Ayesha|0300|example\.com|mosque|31\.52/);
  const status = PublicStatusSchema.parse(JSON.parse(body));
  expect(status).toMatchObject({
    trackingId,
    state: "ASSIGNED",
    kind: "complaint",
    serviceCode: "WAT-SEWR",
    level: 0,
    handovers: 0,
  });
  expect(status.timeline.map(({ action }) => action)).toEqual(["SUBMIT", "ASSIGN"]);
});

test("labels come in the language asked for", async () => {
  const { trackingId } = await givenLodged();
  const state = async (query: string, language = "") => {
    const response = await look(trackingId, { query, headers: language ? { "accept-language": language } : {} });
    const { stateLabel, service } = PublicStatusSchema.parse(await response.json());
    return [
      response.headers.get("content-language"),
      /\p{Script=Arabic}/u.test(stateLabel),
      /\p{Script=Arabic}/u.test(service),
    ];
  };
  expect(await state("")).toEqual(["en", false, false]);
  expect(await state("", "ur-PK,en;q=0.5")).toEqual(["ur", true, true]);
  expect(await state("?lang=ur")).toEqual(["ur", true, true]);
  expect(await state("?lang=en", "ur")).toEqual(["en", false, false]);
});

test("of a sensitive service only kind, state, dates and level are public", async () => {
  const { trackingId } = await givenTelling({ serviceCode: "COR-BRIB" });
  const text = await (await look(trackingId)).text();
  const status = PublicStatusSchema.parse(JSON.parse(text));
  expect(status).toMatchObject({
    service: "protected",
    department: "protected",
    district: "protected",
    serviceCode: "protected",
    handovers: null,
  });
  expect(text).not.toMatch(/COR-BRIB|[Bb]rib|[Ll]ahore/);
  expect(status.timeline.every((entry) => entry.publicText === undefined)).toBe(true);
});

test("the claim key opens the whole complaint", async () => {
  const sha256 = "a".repeat(64);
  const { trackingId, claimKey } = await givenTelling({
    attachments: [{ sha256, type: "image/jpeg", bytes: 9, role: "photo" }],
  });
  const response = await look(trackingId, { claimKey });
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const own = OwnerStatusSchema.parse(await response.json());
  expect(own).toMatchObject({ text: SECRET, contact: CONTACT, version: 2 });
  expect(own.attachments).toEqual([{ sha256, type: "image/jpeg", bytes: 9, role: "photo", arrived: false }]);
  expect(own.allowed).toEqual(expect.arrayContaining(["reply", "withdraw"]));
  expect(own.allowed).not.toContain("confirm");
});

test("the key of another complaint is 403, and tells nothing", async () => {
  const { trackingId } = await givenTelling();
  const { claimKey } = await givenLodged();
  const response = await look(trackingId, { claimKey });
  expect(response.status).toBe(403);
  const body = await response.text();
  expect(ProblemSchema.parse(JSON.parse(body)).code).toBe("wrong-key");
  expect(body).not.toMatch(/Chaudhry|Ayesha|ASSIGNED/);
});

test("unknown is 404, mistyped 422", async () => {
  const unknown = await look(mintId());
  expect([unknown.status, ProblemSchema.parse(await unknown.json()).code]).toEqual([404, "unknown-complaint"]);
  const withKey = await look(mintId(), { claimKey: mintClaimKey().claimKey });
  expect(withKey.status).toBe(404);
  const { trackingId } = await givenLodged();
  const mistyped = await look(mistype(trackingId));
  expect([mistyped.status, ProblemSchema.parse(await mistyped.json()).code]).toEqual([422, "wrong-check-character"]);
});

test("an ID typed otherwise finds the same", async () => {
  const { trackingId } = await givenLodged();
  const digits = "۰۱۲۳۴۵۶۷۸۹";
  const urdu = trackingId.replace(/\d/g, (digit) => digits[Number(digit)] ?? "");
  for (const typed of [trackingId.toLowerCase(), trackingId.replaceAll("-", " "), trackingId.slice(4), urdu]) {
    const response = await look(typed);
    expect([typed, response.status]).toEqual([typed, 200]);
  }
});

test("misses are limited tightly; who has an ID is served from the same network all the same", async () => {
  const headers = { "x-forwarded-for": "198.51.100.9" };
  const { trackingId, claimKey } = await givenLodged();
  const statuses: number[] = [];
  for (let i = 0; i < 22; i += 1) statuses.push((await look(i % 2 ? mintId() : "nonsense", { headers })).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  const last = await look(mintId(), { headers });
  expect(last.status).toBe(429);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await look(trackingId, { headers })).status).toBe(200);
  expect((await look(trackingId, { headers, claimKey })).status).toBe(200);
});

test("wrong keys are limited by complaint; the right one goes on opening it", async () => {
  const { trackingId, claimKey } = await givenLodged();
  const statuses = new Set<number>();
  for (let i = 0; i < 21; i += 1) statuses.add((await look(trackingId, { claimKey: mintClaimKey().claimKey })).status);
  expect([...statuses]).toEqual([403, 429]);
  expect((await look(trackingId, { claimKey })).status).toBe(200);
});

test("other methods are refused, and told which ones are taken", async () => {
  for (const handler of [DELETE, PATCH, POST]) {
    const response = await handler(new Request("http://portal.test/api/v1/complaints/x", { method: "POST" }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, PUT, OPTIONS"]);
    expect(ProblemSchema.parse(await response.json()).code).toBe("method-not-allowed");
  }
});
