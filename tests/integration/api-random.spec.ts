import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { LodgedSchema, ProblemSchema, PublicStatusSchema } from "@/lib/schemas/answers";
import { doAction, givenLodged, lodge, look, mintId, sendFile } from "../support/api";
import { randomBody } from "../support/random-bodies";

type Half = { trackingId: string; why: string };

/** Complaints that lack some of what must hang on them, by rules of the test's own and not those of the code under test. */
async function listHalfWritten(): Promise<Half[]> {
  const half: Half[] = [];
  for (
    let skip = 0, rows = await readComplaints(skip);
    rows.length > 0;
    skip += rows.length, rows = await readComplaints(skip)
  ) {
    for (const { trackingId, content, events, statusChanges, state, version, feedSeq } of rows) {
      const actions = events.map(({ action }) => action).join(" ");
      const faults = {
        content: content === null,
        chain: events.some(({ payload, sequence }, i) => payload === null || sequence !== i + 1),
        events: actions !== (state === "ASSIGNED" ? "SUBMIT ASSIGN" : "SUBMIT"),
        version: version !== events.length,
        // Lodged and assigned in one transaction: one change of what the public sees.
        feed: statusChanges.length !== 1 || feedSeq !== statusChanges[0]?.seq,
      };
      const why = Object.entries(faults)
        .flatMap(([name, is]) => (is ? name : []))
        .join(" ");
      if (why) half.push({ trackingId, why });
    }
  }
  return half;
}

function readComplaints(skip: number) {
  const events = { include: { payload: true }, orderBy: { sequence: "asc" } } as const;
  return db.complaint.findMany({
    skip,
    take: 300,
    orderBy: { id: "asc" },
    include: { content: true, events, statusChanges: true },
  });
}

async function countRows() {
  const [complaints, contents, events, payloads, changes, attachments, outbox] = await Promise.all([
    db.complaint.count(),
    db.complaintContent.count(),
    db.event.count(),
    db.eventPayload.count(),
    db.statusChange.count(),
    db.attachment.count(),
    db.outboxMessage.count(),
  ]);
  return { complaints, contents, events, payloads, changes, attachments, outbox };
}

test("10,000 random bodies: no 5xx, and nothing half-written", { timeout: 300_000 }, async () => {
  const statuses = new Map<number, number>();
  const stored: string[] = [];
  await fc.assert(
    fc.asyncProperty(randomBody, async (body) => {
      const trackingId = mintId();
      const response = await lodge(trackingId, body);
      const { status } = response;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 201) {
        expect([413, 422]).toContain(status);
        ProblemSchema.parse(await response.json());
        return;
      }
      LodgedSchema.parse(await response.json());
      stored.push(trackingId);
      expect((await lodge(trackingId, body)).status).toBe(200);
      const seen = await look(trackingId);
      expect(seen.status).toBe(200);
      PublicStatusSchema.parse(await seen.json());
    }),
    { numRuns: 10_000 },
  );
  // The bodies are varied enough to mean something.
  expect([...statuses.keys()].sort()).toEqual([201, 413, 422]);
  expect(Math.min(...statuses.values())).toBeGreaterThan(100);

  expect(await listHalfWritten()).toEqual([]);
  const known = await db.complaint.findMany({ select: { trackingId: true } });
  expect(known.map(({ trackingId }) => trackingId).sort()).toEqual(stored.sort());
  const rows = await countRows();
  expect(rows.contents).toBe(rows.complaints);
  expect(rows.payloads).toBe(rows.events);
  expect(rows.changes).toBe(rows.complaints);
});

test("500 random bodies sent to one ID, ten at a time: the first well-formed one stays", {
  timeout: 120_000,
}, async () => {
  const trackingId = mintId();
  const bodies = fc.sample(randomBody, 500);
  const statuses: number[] = [];
  for (let i = 0; i < bodies.length; i += 10) {
    const responses = await Promise.all(bodies.slice(i, i + 10).map((body) => lodge(trackingId, body)));
    statuses.push(...responses.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(new Set(statuses)).toEqual(new Set([201, 409, 413, 422]));
  expect(await listHalfWritten()).toEqual([]);
});

test("1,000 random bodies to a citizen's actions and 300 to files: no 5xx, and nothing moves", {
  timeout: 120_000,
}, async () => {
  const { trackingId, claimKey } = await givenLodged({
    attachments: [{ sha256: "a".repeat(64), type: "image/jpeg", bytes: 100, role: "photo" }],
  });
  const before = await countRows();
  const verbs = fc.constantFrom("confirm", "dispute", "reply", "withdraw", "keep", "escalate", "appeal");
  const nearly = fc
    .record(
      {
        actionId: fc.constantFrom(randomUUID(), "x", 1, null),
        version: fc.constantFrom(0, 2.5, -1, "2", 1e308),
        text: fc.json(),
      },
      { requiredKeys: [] },
    )
    .map((body) => JSON.stringify(body));
  await fc.assert(
    fc.asyncProperty(verbs, fc.oneof(randomBody, nearly), async (verb, body) => {
      const response = await doAction(trackingId, verb, body, { claimKey });
      expect([413, 422]).toContain(response.status);
      ProblemSchema.parse(await response.json());
    }),
    { numRuns: 1_000 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.boolean(), async (bytes, isListed) => {
      const response = await sendFile(trackingId, (isListed ? "a" : "b").repeat(64), bytes, { claimKey });
      expect(response.status).toBe(422);
    }),
    { numRuns: 300 },
  );
  expect(await countRows()).toEqual(before);
});

test("2,000 random addresses: no 5xx", { timeout: 120_000 }, async () => {
  const typed = fc
    .oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^(PCP-)?[0-9A-Z-]{10,20}$/),
    )
    .map((id) => id.replace(/\p{Surrogate}/gu, "?")); // a URL can't carry half a pair
  await fc.assert(
    fc.asyncProperty(typed, async (id) => {
      const response = await look(id, { query: `?lang=${encodeURIComponent(id)}` });
      expect([404, 422]).toContain(response.status);
      ProblemSchema.parse(await response.json());
      expect((await lodge(id, {})).status).toBe(422);
    }),
    { numRuns: 2_000 },
  );
});
