import { createHash } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { findFacts, writePatch } from "@/lib/data/case-facts";
import { findCase } from "@/lib/data/cases";
import { findOwnComplaint } from "@/lib/data/complaints";
import { db, transact } from "@/lib/data/db";
import { listInbox } from "@/lib/data/inbox";
import { findPublicStatus } from "@/lib/data/public-status";
import { verifyChain } from "@/lib/domain/complaint/event-chain";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";
import { mintClaimKey } from "../support/mint";

const hours = (count: number) => new Date(MONDAY.getTime() + count * 3_600_000);

async function aPhoto(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: "#667" } })
    .jpeg()
    .toBuffer();
}

test("a sewer in Lahore: with WASA's desk at once, worked on, resolved with a photo, confirmed by its owner", async () => {
  const { trackingId, citizen, claimKey, state } = await givenComplaint();
  expect(state).toBe("ASSIGNED");
  const officer = await staff("officer");
  expect((await listInbox(officer, parseInboxQuery({}), MONDAY))?.rows.map((row) => row.trackingId)).toContain(
    trackingId,
  );

  expect((await act(trackingId, officer, "START", { publicText: "عملہ کل آئے گا" }, { now: hours(1) })).ok).toBe(true);
  const resolution = { outcome: "relief_granted", publicText: "گٹر صاف کر دیا گیا" };
  expect(await act(trackingId, officer, "RESOLVE", resolution, { now: hours(2) })).toMatchObject({
    ok: false,
    error: { code: "refused", refusal: { code: "missing", field: "evidence" } },
  });
  const evidence = [{ bytes: await aPhoto() }];
  const resolved = await act(trackingId, officer, "RESOLVE", resolution, { now: hours(2), evidence });
  expect(resolved).toMatchObject({ ok: true, value: { state: "RESOLVED" } });
  expect(await findPublicStatus(trackingId)).toMatchObject({ state: "RESOLVED", open: true });

  const confirmed = await act(trackingId, citizen, "CONFIRM", { rating: 5 }, { now: hours(3) });
  expect(confirmed).toMatchObject({ ok: true, value: { state: "CLOSED_CONFIRMED" } });
  const own = await findOwnComplaint(trackingId, claimKey, hours(3));
  expect(own).toMatchObject({
    ok: true,
    value: { contact: { phone: "0300 1234567" }, allowed: expect.arrayContaining(["APPEAL"]) },
  });
  const actions = (await findPublicStatus(trackingId))?.timeline.map(({ action }) => action);
  expect(actions).toEqual(["SUBMIT", "ASSIGN", "START", "RESOLVE", "CONFIRM"]);
});

test("a dispute goes one level up and never back to the officer who had it", async () => {
  const { trackingId, citizen } = await givenComplaint();
  const officer = await staff("officer");
  await act(trackingId, officer, "START", { publicText: "Tomorrow" });
  await act(
    trackingId,
    officer,
    "RESOLVE",
    { outcome: "relief_granted", publicText: "Done" },
    { evidence: [{ bytes: await aPhoto() }] },
  );
  expect(await act(trackingId, citizen, "DISPUTE", { text: "Nobody came, the street is flooded" })).toMatchObject({
    value: { state: "DISPUTED" },
  });
  const supervisor = await staff("supervisor");
  const second = await staff("officer2");
  expect(await act(trackingId, supervisor, "TAKE_UP", { officer: officer.id })).toMatchObject({ ok: false });
  expect(await act(trackingId, supervisor, "TAKE_UP", { officer: second.id })).toMatchObject({
    value: { state: "IN_PROGRESS" },
  });
  expect(await findPublicStatus(trackingId)).toMatchObject({ level: 1 });
});

test("another department sees nothing of it and can do nothing to it", async () => {
  const { trackingId } = await givenComplaint();
  const lesco = await staff("lesco");
  expect(await findCase(trackingId, lesco, MONDAY)).toBeNull();
  expect((await listInbox(lesco, parseInboxQuery({}), MONDAY))?.rows).toEqual([]);
  for (const action of ["START", "NOTE", "CLAIM"] as const) {
    expect(await act(trackingId, lesco, action, { publicText: "x", text: "x" })).toEqual({
      ok: false,
      error: { code: "unknown" },
    });
  }
});

test("whoever acts on an old version is told who did what since", async () => {
  const { trackingId } = await givenComplaint();
  const officer = await staff("officer");
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  await act(trackingId, officer, "CLAIM");
  const late = await actOnComplaint({
    trackingId,
    action: "START",
    actor: officer,
    input: { publicText: "Soon" },
    version,
    now: MONDAY,
  });
  expect(late).toMatchObject({
    error: {
      code: "stale",
      version: version + 1,
      changes: [{ action: "CLAIM", role: "officer", actorName: { en: "Imran Javed" } }],
    },
  });
});

test("a decision made on an old version writes nothing", async () => {
  const { trackingId } = await givenComplaint();
  const { id, version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const officer = await staff("officer");
  const facts = await findFacts(db, trackingId, MONDAY);
  if (!facts) throw new Error("It was entered");
  const old = { ...facts, version: version - 1 };
  expect(await transact((tx) => writePatch(tx, old, { officerId: officer.id }, MONDAY))).toBe(false);
  expect(await db.complaint.findUniqueOrThrow({ where: { trackingId } })).toMatchObject({ version, officerId: null });
  expect(await db.holder.count({ where: { complaintId: id } })).toBe(0);
});

test("the same actionId gets the first answer, also twenty times at once", async () => {
  const { trackingId, citizen } = await givenComplaint();
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  const request = {
    trackingId,
    action: "REPLY",
    actor: citizen,
    input: { text: "Please hurry" },
    version,
    actionId: crypto.randomUUID(),
    now: MONDAY,
  } as const;
  const answers = await Promise.all(Array.from({ length: 20 }, () => actOnComplaint(request)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: true });
  expect(await db.event.count({ where: { action: "REPLY", complaint: { trackingId } } })).toBe(1);
  expect(await actOnComplaint({ ...request, input: { text: "Other words" } })).toEqual({
    ok: false,
    error: { code: "action-id-taken" },
  });
});

test("a wrong claim key opens nothing and does nothing", async () => {
  const { trackingId } = await givenComplaint();
  const stranger = { kind: "citizen", claimKey: mintClaimKey().claimKey } as const;
  expect(await findOwnComplaint(trackingId, stranger.claimKey, MONDAY)).toEqual({ ok: false, error: "wrong-key" });
  expect(await act(trackingId, stranger, "WITHDRAW", { pressured: false })).toEqual({
    ok: false,
    error: { code: "wrong-key" },
  });
});

test("a withdrawal under pressure looks like any other, and opens a sealed case at the independent desk", async () => {
  const { trackingId, citizen } = await givenComplaint();
  const before = await db.complaint.count();
  await act(trackingId, citizen, "WITHDRAW", { pressured: true });
  expect(await db.complaint.count()).toBe(before + 1);
  const events = await db.eventPayload.findMany({ where: { event: { complaint: { trackingId } } } });
  expect(JSON.stringify(events)).not.toMatch(/pressur/i);
  const sealed = await db.complaint.findFirstOrThrow({ where: { sealed: true }, orderBy: { receivedAt: "desc" } });
  expect(await findCase(sealed.trackingId, await staff("independent"), MONDAY)).not.toBeNull();
  for (const name of ["officer", "supervisor", "router", "head", "auditor"]) {
    const seen = await findCase(sealed.trackingId, await staff(name), MONDAY);
    expect(seen, name).toSatisfy((value) => value === null || name === "auditor");
  }
});

test("each event's hash covers the one before it, and redaction leaves the chain valid", async () => {
  const { trackingId, citizen } = await givenComplaint();
  await act(trackingId, citizen, "REPLY", { text: "My number is 0300 7654321" });
  const supervisor = await staff("supervisor");
  expect(await act(trackingId, supervisor, "REDACT", { sequence: 3, reason: "A private number" })).toMatchObject({
    ok: true,
  });
  const events = await db.event.findMany({
    where: { complaint: { trackingId } },
    orderBy: { sequence: "asc" },
    include: { payload: true },
  });
  expect(events.map(({ payload }) => payload !== null)).toEqual([true, true, false, true]);
  const stored = events.map(({ payload, ...event }) => ({
    ...event,
    payload: payload && { salt: Buffer.from(payload.salt, "hex"), value: JSON.parse(payload.payload) },
  }));
  expect(verifyChain(stored as Parameters<typeof verifyChain>[0])).toMatchObject({ ok: true, value: { length: 4 } });
});

test("every public change takes the next number of the feed, in its own transaction; notes take none", async () => {
  const { trackingId } = await givenComplaint();
  const officer = await staff("officer");
  const seqOf = async () => (await db.complaint.findUniqueOrThrow({ where: { trackingId } })).feedSeq;
  const first = await seqOf();
  await act(trackingId, officer, "NOTE", { text: "Called the crew" });
  expect(await seqOf()).toBe(first);
  await act(trackingId, officer, "CLAIM");
  expect(await seqOf()).toBeGreaterThan(first);
});

test("the citizen's own photo, sent back, is no evidence of what the office did", async () => {
  const bytes = await aPhoto();
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const listed = { sha256, type: "image/jpeg", bytes: bytes.length, role: "photo" } as const;
  const { trackingId } = await givenComplaint({ attachments: [listed] });
  const officer = await staff("officer");
  await act(trackingId, officer, "START", { publicText: "Tomorrow" });
  const resolution = { outcome: "relief_granted", publicText: "Done" };
  expect(await act(trackingId, officer, "RESOLVE", resolution, { evidence: [{ bytes }] })).toMatchObject({
    error: { code: "refused", refusal: { code: "invalid", field: "evidence" } },
  });
});
