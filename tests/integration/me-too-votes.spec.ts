import { describe, expect, test } from "vitest";
import { findOwnComplaint } from "@/lib/data/complaints";
import { db } from "@/lib/data/db";
import { findPublicStatus } from "@/lib/data/public-status";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";
import {
  aPhoto,
  givenNeighbour,
  givenShared,
  type Neighbour,
  newStreet,
  resolve,
  rowOf,
  stateOf,
} from "../support/me-too";

const days = (count: number) => new Date(MONDAY.getTime() + count * 86_400_000);
const SYSTEM = { kind: "system" } as const;

const confirm = ({ trackingId, citizen }: Neighbour, now = MONDAY) =>
  act(trackingId, citizen, "CONFIRM", { rating: 4 }, { now });
const dispute = ({ trackingId, citizen }: Neighbour, now = MONDAY) =>
  act(trackingId, citizen, "DISPUTE", { text: "The water still stands" }, { now });
const messagesTo = async ({ trackingId }: Neighbour) =>
  (await db.outboxMessage.findMany({ where: { complaint: { trackingId } } })).map(({ template }) => template);

/** How the owner's page tells the vote. */
async function voteOf({ trackingId, claimKey }: Neighbour) {
  const own = await findOwnComplaint(trackingId, claimKey, MONDAY);
  return own.ok ? own.value.shared : null;
}

describe("the vote", () => {
  test("the parent's own word is kept, and it closes only once most have confirmed", async () => {
    const { parent, others } = await givenShared(4);
    await resolve(parent.trackingId);
    expect(await confirm(parent)).toMatchObject({ ok: true, value: { state: "RESOLVED" } });
    expect(await findPublicStatus(parent.trackingId)).toMatchObject({ state: "RESOLVED", open: true });
    expect(await voteOf(parent)).toEqual({
      ...{ confirmed: 1, disputed: 0, of: 5, mine: "confirm", isMerged: false, state: "RESOLVED" },
    });
    const [first, second, third] = others as [Neighbour, Neighbour, Neighbour];
    expect(await confirm(first)).toMatchObject({ value: { state: "CLOSED_CONFIRMED" } });
    expect(await stateOf(parent.trackingId)).toBe("RESOLVED");
    expect(await voteOf(second)).toMatchObject({ confirmed: 2, of: 5, mine: null, isMerged: true });
    expect(await confirm(parent)).toMatchObject({ error: { code: "not-allowed-now", bar: "already_voted" } });
    await confirm(second);
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
    const event = await db.event.findFirstOrThrow({
      where: { complaintId: parent.ref },
      orderBy: { sequence: "desc" },
    });
    expect(event).toMatchObject({ action: "CONFIRM", role: "system", toState: "CLOSED_CONFIRMED" });
    // Who hasn't answered yet still may, either way.
    expect(await stateOf(third.trackingId)).toBe("MERGED");
    expect(await findPublicStatus(third.trackingId)).toMatchObject({ state: "CLOSED_CONFIRMED" });
    const own = await findOwnComplaint(third.trackingId, third.claimKey, MONDAY);
    expect(own).toMatchObject({ value: { allowed: expect.arrayContaining(["CONFIRM", "DISPUTE", "SPLIT"]) } });
    expect(await dispute(third)).toMatchObject({ value: { state: "DISPUTED" } });
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
  });

  test("half is not most", async () => {
    const { parent, others } = await givenShared(1);
    await resolve(parent.trackingId);
    await confirm(parent);
    expect(await stateOf(parent.trackingId)).toBe("RESOLVED");
    await confirm(others[0] as Neighbour);
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
  });

  test("the others may close it before its own citizen has answered, who may then still dispute it", async () => {
    const { parent, others } = await givenShared(2);
    await resolve(parent.trackingId);
    for (const other of others) await confirm(other);
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
    const own = await findOwnComplaint(parent.trackingId, parent.claimKey, days(3));
    expect(own).toMatchObject({ value: { allowed: expect.arrayContaining(["DISPUTE", "APPEAL"]) } });
    expect(await dispute(parent, days(16))).toMatchObject({ error: { bar: "too_late" } });
    expect(await dispute(parent, days(3))).toMatchObject({ value: { state: "DISPUTED" } });
  });

  test("the own citizen's dispute disputes it for all; a new claim asks everybody anew who is still with it", async () => {
    const { parent, others } = await givenShared(3);
    const [first, second, third] = others as [Neighbour, Neighbour, Neighbour];
    await resolve(parent.trackingId);
    await confirm(first);
    expect(await dispute(parent)).toMatchObject({ value: { state: "DISPUTED" } });
    expect(await findPublicStatus(second.trackingId)).toMatchObject({ state: "DISPUTED", level: 1 });
    const officer = await staff("officer2");
    await act(parent.trackingId, await staff("supervisor"), "TAKE_UP", { officer: officer.id });
    const photo = await aPhoto("#a67");
    const again = { outcome: "relief_granted", publicText: "The pump is new" };
    expect(await act(parent.trackingId, officer, "RESOLVE", again, { evidence: [{ bytes: photo }] })).toMatchObject({
      value: { state: "RESOLVED" },
    });
    // The first has closed theirs and is asked no more: three are left, and two are most.
    expect(await voteOf(parent)).toMatchObject({ confirmed: 0, of: 3, mine: null });
    await confirm(parent);
    await confirm(second);
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
    expect(await stateOf(third.trackingId)).toBe("MERGED");
  });

  test("most disputing disputes it, whatever its own citizen said", async () => {
    const { parent, others } = await givenShared(4);
    await resolve(parent.trackingId);
    await confirm(parent);
    const [first, second, third, last] = others as [Neighbour, Neighbour, Neighbour, Neighbour];
    expect(await dispute(first)).toMatchObject({ value: { state: "DISPUTED" } });
    await dispute(second);
    expect(await stateOf(parent.trackingId)).toBe("RESOLVED");
    await dispute(third);
    expect(await rowOf(parent.trackingId)).toMatchObject({ state: "DISPUTED", level: 1, vote: null });
    expect(await findPublicStatus(last.trackingId)).toMatchObject({ state: "DISPUTED" });
    expect(await messagesTo(parent)).toContain("DISPUTE");
  });

  test("who splits off is counted no more, and what is left may then be most", async () => {
    const { parent, others } = await givenShared(2);
    const [first, second] = others as [Neighbour, Neighbour];
    await resolve(parent.trackingId);
    await confirm(parent);
    expect(await act(first.trackingId, first.citizen, "SPLIT")).toMatchObject({ value: { state: "ASSIGNED" } });
    expect(await voteOf(parent)).toMatchObject({ confirmed: 1, of: 2 });
    expect(await stateOf(parent.trackingId)).toBe("RESOLVED");
    await act(second.trackingId, second.citizen, "WITHDRAW", { pressured: false });
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
    // Kept again, and answering for itself as before.
    expect(await act(second.trackingId, second.citizen, "KEEP")).toMatchObject({ value: { state: "MERGED" } });
    expect(await confirm(second)).toMatchObject({ value: { state: "CLOSED_CONFIRMED" } });
  });

  test("silence closes it as unconfirmed; later answers still count, and who stays silent is unconfirmed for themselves", async () => {
    const { parent, others } = await givenShared(2);
    const [first, second] = others as [Neighbour, Neighbour];
    await resolve(parent.trackingId);
    await confirm(parent);
    await db.complaint.update({ where: { id: parent.ref }, data: { reminders: 3 } });
    const over = days(16);
    expect(await act(parent.trackingId, SYSTEM, "NO_REPLY", {}, { now: over })).toMatchObject({
      value: { state: "CLOSED_NO_REPLY" },
    });
    // Its own citizen has answered: nobody rings them up to ask what they have said.
    expect((await rowOf(parent.trackingId)).callbackSample).toBe(false);
    expect(await act(second.trackingId, SYSTEM, "NO_REPLY", {}, { now: over })).toMatchObject({
      error: { bar: "not_due" },
    });
    await confirm(first, days(20));
    expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
    const late = days(60);
    expect(await act(second.trackingId, SYSTEM, "NO_REPLY", {}, { now: late })).toMatchObject({
      value: { state: "CLOSED_NO_REPLY" },
    });
    expect(await rowOf(second.trackingId)).toMatchObject({ vote: "silent", callbackSample: true });
    expect(await voteOf(parent)).toMatchObject({ confirmed: 2, of: 3 });
    expect(await dispute(second, days(62))).toMatchObject({ value: { state: "DISPUTED" } });
  });

  test("all hear what the parent's citizen hears", async () => {
    const { parent, others } = await givenShared(1);
    await resolve(parent.trackingId);
    expect(await messagesTo(others[0] as Neighbour)).toEqual(["SUBMIT", "START", "RESOLVE"]);
  });
});

describe("at the same moment", () => {
  test("two citizens' votes that only together are most close it once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { parent, others } = await givenShared(4);
      await resolve(parent.trackingId);
      await confirm(parent);
      const answers = await Promise.all(others.map((other) => confirm(other)));
      expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
      expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
      const closed = await db.event.count({ where: { complaintId: parent.ref, toState: "CLOSED_CONFIRMED" } });
      expect(closed).toBe(1);
    }
  });

  test("the parent's own vote and the deciding one of another: one closes it, neither is lost", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { parent, others } = await givenShared(1);
      await resolve(parent.trackingId);
      const [own, other] = await Promise.all([confirm(parent), confirm(others[0] as Neighbour)]);
      expect([own.ok, other.ok]).toEqual([true, true]);
      expect(await stateOf(parent.trackingId)).toBe("CLOSED_CONFIRMED");
      expect(await voteOf(parent)).toMatchObject({ confirmed: 2, of: 2 });
    }
  });

  test("many join one complaint at once", async () => {
    const spot = newStreet();
    const parent = await givenNeighbour(spot);
    const joined = await Promise.all(Array.from({ length: 12 }, () => givenNeighbour(spot, { joins: parent.ref })));
    expect(new Set(joined.map(({ state }) => state))).toEqual(new Set(["MERGED"]));
    expect(await voteOf(parent)).toMatchObject({ of: 13 });
  });
});

describe("officers", () => {
  test("merge and unmerge at their own desk; what stands alone never merges, and no accused one can", async () => {
    const spot = newStreet();
    const [officer, second, router] = [await staff("officer"), await staff("officer2"), await staff("router")];
    const parent = await givenNeighbour(spot);
    const merge = async (trackingId: string, actor = officer) =>
      act(trackingId, actor, "MERGE", { parent: parent.trackingId });
    const plain = await givenComplaint();
    expect(await merge(plain.trackingId)).toMatchObject({ value: { state: "MERGED" } });
    expect(await act(plain.trackingId, officer, "UNMERGE")).toMatchObject({ value: { state: "ASSIGNED" } });

    for (const data of [{ sensitive: true }, { sealed: true }]) {
      const { trackingId } = await givenComplaint();
      await db.complaint.update({ where: { trackingId }, data });
      expect((await merge(trackingId)).ok, JSON.stringify(data)).toBe(false);
      expect(await stateOf(trackingId)).toBe("ASSIGNED");
      expect((await act(plain.trackingId, officer, "MERGE", { parent: trackingId })).ok).toBe(false);
    }
    const named = await givenComplaint({ against: { name: "The second officer" } });
    expect((await merge(named.trackingId, router)).ok).toBe(false);
    const desk = (await rowOf(parent.trackingId)).deskId ?? "";
    await act(named.trackingId, router, "ASSIGN", { desk, accusedIds: [second.id] });
    expect(await merge(named.trackingId)).toMatchObject({ error: { refusal: { code: "not_mergeable_with" } } });
    expect(await merge(named.trackingId, second)).toEqual({ ok: false, error: { code: "unknown" } });
    expect((await act(plain.trackingId, officer, "MERGE", { parent: named.trackingId })).ok).toBe(false);
    const lesco = await givenComplaint({ serviceCode: "ENR-OUTG" });
    expect(await merge(lesco.trackingId)).toEqual({ ok: false, error: { code: "unknown" } });
  });

  test("a complaint that its citizen is asked about takes no others in: they would be closed by an answer they never gave", async () => {
    const parent = await givenNeighbour(newStreet());
    await resolve(parent.trackingId);
    const { trackingId } = await givenComplaint();
    expect(await act(trackingId, await staff("officer"), "MERGE", { parent: parent.trackingId })).toMatchObject({
      error: { refusal: { code: "not_mergeable_with" } },
    });
  });
});

describe("a parent that falls", () => {
  test.each(["rejected", "withdrawn", "protected"])("%s: the others go on for themselves at once", async (how) => {
    const { parent, others } = await givenShared(2);
    const officer = await staff("officer");
    if (how === "rejected") {
      await act(parent.trackingId, officer, "REJECT", { rejectReason: "private_dispute" });
      await act(parent.trackingId, await staff("supervisor"), "APPROVE_REJECT");
    }
    if (how === "withdrawn") {
      await act(parent.trackingId, parent.citizen, "WITHDRAW", { pressured: false });
      expect(await stateOf((others[0] as Neighbour).trackingId)).toBe("MERGED");
      await act(parent.trackingId, SYSTEM, "WITHDRAW_DONE", {}, { now: days(4) });
    }
    if (how === "protected") {
      const router = await staff("router");
      await db.complaint.update({
        where: { id: parent.ref },
        data: { state: "NEW", deskId: null, departmentId: null },
      });
      const recategorised = { service: "COR-PCMP", reason: "It is about an officer" };
      expect(await act(parent.trackingId, router, "RECATEGORISE", recategorised)).toMatchObject({ ok: true });
    }
    for (const { trackingId } of others) {
      expect(await rowOf(trackingId)).toMatchObject({ state: "ASSIGNED", parentId: null });
      const [last] = await db.event.findMany({ where: { complaint: { trackingId } }, orderBy: { sequence: "desc" } });
      expect(last).toMatchObject({ action: "UNMERGE", role: "system" });
    }
    expect(await messagesTo(others[0] as Neighbour)).toContain("UNMERGE");
  });
});

describe("a withdrawal under pressure", () => {
  test("looks to everybody like any other, of a complaint that others share too, and lies at the independent desk", async () => {
    const [calm, pressed] = [await givenShared(1), await givenShared(1)];
    for (const [{ parent }, pressured] of [
      [calm, false],
      [pressed, true],
    ] as const) {
      expect(await act(parent.trackingId, parent.citizen, "WITHDRAW", { pressured })).toMatchObject({ ok: true });
    }
    const seen = async ({ trackingId, claimKey }: Neighbour) => {
      const own = await findOwnComplaint(trackingId, claimKey, MONDAY);
      const { trackingId: _, ...status } = (await findPublicStatus(trackingId)) ?? { trackingId };
      return JSON.stringify([status, own.ok && { ...own.value, status: null, location: null }]);
    };
    expect(await seen(pressed.parent)).toBe(await seen(calm.parent));
    expect(await seen(pressed.others[0] as Neighbour)).toBe(await seen(calm.others[0] as Neighbour));
    const sealed = await db.complaint.findMany({
      where: { sealed: true, claimKeyHash: (await rowOf(pressed.parent.trackingId)).claimKeyHash },
    });
    expect(sealed).toHaveLength(1);
    expect(sealed[0]).toMatchObject({ state: "NEW", deskId: null, channel: "pressure", parentId: null });
    expect(
      await db.complaint.count({
        where: { sealed: true, claimKeyHash: (await rowOf(calm.parent.trackingId)).claimKeyHash },
      }),
    ).toBe(0);
  });
});
