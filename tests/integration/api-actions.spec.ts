import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { DELETE, GET } from "@/app/api/v1/complaints/[trackingId]/actions/[action]/route";
import { db } from "@/lib/data/db";
import { ActedSchema, OwnerStatusSchema, ProblemSchema } from "@/lib/schemas/answers";
import { doAction, givenLodged, look, mintClaimKey, mintId, mistype } from "../support/api";
import { act, staff } from "../support/domain";

type Given = Awaited<ReturnType<typeof givenLodged>>;

async function ownerView({ trackingId, claimKey }: Given) {
  return OwnerStatusSchema.parse(await (await look(trackingId, { claimKey })).json());
}

/** Sends an action on the complaint as it stands now, by its owner. */
async function send(given: Given, verb: string, more: Record<string, unknown> = {}) {
  const { version } = await ownerView(given);
  const body = { actionId: randomUUID(), version, ...more };
  return { body, response: await doAction(given.trackingId, verb, body, { claimKey: given.claimKey }) };
}

async function done(given: Given, verb: string, more: Record<string, unknown> = {}) {
  const { body, response } = await send(given, verb, more);
  const answer = await response.json();
  expect([response.status, answer.title]).toEqual([200, undefined]);
  const acted = ActedSchema.parse(answer);
  expect(acted).toMatchObject({ trackingId: given.trackingId, actionId: body.actionId });
  return acted;
}

async function refusal(response: Response) {
  const problem = ProblemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

const now = () => new Date();

async function officerStarts({ trackingId }: Given) {
  await act(trackingId, await staff("officer"), "START", { publicText: "The crew comes tomorrow" }, { now: now() });
}

async function officerResolves(given: Given) {
  await officerStarts(given);
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#667" } })
    .jpeg()
    .toBuffer();
  const input = { outcome: "relief_granted", publicText: "The sewer has been cleared" };
  const resolved = await act(given.trackingId, await staff("officer"), "RESOLVE", input, {
    now: now(),
    evidence: [{ bytes: photo }],
  });
  expect(resolved.ok).toBe(true);
}

test("a citizen confirms with a rating", async () => {
  const given = await givenLodged();
  await officerResolves(given);
  expect((await ownerView(given)).allowed).toEqual(expect.arrayContaining(["confirm", "dispute"]));
  expect((await done(given, "confirm", { rating: 5, text: "Thank you" })).state).toBe("CLOSED_CONFIRMED");
  const { state, messages } = await ownerView(given);
  expect(state).toBe("CLOSED_CONFIRMED");
  expect(messages.at(-1)).toMatchObject({ from: "citizen", action: "CONFIRM", text: "Thank you" });
});

test("a citizen disputes, saying what is missing; without that nothing happens", async () => {
  const given = await givenLodged();
  await officerResolves(given);
  const { response } = await send(given, "dispute");
  expect(await refusal(response)).toMatchObject({ code: "fields", errors: [{ field: "text", code: "required" }] });
  expect((await done(given, "dispute", { text: "The water is still there" })).state).toBe("DISPUTED");
});

test("a reply is a message, or the answer where the office has asked", async () => {
  const given = await givenLodged();
  expect((await done(given, "reply", { text: "It is getting worse" })).state).toBe("ASSIGNED");
  await act(given.trackingId, await staff("officer"), "ASK_INFO", { publicText: "Which house?" }, { now: now() });
  const { body, response } = await send(given, "reply", { text: "Number 14" });
  const first = ActedSchema.parse(await response.json());
  expect(first.state).toBe("ASSIGNED");
  // Nothing is asked any more, and the same reply again still gets its first answer.
  const again = await doAction(given.trackingId, "reply", body, { claimKey: given.claimKey });
  expect([again.status, ActedSchema.parse(await again.json())]).toEqual([200, first]);
  const { messages } = await ownerView(given);
  expect(messages.map(({ action, text }) => [action, text])).toEqual([
    ["REPLY", "It is getting worse"],
    ["ASK_INFO", "Which house?"],
    ["PROVIDE_INFO", "Number 14"],
  ]);
});

test("withdrawn, kept, and withdrawn under pressure: the status looks the same", async () => {
  const given = await givenLodged();
  expect((await done(given, "withdraw", { pressured: false })).state).toBe("WITHDRAW_PENDING");
  const plain = await ownerView(given);
  expect((await done(given, "keep")).state).toBe("ASSIGNED");
  expect((await done(given, "withdraw", { pressured: true })).state).toBe("WITHDRAW_PENDING");
  const pressed = await ownerView(given);
  expect(pressed.timeline.at(-1)).toMatchObject({ action: "WITHDRAW", label: plain.timeline.at(-1)?.label });
  expect(JSON.stringify(pressed)).not.toContain("pressured");
  const { response } = await send(given, "withdraw", {});
  expect(await refusal(response)).toMatchObject({ errors: [{ field: "pressured", code: "required" }] });
});

test("an overdue complaint is raised once; before that the refusal says why, and what can be done", async () => {
  const given = await givenLodged();
  const early = await refusal((await send(given, "escalate")).response);
  expect(early).toMatchObject({
    code: "not-allowed-now",
    reason: "not_overdue",
    state: "ASSIGNED",
    allowed: expect.arrayContaining(["reply", "withdraw"]),
  });
  await db.complaint.update({
    where: { trackingId: given.trackingId },
    data: { dueAt: new Date(Date.now() - 86_400_000) },
  });
  await done(given, "escalate");
  expect((await ownerView(given)).level).toBe(1);
  expect(await refusal((await send(given, "escalate")).response)).toMatchObject({ code: "not-allowed-now" });
});

test("an appeal needs a ground and a closed complaint", async () => {
  const given = await givenLodged();
  await officerResolves(given);
  expect((await refusal((await send(given, "appeal", { text: "Unfair" })).response)).code).toBe("not-allowed-now");
  await done(given, "confirm");
  expect((await done(given, "appeal", { text: "It came back the next day" })).state).toBe("APPEAL");
});

test("the same actionId gets the first answer, also 20 times at once; another content under it is refused", async () => {
  const given = await givenLodged();
  const { version } = await ownerView(given);
  const body = { actionId: randomUUID(), version, text: "Please hurry" };
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => doAction(given.trackingId, "reply", body, { claimKey: given.claimKey })),
  );
  const answers = await Promise.all(
    responses.map(async (response) => JSON.stringify(ActedSchema.parse(await response.json()))),
  );
  expect(new Set(answers).size).toBe(1);
  expect(await db.event.count({ where: { complaint: { trackingId: given.trackingId }, action: "REPLY" } })).toBe(1);
  const other = await doAction(
    given.trackingId,
    "reply",
    { ...body, text: "Something else" },
    { claimKey: given.claimKey },
  );
  expect([other.status, (await refusal(other)).code]).toEqual([409, "action-id-taken"]);
  const upper = await doAction(
    given.trackingId,
    "reply",
    { ...body, actionId: body.actionId.toUpperCase() },
    { claimKey: given.claimKey },
  );
  expect(upper.status).toBe(200);
});

test("an old version is told what has happened since, by role and without names", async () => {
  const given = await givenLodged();
  const { version } = await ownerView(given);
  await officerStarts(given);
  const body = { actionId: randomUUID(), version, text: "Please hurry" };
  const response = await doAction(given.trackingId, "reply", body, { claimKey: given.claimKey });
  expect(response.status).toBe(409);
  const text = await response.text();
  expect(text).not.toContain("Imran");
  expect(ProblemSchema.parse(JSON.parse(text))).toMatchObject({
    code: "stale",
    version: version + 1,
    state: "IN_PROGRESS",
    changes: [{ action: "START", role: "officer" }],
  });
});

test("six replies in a day are too many", async () => {
  const given = await givenLodged();
  for (let i = 0; i < 5; i += 1) await done(given, "reply", { text: `Message ${i}` });
  expect(await refusal((await send(given, "reply", { text: "And again" })).response)).toMatchObject({
    code: "not-allowed-now",
    reason: "reply_limit",
  });
});

test("without the key 401, with another's 403, unknown 404, mistyped 422, and no such action 404", async () => {
  const { trackingId, claimKey } = await givenLodged();
  const body = { actionId: randomUUID(), version: 2, text: "x" };
  const other = mintClaimKey().claimKey;
  const none = await doAction(trackingId, "reply", body);
  expect([none.status, none.headers.get("www-authenticate"), (await refusal(none)).code]).toEqual([
    401,
    "Bearer",
    "no-key",
  ]);
  for (const [id, verb, key, status, code] of [
    [trackingId, "reply", other, 403, "wrong-key"],
    [mintId(), "reply", claimKey, 404, "unknown-complaint"],
    [mistype(trackingId), "reply", claimKey, 422, "wrong-check-character"],
    [trackingId, "RESOLVE", claimKey, 404, "unknown-action"],
    [trackingId, "toString", claimKey, 404, "unknown-action"],
    [trackingId, "__proto__", claimKey, 404, "unknown-action"],
  ] as const) {
    const response = await doAction(id, verb, body, { claimKey: key });
    expect([verb, response.status, (await refusal(response)).code]).toEqual([verb, status, code]);
  }
  expect(await db.event.count({ where: { complaint: { trackingId } } })).toBe(2);
});

for (const [what, body, errors] of [
  [
    "nothing",
    {},
    [
      ["actionId", "required"],
      ["version", "required"],
      ["text", "required"],
    ],
  ],
  ["no UUID", { actionId: "1", version: 1, text: "x" }, [["actionId", "not-valid"]]],
  ["a version that is none", { actionId: randomUUID(), version: "1", text: "x" }, [["version", "not-a-number"]]],
  ["blank text", { actionId: randomUUID(), version: 1, text: "  \n " }, [["text", "required"]]],
  ["long text", { actionId: randomUUID(), version: 1, text: "x".repeat(5_001) }, [["text", "too-long"]]],
  [
    "more than is asked for",
    { actionId: randomUUID(), version: 1, text: "x", role: "admin" },
    [["role", "unknown-member"]],
  ],
] as const) {
  test(`422 with one entry a field: ${what}`, async () => {
    const { trackingId, claimKey } = await givenLodged();
    const problem = await refusal(await doAction(trackingId, "reply", body, { claimKey }));
    expect([problem.status, problem.errors?.map(({ field, code }) => [field, code])]).toEqual([422, errors]);
  });
}

test("a rating outside 1 to 5 is refused", async () => {
  const given = await givenLodged();
  await officerResolves(given);
  for (const rating of [0, 6, 2.5, "5", null]) {
    expect((await send(given, "confirm", { rating })).response.status).toBe(422);
  }
  expect((await ownerView(given)).state).toBe("RESOLVED");
});

test("other methods are refused, and told which ones are taken", async () => {
  for (const handler of [GET, DELETE]) {
    const response = await handler(new Request("http://portal.test/x"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  }
});
