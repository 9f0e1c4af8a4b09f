import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { countCalls, listCalls, SAMPLE_SHARE } from "@/lib/data/call-sample";
import { db } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CallOutcome } from "@/lib/domain/complaint/call-back";
import { quietUntil } from "@/lib/domain/complaint/call-back";
import { readCall } from "@/lib/use-cases/read-call";
import { readCase } from "@/lib/use-cases/read-case";
import { recordCallOutcome } from "@/lib/use-cases/record-call-outcome";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { takeCall } from "@/lib/use-cases/take-call";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const HOUR = 3_600_000;
const hours = (count: number) => new Date(MONDAY.getTime() + count * HOUR);
const days = (count: number) => hours(24 * count);
const CONTACT = { name: "Bushra Anwar", phone: "0300 1112223" };

/** Draws all, or none, from now on. */
async function drawing(share: string): Promise<void> {
  await db.setting.upsert({
    where: { key: SAMPLE_SHARE },
    create: { key: SAMPLE_SHARE, value: share },
    update: { value: share },
  });
}

beforeEach(async () => {
  await drawing("1");
  await db.complaint.updateMany({ data: { callbackSample: false } });
  await db.lookUp.deleteMany();
  await db.lease.deleteMany({ where: { name: { startsWith: "call " } } });
});

/** Called solved by its officer. The service asks for no evidence. */
async function givenResolved(changes: Parameters<typeof givenComplaint>[0] = {}, now = MONDAY) {
  const claim = await givenComplaint({ contact: CONTACT, serviceCode: "MUN-GARB", ...changes, now });
  await db.service.update({ where: { code: "MUN-GARB" }, data: { evidence: "none" } });
  const officer = await staff("officer");
  await act(claim.trackingId, officer, "START", { publicText: "A crew comes." }, { now });
  const input = { outcome: "relief_granted", publicText: "The heap was taken away." };
  const resolved = await act(claim.trackingId, officer, "RESOLVE", input, { now });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  return claim;
}

const rowOf = (trackingId: string) => db.complaint.findUniqueOrThrow({ where: { trackingId } });
async function queue(now = MONDAY, actor?: StaffActor) {
  const { rows } = await listCalls(actor ?? (await staff("callback")), now);
  return rows.map(({ trackingId }) => trackingId);
}

async function record(trackingId: string, outcome: CallOutcome, more: object = {}, now = MONDAY) {
  const actor = await staff("callback");
  const { version } = await rowOf(trackingId);
  return recordCallOutcome({
    ...{ trackingId, actor, outcome, version, actionId: randomUUID(), now },
    note: `Rang up: ${outcome}`,
    ...more,
  });
}

async function take(trackingId: string | null, now = MONDAY) {
  return takeCall({ actor: await staff("callback"), trackingId, now });
}

describe("the sample", () => {
  test("is a random share of what officers call solved, by default a tenth", async () => {
    await db.setting.deleteMany({ where: { key: SAMPLE_SHARE } });
    const drawn: boolean[] = [];
    for (let i = 0; i < 150; i += 1) drawn.push((await rowOf((await givenResolved()).trackingId)).callbackSample);
    const share = drawn.filter(Boolean).length / drawn.length;
    // Of 150 draws at a tenth, fewer than 2 or more than 40 happen less than once in a hundred thousand runs.
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.27);
    await drawing("0");
    expect((await rowOf((await givenResolved()).trackingId)).callbackSample).toBe(false);
  });

  test("leaves out what is protected, no complaint, or can't be rung up; and all silent ones come", async () => {
    const drawn = await givenResolved();
    const noPhone = await givenResolved({ contact: { email: "b@example.pk" } });
    const noCalls = await givenResolved({ contact: { ...CONTACT, channel: "none" } });
    const query = await givenResolved({ kind: "query" });
    expect((await rowOf(drawn.trackingId)).callbackSample).toBe(true);
    for (const { trackingId } of [noPhone, noCalls, query])
      expect((await rowOf(trackingId)).callbackSample).toBe(false);

    await drawing("0");
    const silent = await givenResolved();
    const withoutPhone = await givenResolved({ contact: {} });
    for (const { trackingId } of [silent, withoutPhone]) {
      await db.complaint.update({ where: { trackingId }, data: { reminders: 3 } });
      expect(await act(trackingId, { kind: "system" }, "NO_REPLY", {}, { now: days(17) })).toMatchObject({ ok: true });
    }
    expect(await queue(days(17))).toEqual([silent.trackingId]);
    const { unringable } = await listCalls(await staff("callback"), days(17));
    expect(unringable).toBe(1);
  });

  test("has the window that ends first at its head, and only what an answer still changes", async () => {
    const late = await givenResolved({}, days(-3));
    const fresh = await givenResolved();
    const older = await givenResolved({}, days(-1));
    const over = await givenResolved({}, days(-20));
    expect(await queue()).toEqual([late.trackingId, older.trackingId, fresh.trackingId]);
    expect(await queue()).not.toContain(over.trackingId);
    await act(older.trackingId, older.citizen, "CONFIRM", { rating: 5 });
    await act(late.trackingId, await staff("officer"), "TAKE_BACK", { reason: "Too early" }, { now: days(-2.5) });
    expect(await queue()).toEqual([fresh.trackingId]);
    const sindh = { ...(await staff("callback")), jurisdictionId: "sindh" };
    expect(await queue(MONDAY, sindh)).toEqual([]);
  });

  test("is drawn anew when it is called solved again", async () => {
    const { trackingId } = await givenResolved();
    await db.complaint.update({ where: { trackingId }, data: { callAttempts: 3 } });
    const officer = await staff("officer");
    await act(trackingId, officer, "TAKE_BACK", { reason: "Too early" });
    expect(await rowOf(trackingId)).toMatchObject({ callbackSample: false });
    await act(trackingId, officer, "RESOLVE", { outcome: "relief_granted", publicText: "Now it is gone." });
    expect(await rowOf(trackingId)).toMatchObject({ callbackSample: true, callAttempts: 0 });
  });
});

describe("a call", () => {
  test("is taken by one person at a time, who alone sees the number, and is let go after a quarter of an hour", async () => {
    const { trackingId } = await givenResolved();
    const one = await staff("callback");
    const other = { ...one, id: (await staff("officer2")).id };
    expect(await readCall({ trackingId, actor: one, now: MONDAY })).toEqual({ ok: false, error: "not_taken" });
    const both = await Promise.all([one, other].map((actor) => takeCall({ actor, trackingId, now: MONDAY })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: "held", by: { en: expect.any(String) } } });
    const [mine, theirs] = both[0]?.ok ? [one, other] : [other, one];
    expect(await readCall({ trackingId, actor: mine, now: MONDAY })).toMatchObject({
      ok: true,
      value: { content: { contact: CONTACT }, sight: { notes: false } },
    });
    expect(await readCall({ trackingId, actor: theirs, now: MONDAY })).toEqual({ ok: false, error: "not_taken" });
    const atDesk = await readCase({ trackingId, actor: theirs, now: MONDAY });
    expect(atDesk, "nor by the desk's page").toMatchObject({ content: { contact: null }, sight: { contact: "none" } });
    expect(await revealContact({ trackingId, actor: theirs, now: MONDAY })).toEqual({ ok: false, error: "unknown" });
    const { rows } = await listCalls(theirs, MONDAY);
    expect(rows).toMatchObject([{ heldBy: { isMe: false } }]);
    expect(JSON.stringify(rows)).not.toMatch(/Bushra|1112223/);
    expect(await takeCall({ actor: theirs, trackingId: null, now: MONDAY })).toEqual({
      ok: false,
      error: { code: "none_left" },
    });
    expect(await takeCall({ actor: theirs, trackingId, now: hours(0.3) })).toMatchObject({ ok: true });
    const { id } = await rowOf(trackingId);
    expect(await db.lookUp.count({ where: { by: "call", complaintId: id } }), "each taking is recorded").toBe(2);
  });

  test("is for the call-back desk alone", async () => {
    const { trackingId } = await givenResolved();
    for (const name of ["officer", "supervisor", "router", "helpline", "appeal", "independent", "auditor", "admin"]) {
      const actor = await staff(name);
      expect(await takeCall({ actor, trackingId, now: MONDAY }), name).toEqual({
        ok: false,
        error: { code: "not_permitted" },
      });
      expect(await readCall({ trackingId, actor, now: MONDAY }), name).toEqual({ ok: false, error: "not_taken" });
    }
  });

  test("is not made in quiet hours, also where they span midnight", async () => {
    const quiet = { from: "09:30", to: "16:00" };
    const { trackingId } = await givenResolved({ contact: { ...CONTACT, quiet } });
    expect(await take(trackingId)).toEqual({
      ok: false,
      error: { code: "quiet", until: new Date("2026-11-23T11:00:00Z") },
    });
    expect(await take(null)).toEqual({ ok: false, error: { code: "none_left" } });
    expect(await take(trackingId, new Date("2026-11-23T11:00:00Z"))).toMatchObject({ ok: true });
    const night = { from: "22:00", to: "07:00" };
    expect(quietUntil(night, new Date("2026-11-23T18:00:00Z"))).toEqual(new Date("2026-11-24T02:00:00Z"));
    expect(quietUntil(night, new Date("2026-11-23T01:59:00Z"))).toEqual(new Date("2026-11-23T02:00:00Z"));
    expect(quietUntil(night, new Date("2026-11-23T02:00:00Z"))).toBeNull();
  });

  test("that confirms closes the complaint with its rating, by the call-back desk's hand, once", async () => {
    const { trackingId } = await givenResolved();
    expect(await record(trackingId, "confirmed"), "nobody records a call that they have not taken").toEqual({
      ok: false,
      error: { code: "not_taken" },
    });
    await take(trackingId);
    const actionId = randomUUID();
    const more = { rating: 4, actionId, version: (await rowOf(trackingId)).version };
    expect(await record(trackingId, "confirmed", more)).toEqual({ ok: true, value: null });
    expect(await record(trackingId, "confirmed", more), "pressed twice").toEqual({ ok: true, value: null });
    const row = await db.complaint.findUniqueOrThrow({ where: { trackingId }, include: { events: true } });
    expect(row).toMatchObject({ state: "CLOSED_CONFIRMED", rating: 4 });
    const byDesk = row.events.filter(({ role }) => role === "callback").map(({ action }) => action);
    expect(byDesk).toEqual(["CALL_LOG", "CONFIRM"]);
    expect(await queue()).toEqual([]);
  });

  test("that disputes says what is missing and leads one level up", async () => {
    const { trackingId } = await givenResolved();
    await take(trackingId);
    expect(await record(trackingId, "disputed", { missing: "Half of the heap is still there" })).toEqual({
      ok: true,
      value: null,
    });
    expect(await rowOf(trackingId)).toMatchObject({ state: "DISPUTED", level: 1, callbackSample: false });
  });

  test("that nobody answers is tried again after 4 and 24 hours, and then no more", async () => {
    const { trackingId } = await givenResolved();
    for (const [at, next] of [
      [0, 4],
      [4, 28],
      [28, null],
    ] as const) {
      expect(await queue(hours(at))).toEqual([trackingId]);
      await take(trackingId, hours(at));
      expect(await record(trackingId, "no_answer", {}, hours(at))).toEqual({ ok: true, value: null });
      expect(await rowOf(trackingId)).toMatchObject({
        state: "RESOLVED",
        callNextAt: next === null ? null : hours(next),
      });
      expect(await queue(hours(at + 1))).toEqual([]);
    }
    expect(await queue(days(10))).toEqual([]);
    expect(await db.event.count({ where: { action: "CALL_LOG", complaint: { trackingId } } })).toBe(3);
  });

  test.each(["wrong_number", "no_call"] as const)("with %s is noted and never made again", async (outcome) => {
    const { trackingId } = await givenResolved();
    await take(trackingId);
    expect(await record(trackingId, outcome)).toEqual({ ok: true, value: null });
    expect(await queue(days(10))).toEqual([]);
    expect(await rowOf(trackingId)).toMatchObject({ state: "RESOLVED" });
  });

  test("whose answer comes after another's change is noted all the same, and told; pressed again it counts", async () => {
    const { trackingId } = await givenResolved();
    await take(trackingId);
    const { version } = await rowOf(trackingId);
    await act(trackingId, await staff("supervisor"), "REPLY", { text: "Thank you for waiting" });
    const actionId = randomUUID();
    const late = await record(trackingId, "confirmed", { version, actionId });
    expect(late).toMatchObject({ ok: false, error: { code: "stale" } });
    expect(await record(trackingId, "confirmed", { actionId })).toEqual({ ok: true, value: null });
    expect(await db.event.count({ where: { action: "CALL_LOG", complaint: { trackingId } } })).toBe(1);
    expect(await rowOf(trackingId)).toMatchObject({ state: "CLOSED_CONFIRMED" });
  });
});

test("figures count what came of the calls of one's own jurisdiction, by the day", async () => {
  const outcomes = ["confirmed", "disputed", "no_answer", "wrong_number", "no_call"] as const;
  for (const outcome of outcomes) {
    const { trackingId } = await givenResolved();
    await take(trackingId);
    await record(trackingId, outcome, { missing: "All of it" });
  }
  const actor = await staff("callback");
  expect(await countCalls(actor, hours(-1))).toEqual({ tried: 5, reached: 3, confirmed: 1, disputed: 1 });
  expect(await countCalls(actor, hours(1))).toEqual({ tried: 0, reached: 0, confirmed: 0, disputed: 0 });
  expect(await countCalls({ ...actor, jurisdictionId: "sindh" }, hours(-1))).toMatchObject({ tried: 0 });
});
