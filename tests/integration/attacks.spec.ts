import { randomInt } from "node:crypto";
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { attemptSignIn } from "@/app/[locale]/sign-in/attempt";
import { POST as postAuth } from "@/app/api/auth/[...nextauth]/route";
import { findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { listInbox } from "@/lib/data/inbox";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import { givenLodged, lodge, lodgement, mintId, sendFile, sha256 } from "../support/api";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

/** What an attacker has tried, each with what stops it. */

afterEach(() => {
  vi.restoreAllMocks();
});

test("files that were listed smaller than they are don't get round the 25 MB of a complaint", async () => {
  const file = Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(100_000, randomInt(1, 255))]);
  const listed = { sha256: sha256(file), type: "application/pdf", bytes: 1, role: "document" };
  const { trackingId, claimKey } = await givenLodged({ attachments: [listed] });
  const response = await sendFile(trackingId, sha256(file), file, { claimKey });
  expect(response.status).toBe(413);
  expect(await db.attachment.findFirst({ where: { sha256: sha256(file), arrivedAt: { not: null } } })).toBeNull();
});

test("a body that can't be taken doesn't tell which IDs exist", async () => {
  const { trackingId, body } = await givenLodged();
  const untaken = lodgement({ serviceCode: "ZZZ-ZZZZ" });
  const [known, unknown] = await Promise.all([lodge(trackingId, untaken), lodge(mintId(), untaken)]);
  expect([known.status, await known.json()]).toEqual([unknown.status, await unknown.json()]);
  expect(known.status).toBe(422);

  expect((await lodge(trackingId, lodgement())).status).toBe(409);
  expect((await lodge(trackingId, body)).status).toBe(200);
});

test("a network that is stopped can't lock others' accounts any more", async () => {
  const network = "198.18.7";
  for (let i = 0; i < 60; i += 1) {
    await attemptSignIn({ email: `nobody${i}@example.pk`, password: "x" }, `${network}.${i}`);
  }
  for (let i = 0; i < 15; i += 1) {
    const stopped = await attemptSignIn({ email: "auditor@demo.pk", password: "x" }, `${network}.${i}`);
    expect(stopped).toMatchObject({ ok: false, error: { code: "limited" } });
  }
  const owner = await attemptSignIn({ email: "auditor@demo.pk", password: "demo-portal-2026" }, "198.18.8.1");
  expect(owner.ok).toBe(true);
});

test("nobody outside writes into our log", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const forged = new NextRequest("http://portal.test/api/auth/_log", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ level: "error", code: "FORGED\nadmin signed in" }),
  });
  const response = await postAuth(forged, { params: Promise.resolve({ nextauth: ["_log"] }) });
  expect(response.status).toBe(404);
  expect(logged).not.toHaveBeenCalled();
});

test("an old version's refusal names no officer to whoever may not open the case", async () => {
  const { trackingId } = await givenComplaint();
  const officer = await staff("officer");
  const { version } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  await act(trackingId, officer, "CLAIM");
  const admin = await staff("admin");
  expect(await findCase(trackingId, admin, MONDAY)).toBeNull();
  const ask = { trackingId, version, now: MONDAY, input: { sequence: 2, reason: "x" } };
  const refused = await actOnComplaint({ ...ask, action: "REDACT", actor: admin });
  expect(refused).toMatchObject({ ok: false, error: { code: "stale", changes: [] } });
  const seen = await actOnComplaint({ ...ask, action: "REDACT", actor: await staff("supervisor") });
  expect(seen).toMatchObject({ ok: false, error: { code: "stale", changes: [{ action: "CLAIM" }] } });
});

test("who is named in a complaint doesn't see the sealed case that its withdrawal under pressure opens", async () => {
  const { trackingId, citizen } = await givenComplaint({ serviceCode: "COR-PCMP" });
  const named = await staff("independent");
  const { id } = await db.complaint.findUniqueOrThrow({ where: { trackingId } });
  await db.accused.create({ data: { complaintId: id, userId: named.id } });
  expect((await act(trackingId, citizen, "WITHDRAW", { pressured: true })).ok).toBe(true);

  const sealed = await db.complaint.findFirstOrThrow({ where: { sealed: true }, orderBy: { receivedAt: "desc" } });
  expect(await findCase(sealed.trackingId, named, MONDAY)).toBeNull();
  const listed = await listInbox(named, parseInboxQuery({ view: "all" }), MONDAY);
  expect(listed?.rows.map((row) => row.trackingId)).not.toContain(sealed.trackingId);
  const peer = { ...named, id: "somebody-else-there" };
  expect(await findCase(sealed.trackingId, peer, MONDAY)).not.toBeNull();
});
