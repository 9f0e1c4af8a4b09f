import { expect, test } from "vitest";
import { findCase } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { sweepDuties } from "@/lib/use-cases/sweep-duties";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";

const daysOn = (count: number) => new Date(MONDAY.getTime() + count * 86_400_000);
const rowOf = (trackingId: string) => db.complaint.findUniqueOrThrow({ where: { trackingId } });
const RESOLVE = { outcome: "relief_granted", publicText: "The heap was taken away." };

/** Refused by two people, and appealed. */
async function givenAppeal(changes: Parameters<typeof givenComplaint>[0] = {}) {
  await db.service.update({ where: { code: "MUN-GARB" }, data: { evidence: "none" } });
  const claim = await givenComplaint({ serviceCode: "MUN-GARB", ...changes });
  const officer = await staff("officer");
  await act(claim.trackingId, officer, "START", { publicText: "A crew comes." });
  await act(claim.trackingId, officer, "RESOLVE", RESOLVE);
  await act(claim.trackingId, claim.citizen, "CONFIRM", { rating: 2 });
  const appealed = await act(claim.trackingId, claim.citizen, "APPEAL", { text: "I was told to say yes." });
  expect(appealed).toMatchObject({ ok: true, value: { state: "APPEAL" } });
  return claim;
}

const UPHOLD = { decision: "uphold", reason: "The photos show the heap." } as const;

test("an appeal is the authority's outside the office: nobody of the office decides, nor an authority of that very department", async () => {
  const { trackingId } = await givenAppeal();
  const { departmentId } = await rowOf(trackingId);
  const authority = await staff("appeal");
  expect(authority.departmentId).not.toBe(departmentId);
  const own: StaffActor = { ...authority, id: "own", departmentId };
  const elsewhere: StaffActor = { ...authority, id: "elsewhere", jurisdictionId: "sindh" };
  for (const actor of [own, elsewhere]) {
    expect(await findCase(trackingId, actor, MONDAY)).toBeNull();
    expect(await act(trackingId, actor, "DECIDE_APPEAL", { decision: "dismiss", reason: "x" })).toMatchObject({
      error: { code: "unknown" },
    });
  }
  for (const name of ["officer", "supervisor", "head", "independent", "callback", "router"]) {
    const refused = await act(trackingId, await staff(name), "DECIDE_APPEAL", { decision: "dismiss", reason: "x" });
    expect(refused.ok, name).toBe(false);
  }
  expect(await findCase(trackingId, authority, MONDAY)).toMatchObject({
    allowed: expect.arrayContaining(["DECIDE_APPEAL"]),
  });
});

test("upheld wants a new officer who never held it, a desk and a term; then it is worked on anew", async () => {
  const { trackingId } = await givenAppeal();
  const authority = await staff("appeal");
  const [held, fresh] = [await staff("officer"), await staff("officer2")];
  const decide = (more: object) => act(trackingId, authority, "DECIDE_APPEAL", { ...UPHOLD, ...more });
  const desk = fresh.deskId ?? "";
  expect(await decide({ desk, officer: fresh.id })).toMatchObject({
    error: { refusal: { code: "missing", field: "days" } },
  });
  expect(await decide({ desk, days: 5 })).toMatchObject({ error: { refusal: { code: "missing", field: "officer" } } });
  expect(await decide({ desk, officer: held.id, days: 5 })).toMatchObject({
    error: { refusal: { code: "held_before_by_them" } },
  });
  expect(await decide({ desk, officer: fresh.id, days: 41 })).toMatchObject({ error: { refusal: { field: "days" } } });
  expect(await decide({ desk, officer: fresh.id, days: 5, reason: "" })).toMatchObject({
    error: { refusal: { code: "missing", field: "reason" } },
  });
  expect(await decide({ desk, officer: fresh.id, days: 5 })).toMatchObject({
    ok: true,
    value: { state: "IN_PROGRESS" },
  });
  expect(await rowOf(trackingId)).toMatchObject({
    officerId: fresh.id,
    clockDays: 5,
    appealAuthorityId: authority.id,
    appealDecisions: 1,
  });
  expect(await act(trackingId, fresh, "REJECT", { rejectReason: "private_dispute" })).toMatchObject({
    error: { bar: "ordered_by_appeal" },
  });
});

test("a second dispute comes back to the same authority, and its second decision is final", async () => {
  const { trackingId, citizen } = await givenAppeal();
  const authority = await staff("appeal");
  const fresh = await staff("officer2");
  const uphold = { ...UPHOLD, desk: fresh.deskId ?? "", officer: fresh.id, days: 5 };
  await act(trackingId, authority, "DECIDE_APPEAL", uphold);
  await act(trackingId, fresh, "RESOLVE", RESOLVE);
  expect(await act(trackingId, citizen, "DISPUTE", { text: "Still there." })).toMatchObject({
    ok: true,
    value: { state: "APPEAL" },
  });
  const another: StaffActor = { ...authority, id: "another" };
  expect(await act(trackingId, another, "DECIDE_APPEAL", { decision: "dismiss", reason: "x" })).toMatchObject({
    error: { bar: "another_authority" },
  });
  const third = await staff("officer3");
  const again = { ...UPHOLD, desk: third.deskId ?? "", officer: third.id, days: 3 };
  expect(await act(trackingId, authority, "DECIDE_APPEAL", again)).toMatchObject({
    ok: true,
    value: { state: "IN_PROGRESS" },
  });
  await act(trackingId, third, "RESOLVE", RESOLVE);
  expect(await act(trackingId, citizen, "DISPUTE", { text: "And still." })).toMatchObject({
    error: { bar: "dispute_limit" },
  });
  await act(trackingId, citizen, "CONFIRM", { rating: 1 });
  expect((await act(trackingId, citizen, "APPEAL", { text: "Once more." })).ok).toBe(false);
});

test("dismissed is closed for good: nothing leaves it", async () => {
  const { trackingId, citizen } = await givenAppeal();
  const decided = await act(trackingId, await staff("appeal"), "DECIDE_APPEAL", {
    decision: "dismiss",
    reason: "It is done.",
  });
  expect(decided).toMatchObject({ ok: true, value: { state: "CLOSED_APPEAL" } });
  for (const action of ["APPEAL", "DISPUTE", "CONFIRM", "REPLY", "WITHDRAW"] as const) {
    expect((await act(trackingId, citizen, action, { text: "x", pressured: false })).ok, action).toBe(false);
  }
});

test("silence decides nothing: after 15 days it is still an appeal, and level 4 is told, once", async () => {
  const { trackingId } = await givenAppeal();
  const { jurisdictionId } = await rowOf(trackingId);
  const head = await db.user.findUniqueOrThrow({ where: { email: "head@demo.pk" } });
  const top = { ...head, id: "top-of-punjab", email: "top@demo.pk", level: 4, departmentId: null, jurisdictionId };
  await db.user.create({ data: top });
  const told = () =>
    db.outboxMessage.findMany({
      where: { complaint: { trackingId }, recipient: "top@demo.pk" },
      orderBy: { createdAt: "asc" },
    });
  for (const day of [1, 7, 14]) await sweepDuties({ now: daysOn(day) });
  expect(await told()).toEqual([]);
  for (const day of [16, 17, 40, 200]) {
    await sweepDuties({ now: daysOn(day) });
    expect(await rowOf(trackingId), `day ${day}`).toMatchObject({ state: "APPEAL", appealDecisions: 0 });
  }
  expect(await told()).toHaveLength(1);
});
