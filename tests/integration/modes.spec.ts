import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { GET as readyz } from "@/app/readyz/route";
import { listModeChanges } from "@/lib/data/audit-log";
import { db } from "@/lib/data/db";
import { findClosure } from "@/lib/data/health";
import { folder } from "@/lib/folder";
import { ProblemSchema, ReadinessSchema } from "@/lib/schemas/answers";
import { readAnnouncement } from "@/lib/schemas/mode-form";
import { catchUp } from "@/lib/use-cases/catch-up";
import { doAction, givenLodged, lodge, lodgement, look, mintId } from "../support/api";
import { admin, close, minutesAfter, open, reason, reopen } from "../support/closing";

const inMinutes = (minutes: number) => minutesAfter(new Date(), minutes);

afterEach(reopen);

async function ready() {
  const response = await readyz(new Request("http://portal.test/readyz"), { params: Promise.resolve({}) });
  return { status: response.status, body: ReadinessSchema.parse(await response.json()) };
}

describe("what programs are told", () => {
  test("/readyz: read-only and 503 while announced, though the database is well", async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { mode: "normal" } });
    close();
    expect(await ready()).toMatchObject({
      status: 503,
      body: { mode: "read-only", database: { ok: true, readable: true } },
    });
    open();
    expect(await ready()).toMatchObject({ status: 200, body: { mode: "normal" } });
  });

  test("a lodging and an action get 503 with since, until, why and Retry-After; look-ups go on", async () => {
    const { trackingId, claimKey, body } = await givenLodged();
    const until = inMinutes(90);
    close(until);
    const id = mintId();
    const refused = await lodge(id, lodgement(), { headers: { "accept-language": "ur" } });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    expect(Number(refused.headers.get("retry-after"))).toBe(300);
    const problem = ProblemSchema.parse(await refused.json());
    expect(problem).toMatchObject({ code: "read-only", until: until.toISOString(), reason: reason.ur });
    expect(Date.parse(problem.since ?? "")).toBeLessThanOrEqual(Date.now());

    const { version } = await (await look(trackingId, { claimKey })).json();
    const action = { actionId: randomUUID(), version, text: "One thing more that I forgot to say." };
    const acted = await doAction(trackingId, "reply", action, { claimKey });
    expect([acted.status, ProblemSchema.parse(await acted.json()).code]).toEqual([503, "read-only"]);

    const found = await look(trackingId);
    expect([found.status, found.headers.get("retry-after")]).toEqual([200, null]);
    expect((await look(trackingId, { claimKey })).status).toBe(200);
    expect((await lodge(trackingId, body)).status).toBe(503); // the door takes it, as it takes every lodging now
    expect((await look(id)).status).toBe(404);
    open();
    expect((await lodge(id, lodgement())).status).toBe(201);
    expect((await doAction(trackingId, "reply", action, { claimKey })).status).toBe(200);
  });

  test("the database is moved away: 503 for all that needs it, no surprise in the log, and it comes back by itself", async () => {
    const { trackingId } = await givenLodged();
    renameSync(folder.database, `${folder.database}.away`);
    try {
      expect(await ready()).toMatchObject({ status: 503, body: { database: { ok: false, readable: false } } });
      for (const response of [await look(trackingId), await lodge(mintId(), lodgement())]) {
        expect([response.status, response.headers.has("retry-after")]).toEqual([503, true]);
      }
      expect(existsSync(folder.database)).toBe(false);
    } finally {
      renameSync(`${folder.database}.away`, folder.database);
    }
    await expect.poll(async () => (await ready()).status, { timeout: 5_000 }).toBe(200);
    expect((await look(trackingId)).status).toBe(200);
  });
});

describe("every change of the mode is written down", () => {
  const entries = () => db.auditEntry.findMany({ where: { what: "mode" }, orderBy: { at: "asc" } });

  test("with who, before and after: at once beside the database, and in it once it takes writes", async () => {
    await catchUp(new Date());
    const known = (await entries()).length;
    const until = inMinutes(60);
    close(until);
    await catchUp(new Date());
    expect(await entries()).toHaveLength(known);
    expect(listModeChanges().at(-1)).toMatchObject({
      actor: admin,
      before: { mode: "normal" },
      after: { mode: "read-only", reason },
    });
    open();
    await Promise.all([catchUp(new Date()), catchUp(new Date())]);
    await catchUp(new Date());
    const written = (await entries()).slice(known);
    expect(written).toHaveLength(2);
    expect(written[0]).toMatchObject({
      actorId: admin.id,
      actor: admin.name,
      before: { mode: "normal" },
      after: { mode: "read-only", until: until.toISOString(), reason },
    });
    expect(written[1]).toMatchObject({ before: { mode: "read-only" }, after: { mode: "normal" } });
    await expect(db.auditEntry.deleteMany({ where: { what: "mode" } })).rejects.toThrow();
    await expect(db.auditEntry.updateMany({ where: { what: "mode" }, data: { actor: "" } })).rejects.toThrow();
  });

  test("a line that a crash has torn is passed over, and the next one stands", () => {
    appendFileSync(join(folder.audit, "mode.jsonl"), '\n{"id":"torn');
    const count = listModeChanges().length;
    close();
    expect(listModeChanges()).toHaveLength(count + 1);
  });

  test("new words for a portal that is read-only already keep the time since when it is so", () => {
    const first = close(null, inMinutes(-30));
    const second = close(inMinutes(30));
    if (first.after.mode !== "read-only" || second.after.mode !== "read-only") throw new Error("not read-only");
    expect(second.after.since).toBe(first.after.since);
    expect(findClosure()).toMatchObject({ why: "announced", since: new Date(first.after.since), reason });
  });
});

test("an announcement needs a whole sentence in each language and a time to come, or none", () => {
  const now = new Date("2026-11-24T07:00:00Z");
  const typed = { reasonEn: reason.en, reasonUr: reason.ur, until: "2026-11-24T13:00" };
  expect(readAnnouncement(typed, now)).toEqual({
    ok: true,
    value: { until: new Date("2026-11-24T08:00:00Z"), reason },
  });
  expect(readAnnouncement({ ...typed, until: "" }, now)).toMatchObject({ ok: true, value: { until: null } });
  const problemsOf = (changes: Partial<typeof typed>) => {
    const read = readAnnouncement({ ...typed, ...changes }, now);
    return read.ok ? [] : read.error.map(({ field, code }) => `${field} ${code}`);
  };
  expect(problemsOf({ until: "2026-11-24T12:00" })).toEqual(["until until-past"]);
  expect(problemsOf({ until: "soon" })).toEqual(["until until-unclear"]);
  expect(problemsOf({ reasonEn: " ", reasonUr: "maintenance work" })).toEqual([
    "reasonEn reason-short",
    "reasonUr reason-not-urdu",
  ]);
  expect(problemsOf({ reasonEn: "x".repeat(301) })).toEqual(["reasonEn reason-long"]);
});
