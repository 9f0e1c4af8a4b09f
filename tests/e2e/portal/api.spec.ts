import { contentHashOf, lodgement, mint, sha256 } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

test("the same lodging sent twenty times at once makes one complaint", async ({ api }) => {
  const { trackingId, claimKey } = mint();
  const body = lodgement(claimKey);

  const answers = await Promise.all(Array.from({ length: 20 }, () => api.lodge(trackingId, body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  for (const answer of answers) {
    expect(answer.body).toMatchObject({ ok: true, trackingId, contentHash: contentHashOf(body), state: "ASSIGNED" });
  }
  expect(new Set(answers.map((answer) => answer.body.receivedAt)).size).toBe(1);

  const { timeline } = (await api.look(trackingId)).body as { timeline: { action: string }[] };
  expect(timeline.filter(({ action }) => action === "SUBMIT")).toHaveLength(1);
});

test("other content under the same ID is refused, and the first one stays", async ({ api }) => {
  const { trackingId, claimKey } = mint();
  await api.lodge(trackingId, lodgement(claimKey, { text: "The drain overflows since Monday." }));

  const refusal = await api.lodge(trackingId, lodgement(claimKey, { text: "Something else altogether." }));
  expect(refusal.status).toBe(409);
  expect(refusal.headers.get("content-type")).toContain("application/problem+json");
  expect((await api.look(trackingId, { claimKey })).body.text).toBe("The drain overflows since Monday.");
});

test("a wrong check character is refused in words, for lodging and for looking", async ({ api, t }) => {
  const { claimKey } = mint();
  const mistyped = "PCP-7F3K-9QXM-2T8V8"; // design §4: the right one ends in 7
  for (const answer of [await api.lodge(mistyped, lodgement(claimKey)), await api.look(mistyped)]) {
    expect(answer.status).toBe(422);
    expect(answer.body.title).toBe(t("problems.wrong-check-character.title"));
  }
});

test("a citizen confirms by the API what the officer has resolved at the desk", async ({
  api,
  givenComplaint,
  signInAs,
  t,
}) => {
  const claim = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(claim.trackingId);
  await officer.act("START", { publicText: "The suction truck comes tomorrow morning." });
  await officer.act("RESOLVE", {
    outcome: t("domain.outcomes.relief_granted"),
    publicText: "The drain was cleared and the street washed.",
    evidence: await aPhoto(),
  });

  const { body: own } = await api.look(claim.trackingId, { claimKey: claim.claimKey });
  expect(own).toMatchObject({ state: "RESOLVED", allowed: expect.arrayContaining(["confirm", "dispute"]) });

  const byStranger = await api.act({ ...claim, claimKey: mint().claimKey }, "confirm", { version: own.version });
  expect(byStranger.status).toBe(403);
  const confirmed = await api.act(claim, "confirm", { version: own.version, rating: 5 });
  expect(confirmed).toMatchObject({ status: 200, body: { ok: true, state: "CLOSED_CONFIRMED" } });
  const late = await api.act(claim, "dispute", { version: own.version, text: "No, wait." });
  expect(late).toMatchObject({ status: 409, body: { code: "stale" } });
});

test("a listed file arrives, and nobody else can send one", async ({ api }) => {
  const { buffer } = await aPhoto();
  const photo = new Uint8Array(buffer);
  const claim = mint();
  const listed = { sha256: sha256(photo), type: "image/jpeg", bytes: photo.byteLength, role: "photo" };
  await api.lodge(claim.trackingId, lodgement(claim.claimKey, { attachments: [listed] }));

  expect((await api.sendFile({ ...claim, claimKey: mint().claimKey }, photo)).status).toBe(403);
  expect((await api.sendFile(claim, new Uint8Array((await aPhoto()).buffer))).status).toBe(422);
  expect((await api.sendFile(claim, photo)).status).toBe(201);
  expect((await api.sendFile(claim, photo)).status).toBe(200);
  const { attachments } = (await api.look(claim.trackingId, { claimKey: claim.claimKey })).body;
  expect(attachments).toEqual([{ ...listed, arrived: true }]);
});
