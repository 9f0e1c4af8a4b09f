import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getReference } from "@/app/api/v1/reference.json/route";
import { findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { REFERENCE_VERSION } from "@/lib/data/reference";
import { listRefused, markSeen } from "@/lib/data/refused";
import { listServicesByCategory } from "@/lib/data/staff-choices";
import type { AppState } from "@/lib/door/app-health";
import { openDeferred } from "@/lib/door/deferred";
import { takePage } from "@/lib/door/feed-follower";
import { openRefused } from "@/lib/door/refused";
import { replaySpool } from "@/lib/door/replay";
import { openSpool } from "@/lib/door/spool";
import { openStatusStore } from "@/lib/door/status-store";
import { openTaking } from "@/lib/door/taken";
import { lodge } from "../support/api";
import { act, staff } from "../support/domain";
import { appInProcess } from "../support/door/app-in-process";
import { lodging } from "../support/door/records";
import { contentHashOf, sha256 as hashOf } from "../support/mint";

const RECEIVED_AT = "2026-11-23T05:00:00.000Z";
const FROM_DOOR = { "x-jawab-door": "proven", "x-jawab-received-at": RECEIVED_AT };

/** Closes a service or a district for new lodgings, as an admin would. */
async function close({ service, district }: { service?: string; district?: string }): Promise<void> {
  if (service) await db.service.update({ where: { code: service }, data: { active: false } });
  if (district) await db.district.update({ where: { id: district }, data: { active: false } });
  await db.setting.update({ where: { key: REFERENCE_VERSION }, data: { value: randomUUID() } });
}

const entered = (trackingId: string) =>
  db.complaint.findUniqueOrThrow({
    where: { trackingId },
    include: { events: { orderBy: { sequence: "asc" }, include: { payload: true } } },
  });

describe("what a door has acknowledged is entered, whatever its codes mean by now", () => {
  for (const [what, codes, expected] of [
    ["an unknown service", { serviceCode: "WAT-GONE" }, { serviceCode: "WAT-0000", jurisdictionId: "punjab" }],
    ["an unknown category", { serviceCode: "XXX-GONE" }, { serviceCode: "ZZZ-0000", jurisdictionId: "punjab" }],
    ["an unknown service of the independent desk", { serviceCode: "COR-GONE" }, { serviceCode: "COR-0000" }],
    ["an unknown district", { districtId: "sd-atlantis" }, { districtId: "zz-unlisted", jurisdictionId: "sindh" }],
    ["an unknown place altogether", { districtId: "xx-atlantis" }, { jurisdictionId: "federal" }],
    ["both unknown", { serviceCode: "WAT-GONE", districtId: "pb-gone" }, { serviceCode: "WAT-0000" }],
  ] as const) {
    test(`${what}: NEW at the router's desk, with a note of what was sent`, async () => {
      const { trackingId, body } = lodging(codes);
      const answer = await lodge(trackingId, body, { headers: FROM_DOOR });
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({
        state: "NEW",
        receivedAt: RECEIVED_AT,
        contentHash: contentHashOf(body),
      });
      const row = await entered(trackingId);
      expect(row).toMatchObject({ state: "NEW", deskId: null, departmentId: null, contentHash: contentHashOf(body) });
      expect(row).toMatchObject(expected);
      expect(row.receivedAt.toISOString()).toBe(RECEIVED_AT);
      const [submit, note] = row.events;
      expect([submit?.action, note?.action, note?.role, note?.shown]).toEqual(["SUBMIT", "NOTE", "system", "internal"]);
      expect(note?.payload?.payload).toContain(String(body.serviceCode));
      expect(note?.payload?.payload).toContain(String(body.districtId));
      expect((await lodge(trackingId, body, { headers: FROM_DOOR })).status).toBe(200);
    });
  }

  test("a closed service and a closed district keep their own rows and wait for the router", async () => {
    await close({ service: "MUN-GARB", district: "pb-kasur" });
    const { trackingId, body } = lodging({ serviceCode: "MUN-GARB", districtId: "pb-kasur" });
    expect((await lodge(trackingId, body)).status).toBe(422);
    expect((await lodge(trackingId, body, { headers: FROM_DOOR })).status).toBe(201);
    expect(await entered(trackingId)).toMatchObject({
      state: "NEW",
      deskId: null,
      serviceCode: "MUN-GARB",
      districtId: "pb-kasur",
      jurisdictionId: "punjab",
    });
  });

  test("an open service in a closed district is not assigned by rule, but proposed", async () => {
    await db.district.update({ where: { id: "pb-lahore" }, data: { active: false } });
    await close({});
    const { trackingId, body } = lodging();
    expect((await lodge(trackingId, body, { headers: FROM_DOOR })).status).toBe(201);
    const row = await entered(trackingId);
    expect([row.state, row.deskId, row.proposedDeskId !== null]).toEqual(["NEW", null, true]);
    await db.district.update({ where: { id: "pb-lahore" }, data: { active: true } });
    await close({});
  });

  test("from anybody else such a code is refused, by the row's own name too", async () => {
    for (const codes of [
      { serviceCode: "WAT-GONE" },
      { serviceCode: "WAT-0000" },
      { districtId: "pb-atlantis" },
      { districtId: "zz-unlisted" },
    ]) {
      const { trackingId, body } = lodging(codes);
      expect((await lodge(trackingId, body, { headers: { "x-jawab-received-at": RECEIVED_AT } })).status).toBe(422);
      expect(await db.complaint.count({ where: { trackingId } })).toBe(0);
    }
  });

  test("nothing offers what stands for them", async () => {
    const answer = await getReference(new Request("http://app.test/api/v1/reference.json"), {
      params: Promise.resolve({}),
    });
    const offered = JSON.stringify([await answer.json(), await listServicesByCategory()]);
    expect(await db.service.count({ where: { code: { endsWith: "-0000" } } })).toBeGreaterThan(0);
    expect(offered).not.toContain("-0000");
    expect(offered).not.toContain("zz-unlisted");
    expect(offered).toContain("WAT-SEWR");
  });

  test("its router sees it, protected, and gives it its true service, which then decides on protection", async () => {
    const { trackingId, body } = lodging({ serviceCode: "WAT-GONE" });
    await lodge(trackingId, body, { headers: FROM_DOOR });
    const router = await staff("router");
    const found = await findCase(trackingId, router, new Date());
    expect(found?.events.map(({ action }) => action)).toEqual(["SUBMIT", "NOTE"]);
    expect(found?.facts.sensitive).toBe(true);
    const acted = await act(trackingId, router, "RECATEGORISE", { service: "WAT-SEWR", reason: "It is the sewer." });
    expect(acted).toMatchObject({ ok: true });
    expect(await entered(trackingId)).toMatchObject({ serviceCode: "WAT-SEWR", sensitive: false, state: "NEW" });
    const again = lodging({ serviceCode: "HRT-GONE" });
    await lodge(again.trackingId, again.body, { headers: FROM_DOOR });
    const sensitive = await db.service.findFirstOrThrow({ where: { sensitive: true, active: true } });
    await act(again.trackingId, router, "RECATEGORISE", { service: sensitive.code, reason: "As it reads." });
    expect(await entered(again.trackingId)).toMatchObject({ serviceCode: sensitive.code, sensitive: true });
  });

  test("a door's own lodgings are not counted against its address", async () => {
    const headers = { ...FROM_DOOR, "x-forwarded-for": "198.51.100.7" };
    const statuses = new Set<number>();
    for (let i = 0; i < 1_205; i += 1) statuses.add((await lodge("no-id", {}, { headers })).status);
    expect(statuses).toEqual(new Set([422]));
  });
});

describe("from spool to database", () => {
  let directory = "";
  const stops: (() => Promise<void> | void)[] = [];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "jawab-replay-"));
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
    rmSync(directory, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  function openDoor() {
    const spool = openSpool(join(directory, "spool"), { minFreeBytes: 0 });
    const store = openStatusStore(join(directory, "status.sqlite"), "secret");
    const refused = openRefused(join(directory, "refused"));
    const taking = openTaking(spool, store);
    const deferred = openDeferred(join(directory, "deferred"));
    const health = { state: "normal" as AppState };
    stops.push(
      () => spool.close(),
      () => store.close(),
    );
    function replay() {
      const replaying = replaySpool(
        { client: appInProcess, health, spool, store, refused, deferred },
        { idleMs: 10, firstPauseMs: 10, reportMs: 10 },
      );
      stops.push(() => replaying.stop());
    }
    return { spool, store, refused, taking, replay };
  }

  test("complaints and their files are entered as received, and the feed replaces what the door has shown", async () => {
    const { taking, store, replay } = openDoor();
    const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    const sha256 = hashOf(pdf);
    const lodged = lodging({ attachments: [{ sha256, type: "application/pdf", bytes: pdf.length, role: "document" }] });
    const { trackingId, claimKeyHash } = lodged;
    await taking.complaint(trackingId, lodged.bytes, new Date(RECEIVED_AT));
    await taking.file({ trackingId, sha256, claimKeyHash }, pdf, new Date("2026-11-23T05:01:00.000Z"));
    expect(store.find(trackingId)?.status.state).toBe("RECEIVED");
    replay();
    await vi.waitFor(() => expect(taking.count()).toBe(0), { timeout: 10_000 });
    await takePage(appInProcess, store, { waitSeconds: 0 });
    expect(store.find(trackingId)).toMatchObject({
      status: { state: "ASSIGNED", lodgedAt: RECEIVED_AT },
      claimKeyHash,
    });
    expect(taking.holds(trackingId)).toBe(false);
    const file = await db.attachment.findFirstOrThrow({ where: { sha256 } });
    expect(file.arrivedAt?.toISOString()).toBe("2026-11-23T05:01:00.000Z");
  });

  test("one that can't be entered is told to the admins, once, and done when its owner has sent it anew", async () => {
    const { taking, refused, replay } = openDoor();
    const { trackingId, claimKeyHash, bytes } = lodging();
    // Somebody's other complaint has come in under the ID by another door, with the same key.
    const before = lodging({ claimKeyHash, text: "The first one of the two." });
    await lodge(trackingId, before.body);
    await taking.complaint(trackingId, bytes, new Date(RECEIVED_AT));
    replay();
    await vi.waitFor(async () => expect(await listRefused()).toHaveLength(1), { timeout: 10_000 });
    const [record] = await listRefused();
    expect(record).toMatchObject({
      kind: "complaint",
      trackingId,
      receivedAt: new Date(RECEIVED_AT),
      status: 409,
      problem: "other-content",
      fields: [],
      doneAt: null,
      seenAt: null,
    });
    expect(refused.count()).toBe(1);
    const { id } = await staff("admin");
    expect(await markSeen(record?.name ?? "", id, new Date())).toBe(true);
    expect(await markSeen(record?.name ?? "", id, new Date())).toBe(false);
    expect((await listRefused())[0]).toMatchObject({ seenById: id, doneAt: null });

    refused.markDone(trackingId);
    await vi.waitFor(async () => expect((await listRefused())[0]?.doneAt).not.toBeNull(), { timeout: 10_000 });
    expect(await listRefused()).toHaveLength(1);
  });

  test("nobody but a door may tell of refused records", async () => {
    const { PUT } = await import("@/app/internal/refused/route");
    const request = new Request("http://app.test/internal/refused", { method: "PUT", body: "{}" });
    expect((await PUT(request, { params: Promise.resolve({}) })).status).toBe(404);
    const malformed = await appInProcess.ask("PUT", "/internal/refused", { body: Buffer.from('{"name":1}') });
    expect(malformed.status).toBe(422);
  });
});
