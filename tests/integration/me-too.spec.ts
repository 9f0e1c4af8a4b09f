import { randomInt, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/v1/nearby/route";
import { fromContentRow } from "@/lib/data/complaint-content";
import { db } from "@/lib/data/db";
import { readPayload } from "@/lib/data/events";
import { listNearby, listNearbyOwn, listRelated } from "@/lib/data/nearby";
import { findPublicStatus } from "@/lib/data/public-status";
import { verifyChain } from "@/lib/domain/complaint/event-chain";
import { ProblemSchema } from "@/lib/schemas/answers";
import { NearbySchema } from "@/lib/schemas/nearby";
import { joinComplaint } from "@/lib/use-cases/join-complaint";
import { contentHashOf, lodge, lodgement, look, mintId } from "../support/api";
import { act, givenComplaint, MONDAY, staff } from "../support/domain";
import { givenNeighbour, near, newStreet, north, refs, resolve, rowOf, stateOf } from "../support/me-too";

async function notesOf(trackingId: string): Promise<string[]> {
  const events = await db.event.findMany({
    where: { complaint: { trackingId }, action: "NOTE" },
    include: { payload: true },
  });
  return events.map(({ id, payload }) => String(readPayload(id, payload)?.text));
}

async function hasWholeChain(trackingId: string): Promise<boolean> {
  const events = await db.event.findMany({
    where: { complaint: { trackingId } },
    orderBy: { sequence: "asc" },
    include: { payload: true },
  });
  const stored = events.map(({ payload, ...event }) => ({
    ...event,
    payload: payload && { salt: Buffer.from(payload.salt, "hex"), value: readPayload(event.id, payload) },
  }));
  return verifyChain(stored as Parameters<typeof verifyChain>[0]).ok;
}

describe("open complaints nearby", () => {
  test("are those of the same service within its radius, the last touched first, at most five", async () => {
    const spot = newStreet();
    const close = await givenNeighbour(north(spot, 40));
    await givenNeighbour(north(spot, 160));
    const other = await givenNeighbour(north(spot, 10), { serviceCode: "MUN-GARB" });
    expect(refs(await near(spot))).toEqual([close.ref]);
    expect(refs(await listNearby({ serviceCode: "MUN-GARB", point: spot }))).toEqual([other.ref]);

    for (let i = 0; i < 6; i += 1) {
      await givenNeighbour(north(spot, i), { now: new Date(MONDAY.getTime() + i * 60_000) });
    }
    const many = await near(spot);
    expect(many).toHaveLength(5);
    const rows = await db.complaint.findMany({ where: { id: { in: refs(many) } }, orderBy: { updatedAt: "desc" } });
    expect(refs(many)).toEqual(rows.map(({ id }) => id));
    expect(refs(many)).not.toContain(close.ref);
  });

  test("hold nothing of the person, the words, the place, and no tracking ID", async () => {
    const spot = newStreet();
    const { trackingId } = await givenNeighbour(spot, { text: "The sewer of Bibi Ayesha overflows." });
    const found = await near(spot);
    const answer = JSON.stringify(found);
    const row = await db.complaintContent.findFirstOrThrow({ where: { complaint: { trackingId } } });
    const { location, contact, text } = fromContentRow(row);
    for (const secret of [trackingId, text, location?.landmark, String(spot.lat), contact?.name, contact?.phone]) {
      expect(answer).not.toContain(secret);
    }
    expect(Object.keys(found[0] ?? {}).toSorted()).toEqual(
      ["distance", "districtId", "dueAt", "lodgedAt", "others", "ref", "service", "serviceCode", "state"].toSorted(),
    );
  });

  test("never show what is protected, against somebody, no complaint, claimed solved, or about to be refused", async () => {
    const spot = newStreet();
    const [officer, router] = [await staff("officer"), await staff("router")];
    await givenNeighbour(spot, { against: { name: "Somebody" } });
    await givenNeighbour(spot, { kind: "query" });
    const resolved = await givenNeighbour(spot);
    await resolve(resolved.trackingId);
    const bound = await givenNeighbour(spot, { against: { name: "An officer" } });
    const desk = (await rowOf(resolved.trackingId)).deskId ?? "";
    const accusedIds = [(await staff("officer2")).id];
    expect(await act(bound.trackingId, router, "ASSIGN", { desk, accusedIds })).toMatchObject({ ok: true });
    for (const data of [{ sealed: true }, { sensitive: true }]) {
      const { ref } = await givenNeighbour(spot);
      await db.complaint.update({ where: { id: ref }, data });
    }
    const rejecting = await givenNeighbour(spot);
    await act(rejecting.trackingId, officer, "REJECT", { rejectReason: "private_dispute" });
    expect(await near(spot)).toEqual([]);
    const shown = await givenNeighbour(spot);
    expect(refs(await near(spot))).toEqual([shown.ref]);
  });

  test("tell a stranger the square of the map and not the door, wherever they ask from", async () => {
    const edges = async (home: { lat: number; long: number }, from: { lat: number; long: number }) => {
      await givenNeighbour(home);
      const seen: boolean[] = [];
      for (let metres = 60; metres < 140; metres += 4) seen.push((await near(north(from, metres))).length > 0);
      return seen;
    };
    const middle = newStreet();
    const corner = newStreet();
    // Twelve metres from the middle of its square: the same answers to the same questions.
    const inCorner = { lat: corner.lat + 0.00011, long: corner.long - 0.00011 };
    const seen = await edges(middle, middle);
    expect(await edges(inCorner, corner)).toEqual(seen);
    expect(new Set(seen)).toEqual(new Set([true, false]));
  });
});

const ADDRESS = "http://portal.test/api/v1/nearby";
const NO_PARAMS = { params: Promise.resolve({}) };
function ask(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const network = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const asking = new Request(ADDRESS, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-forwarded-for": network, ...headers },
  });
  return POST(asking, NO_PARAMS);
}

describe("POST /api/v1/nearby", () => {
  test("answers in the language asked for, and is kept by no cache", async () => {
    const spot = newStreet();
    const { ref } = await givenNeighbour(spot);
    const response = await ask({ serviceCode: "WAT-SEWR", ...spot }, { "accept-language": "ur" });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { complaints } = NearbySchema.parse(await response.json());
    expect(complaints).toMatchObject([
      { ref, state: "ASSIGNED", distance: "under-100", others: 0, lodgedOn: "2026-11-23", districtId: "pb-lahore" },
    ]);
    expect(complaints[0]?.service).toMatch(/\p{Script=Arabic}/u);
    expect(complaints[0]?.stateLabel).toMatch(/\p{Script=Arabic}/u);
    const far = await ask({ serviceCode: "WAT-SEWR", lat: -30, long: 10 });
    expect(NearbySchema.parse(await far.json())).toEqual({ complaints: [] });
  });

  test.each([
    [{ serviceCode: "WAT-SEWR", lat: 31.5 }, "long"],
    [{ serviceCode: "WAT-SEWR", lat: 91, long: 74 }, "lat"],
    [{ serviceCode: "sewer", lat: 31, long: 74 }, "serviceCode"],
    [{ serviceCode: "WAT-SEWR", lat: 31, long: 74, phone: "0300" }, "phone"],
  ])("refuses %j for its %s", async (body, field) => {
    const response = await ask(body);
    expect(response.status).toBe(422);
    expect(ProblemSchema.parse(await response.json()).errors?.map((error) => error.field)).toContain(field);
  });

  test("takes no place in its address, and nobody can map a town by it", async () => {
    expect((await GET(new Request(`${ADDRESS}?lat=31.5&long=74.3`))).status).toBe(405);
    const headers = { "x-forwarded-for": "203.0.113.7" };
    const asked = { serviceCode: "WAT-SEWR", lat: 10, long: 10 };
    const statuses = [];
    for (let i = 0; i < 61; i += 1) statuses.push((await ask(asked, headers)).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(200));
    expect(statuses[60]).toBe(429);
  });
});

describe("joining while lodging", () => {
  test("gives an own ID and an own claim key, shows the parent's state, and counts at the parent", async () => {
    const spot = newStreet();
    const parent = await givenNeighbour(spot);
    const mine = await givenNeighbour(spot, { joins: parent.ref });
    expect(mine).toMatchObject({ created: true, state: "MERGED" });
    expect(mine.trackingId).not.toBe(parent.trackingId);
    expect(await near(spot)).toMatchObject([{ ref: parent.ref, others: 1 }]);
    await act(parent.trackingId, await staff("officer"), "START", { publicText: "We begin" });
    const status = await findPublicStatus(mine.trackingId);
    expect(status).toMatchObject({ state: "IN_PROGRESS" });
    expect(status?.timeline.map(({ action }) => action)).toEqual(["SUBMIT", "ASSIGN", "MERGE"]);
    const merge = await db.event.findFirstOrThrow({
      where: { complaint: { trackingId: mine.trackingId }, action: "MERGE" },
    });
    expect(merge).toMatchObject({ role: "citizen", actorId: null, shown: "public" });
    expect(await hasWholeChain(mine.trackingId)).toBe(true);
  });

  test("goes through the API as `joins`, which the content hash covers", async () => {
    const spot = newStreet();
    const { ref } = await givenNeighbour(spot);
    const body = lodgement({ location: spot, joins: ref });
    const response = await lodge(mintId(), body);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ state: "MERGED", contentHash: contentHashOf(body) });
    expect(contentHashOf(body)).not.toBe(contentHashOf({ ...body, joins: undefined }));
    expect((await lodge(mintId(), { ...body, joins: "x".repeat(65) })).status).toBe(422);
  });

  test("the same PUT again, and another tap, change nothing and join once", async () => {
    const spot = newStreet();
    const { ref } = await givenNeighbour(spot);
    const trackingId = mintId();
    const body = lodgement({ location: spot, joins: ref });
    const answers = await Promise.all(Array.from({ length: 5 }, () => lodge(trackingId, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect(await near(spot)).toMatchObject([{ others: 1 }]);
  });

  test("never keeps a complaint out: what can't be joined is entered as its own, with a note for the office", async () => {
    const spot = newStreet();
    const officer = await staff("officer");
    const elsewhere = await givenNeighbour(newStreet());
    const garbage = await givenNeighbour(spot, { serviceCode: "MUN-GARB" });
    const named = await givenNeighbour(spot, { against: { name: "Somebody" } });
    const solved = await givenNeighbour(spot);
    await resolve(solved.trackingId);
    const rejected = await givenNeighbour(spot);
    await act(rejected.trackingId, officer, "REJECT", { rejectReason: "private_dispute" });
    const merged = await givenNeighbour(spot, { joins: (await givenNeighbour(spot)).ref });
    expect(merged.state).toBe("MERGED");
    const unfitting = [
      randomUUID(),
      "no-such-thing",
      elsewhere.ref,
      garbage.ref,
      named.ref,
      solved.ref,
      rejected.ref,
      merged.ref,
    ];
    for (const joins of unfitting) {
      const own = await givenNeighbour(spot, { joins });
      expect(own, joins).toMatchObject({ created: true, state: "ASSIGNED" });
      expect(await notesOf(own.trackingId), joins).toEqual([expect.stringMatching(/could not be done/)]);
    }
    const open = await givenNeighbour(spot);
    const nowhere = await givenNeighbour(spot, { joins: open.ref, location: undefined });
    expect(nowhere.state).toBe("ASSIGNED");
    const accusing = await givenNeighbour(spot, { joins: open.ref, against: { name: "An officer" } });
    expect(accusing.state).toBe("NEW");
    expect(await notesOf(accusing.trackingId)).toHaveLength(1);
    expect(await notesOf((await givenNeighbour(spot, { joins: " " })).trackingId)).toEqual([]);
    // The note is the office's: nobody else learns of it.
    const shown = await look(nowhere.trackingId, { claimKey: nowhere.claimKey });
    expect(await shown.text()).not.toContain("could not be done");
  });

  test("the ref opens nothing: no page, no API and no action takes it for an ID", async () => {
    const { ref } = await givenNeighbour(newStreet());
    expect((await look(ref)).status).toBe(422);
    expect((await look(ref, { claimKey: "x".repeat(43) })).status).toBe(422);
  });
});

describe("joining afterwards, for who lodged without script", () => {
  test("one that told its place in words finds those of the same words, and joins", async () => {
    const landmark = `Street ${randomInt(1e9)} behind the Data Darbar shrine`;
    const first = await givenComplaint({ location: { landmark } });
    const other = await givenComplaint({ location: { landmark: `near Data Darbar shrine, ${landmark.slice(0, 16)}` } });
    await givenComplaint({ location: { landmark: "Model Town park gate" } });
    // The same words, and another number.
    await givenComplaint({ location: { landmark: "Street 99 behind the Data Darbar shrine" } });
    const found = await listNearbyOwn(other.trackingId);
    expect(refs(found)).toEqual([(await rowOf(first.trackingId)).id]);
    expect(found[0]?.distance).toBeNull();
    const { version } = await rowOf(other.trackingId);
    const request = { ...other, ref: refs(found)[0] ?? "", version, actionId: randomUUID(), now: MONDAY };
    const joined = await joinComplaint(request);
    expect(joined).toMatchObject({ ok: true, value: { state: "MERGED" } });
    expect(await joinComplaint(request)).toEqual(joined);
    expect(await listNearbyOwn(other.trackingId)).toEqual([]);
    // And out again, by a wish of one's own.
    expect(await act(other.trackingId, other.citizen, "SPLIT")).toMatchObject({ value: { state: "ASSIGNED" } });
    expect((await rowOf(other.trackingId)).parentId).toBeNull();
  });

  test("wants the key, what is there, and a complaint that no office has begun", async () => {
    const spot = newStreet();
    const parent = await givenNeighbour(spot);
    const own = await givenNeighbour(spot);
    const request = { trackingId: own.trackingId, claimKey: own.claimKey, ref: parent.ref, version: 2, now: MONDAY };
    const join = (more: object) => joinComplaint({ ...request, actionId: randomUUID(), ...more });
    expect(await join({ claimKey: parent.claimKey })).toEqual({ ok: false, error: { code: "wrong-key" } });
    expect(await join({ version: 1 })).toMatchObject({ error: { code: "stale" } });
    expect(await join({ ref: randomUUID() })).toMatchObject({ error: { refusal: { code: "not_mergeable_with" } } });
    expect(await join({ ref: own.ref })).toMatchObject({ error: { refusal: { code: "not_mergeable_with" } } });
    await act(own.trackingId, await staff("officer"), "START", { publicText: "We begin" });
    expect(await join({ version: 3 })).toMatchObject({ error: { code: "not-allowed-now", bar: "wrong_state" } });
    expect(await stateOf(own.trackingId)).toBe("IN_PROGRESS");
  });
});

describe("what officers see beside a case", () => {
  test("others from the same contact and near the same place, of which those are marked that it can be merged into", async () => {
    const spot = newStreet();
    const contact = { name: "Bilal", phone: "0301-7654321" };
    const own = await givenNeighbour(spot, { contact });
    const same = await givenNeighbour(newStreet(), { contact: { phone: "+92 301 7654321" }, serviceCode: "MUN-GARB" });
    const close = await givenNeighbour(north(spot, 60));
    const { sameContact, nearby } = await listRelated(own.ref, await staff("officer"), MONDAY);
    expect(sameContact.map(({ trackingId }) => trackingId)).toEqual([same.trackingId]);
    expect(nearby).toMatchObject([{ trackingId: close.trackingId, distanceM: 60, mergeable: true, state: "ASSIGNED" }]);
    expect(sameContact[0]?.mergeable).toBe(true);
    await resolve(close.trackingId);
    expect((await listRelated(own.ref, await staff("officer"), MONDAY)).nearby).toMatchObject([{ mergeable: false }]);
  });

  test("only what this person may see: not another desk's, not what accuses them, nothing from outside", async () => {
    const spot = newStreet();
    const contact = { phone: "03021112233" };
    const officer = await staff("officer");
    const own = await givenNeighbour(spot, { contact });
    await givenNeighbour(spot, { contact, serviceCode: "ENR-OUTG" });
    const accusing = await givenNeighbour(spot, { contact, against: { name: "The officer" } });
    expect(await listRelated(own.ref, officer, MONDAY)).toEqual({ sameContact: [], nearby: [] });
    const desk = (await rowOf(own.trackingId)).deskId ?? "";
    const accusedIds = [officer.id];
    await act(accusing.trackingId, await staff("router"), "ASSIGN", { desk, accusedIds });
    expect(await listRelated(own.ref, officer, MONDAY)).toEqual({ sameContact: [], nearby: [] });
    const seen = await listRelated(own.ref, await staff("officer2"), MONDAY);
    expect(seen.sameContact.map(({ trackingId }) => trackingId)).toEqual([accusing.trackingId]);
    expect(seen.sameContact[0]?.mergeable).toBe(false);
    expect(await listRelated(own.ref, await staff("lesco"), MONDAY)).toEqual({ sameContact: [], nearby: [] });
    expect(await listRelated(accusing.ref, officer, MONDAY)).toEqual({ sameContact: [], nearby: [] });
  });

  test("a protected case is tied to nobody by its contact, from either side", async () => {
    const spot = newStreet();
    const contact = { phone: "03034445566" };
    const officer = await staff("officer");
    const open = await givenNeighbour(spot, { contact });
    const hidden = await givenNeighbour(spot, { contact });
    await db.complaint.update({ where: { id: hidden.ref }, data: { sensitive: true } });
    expect(await listRelated(open.ref, officer, MONDAY)).toEqual({ sameContact: [], nearby: [] });
    expect((await listRelated(hidden.ref, officer, MONDAY)).sameContact).toEqual([]);
    expect(await listRelated(hidden.ref, await staff("supervisor"), MONDAY)).toEqual({ sameContact: [], nearby: [] });
  });
});
