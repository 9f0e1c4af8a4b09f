import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { attemptSignIn } from "@/app/[locale]/sign-in/attempt";
import { PUT as putOutages } from "@/app/internal/outages/route";
import { GET as readyz } from "@/app/readyz/route";
import { listModeChanges } from "@/lib/data/audit-log";
import { db, transact, unwritableSince } from "@/lib/data/db";
import { findClosure } from "@/lib/data/health";
import { listOutages } from "@/lib/data/outages";
import { findPersonByPass, findPersonBySession, IDLE_MS } from "@/lib/data/sessions";
import { folder } from "@/lib/folder";
import { type Mode, readMode, writeMode } from "@/lib/mode";
import { ProblemSchema, ReadinessSchema } from "@/lib/schemas/answers";
import { readAnnouncement } from "@/lib/schemas/mode-form";
import { catchUp } from "@/lib/use-cases/catch-up";
import { changeMode } from "@/lib/use-cases/change-mode";
import { readCase } from "@/lib/use-cases/read-case";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { signIn } from "@/lib/use-cases/sign-in";
import { signOut } from "@/lib/use-cases/sign-out";
import { decodePass, decodeSession, encodePass, encodeSession } from "@/lib/web/session-token";
import { doAction, givenLodged, lodge, lodgement, look, mintId } from "../support/api";
import { givenComplaint, staff } from "../support/domain";

const PASSWORD = "demo-portal-2026";
const reason = { en: "The machine room moves house", ur: "مشینیں نئی جگہ منتقل ہو رہی ہیں" };
const admin = { id: "an-admin", name: "admin@demo.pk" };
const close = (until: Date | null = null, now = new Date()) =>
  changeMode({ wanted: { mode: "read-only", until, reason }, actor: admin, now });
const open = () => changeMode({ wanted: { mode: "normal" }, actor: admin, now: new Date() });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

afterEach(async () => {
  writeMode({ mode: "normal" });
  await expect.poll(unwritableSince, { timeout: 5_000 }).toBeNull();
});

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

describe("sessions while nothing can be written", () => {
  async function session(name: string, now: Date): Promise<string> {
    const outcome = await signIn({ email: `${name}@demo.pk`, password: PASSWORD, now });
    if (!outcome.ok || !outcome.value.sessionId) throw new Error("refused");
    return outcome.value.sessionId;
  }

  test("one that was in use goes on by reading, for hours, and afterwards too", async () => {
    const start = new Date();
    const id = await session("officer", start);
    close();
    const written = await db.session.findUniqueOrThrow({ where: { id } });
    for (let minutes = 20; minutes < 180; minutes += 20) {
      expect(await findPersonBySession(id, minutesAfter(start, minutes))).toMatchObject({ email: "officer@demo.pk" });
    }
    expect(await db.session.findUniqueOrThrow({ where: { id } })).toEqual(written);
    open();
    expect(await findPersonBySession(id, minutesAfter(start, 185))).not.toBeNull();
    expect((await db.session.findUniqueOrThrow({ where: { id } })).lastSeenAt).toEqual(minutesAfter(start, 185));
    expect(await findPersonBySession(id, minutesAfter(start, 216))).toBeNull();
  });

  test("left alone for half an hour it is over all the same", async () => {
    const start = new Date();
    const id = await session("officer", start);
    close();
    expect(await findPersonBySession(id, minutesAfter(start, 10))).not.toBeNull();
    expect(await findPersonBySession(id, minutesAfter(start, 41))).toBeNull();
  });

  test("one that was over before it began stays over, and twelve hours end every one", async () => {
    const start = new Date();
    const old = await session("officer", new Date(start.getTime() - IDLE_MS - 60_000));
    const id = await session("officer2", start);
    close();
    expect(await findPersonBySession(old, start)).toBeNull();
    expect(await findPersonBySession(id, minutesAfter(start, 12 * 60))).toBeNull();
  });

  test("signing out ends it at once, and its row goes when it can", async () => {
    const id = await session("officer", new Date());
    const other = await session("officer2", new Date());
    close();
    await signOut(id);
    expect(await findPersonBySession(id, new Date())).toBeNull();
    expect(await findPersonBySession(other, new Date())).not.toBeNull();
    expect(await db.session.count({ where: { id } })).toBe(1);
    open();
    expect(await findPersonBySession(id, new Date())).toBeNull();
    await catchUp(new Date());
    expect(await db.session.count({ where: { id } })).toBe(0);
    expect(await findPersonBySession(other, new Date())).not.toBeNull();
  });

  test("an administrator gets a pass of ten minutes and no row; everybody else is told so, after the right password only", async () => {
    close();
    const rows = await db.session.count();
    const user = await db.user.findUniqueOrThrow({ where: { email: "admin@demo.pk" } });
    const admitted = await attemptSignIn({ email: "admin@demo.pk", password: PASSWORD }, "198.51.100.1");
    expect(admitted).toEqual({ ok: true, value: { sessionId: null, passFor: user.id } });
    const told = await attemptSignIn({ email: "officer@demo.pk", password: PASSWORD }, "198.51.100.2");
    expect(told).toEqual({ ok: false, error: { code: "closed" } });
    const wrong = await attemptSignIn({ email: "officer@demo.pk", password: "wrong" }, "198.51.100.3");
    expect(wrong).toEqual({ ok: false, error: { code: "wrong" } });
    const wrongAdmin = await attemptSignIn({ email: "admin@demo.pk", password: "wrong" }, "198.51.100.3");
    expect(wrongAdmin).toEqual({ ok: false, error: { code: "wrong" } });
    expect(await db.session.count()).toBe(rows);
  });

  test("a pass is no session, ends with its account's role, and by signing out", async () => {
    const user = await db.user.findUniqueOrThrow({ where: { email: "admin@demo.pk" } });
    const officer = await db.user.findUniqueOrThrow({ where: { email: "officer@demo.pk" } });
    const token = await encodePass(user.id);
    expect(await decodeSession(token)).toBeNull();
    expect(await decodePass(await encodeSession("some-session"))).toBeNull();
    expect(await decodePass(`${token}x`)).toBeNull();
    const pass = await decodePass(token);
    if (!pass) throw new Error("no pass");
    close();
    expect(await findPersonByPass(pass)).toMatchObject({ role: "admin" });
    expect(await findPersonByPass({ passId: "p", userId: officer.id })).toBeNull();
    await signOut(`pass:${pass.passId}`);
    expect(await findPersonByPass(pass)).toBeNull();
    open();
    await db.user.update({ where: { id: user.id }, data: { active: false } });
    const other = await decodePass(await encodePass(user.id));
    expect(other && (await findPersonByPass(other))).toBeNull();
    await db.user.update({ where: { id: user.id }, data: { active: true } });
  });
});

test("what may be seen only when the look is recorded is not shown while it can't be", async () => {
  const { trackingId } = await givenComplaint({ serviceCode: "COR-BRIB" });
  const [auditor, independent] = await Promise.all([staff("auditor"), staff("independent")]);
  const now = new Date();
  close();
  expect(await revealContact({ trackingId, actor: independent, now })).toEqual({ ok: false, error: "unrecorded" });
  await expect(readCase({ trackingId, actor: auditor, now })).rejects.toMatchObject({ code: "READ_ONLY" });
  expect(await db.look.count({ where: { userId: { in: [auditor.id, independent.id] } } })).toBe(0);
  open();
  expect(await revealContact({ trackingId, actor: independent, now })).toMatchObject({ ok: true });
  // A look that is recorded already needs no second row.
  close();
  expect(await revealContact({ trackingId, actor: independent, now })).toMatchObject({ ok: true });
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

describe("npm run mode", () => {
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "lib/launcher/mode.ts", ...words], {
      env: { ...process.env },
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );

  test("sets, shows and ends it with the database away, and every process follows within a second", async () => {
    renameSync(folder.database, `${folder.database}.away`);
    try {
      expect(await run("show")).toEqual({ code: 0, said: "The portal is normal.\n" });
      const words = [
        "--reason-en",
        reason.en,
        "--reason-ur",
        reason.ur,
        "--until",
        "2099-11-25T06:00",
        "--who",
        "Bilal",
      ];
      const set = await run("read-only", ...words);
      expect(set).toMatchObject({ code: 0, said: expect.stringContaining("Wed, 25 November 2099, 6:00") });
    } finally {
      renameSync(`${folder.database}.away`, folder.database);
    }
    await expect.poll(() => readMode().mode, { timeout: 1_000, interval: 50 }).toBe("read-only");
    expect(readMode()).toMatchObject({ until: "2099-11-25T01:00:00.000Z", reason });
    expect(listModeChanges().at(-1)).toMatchObject({ actor: { id: null, name: "Bilal" } });
    await expect(transact((tx) => tx.setting.create({ data: { key: "x", value: "" } }))).rejects.toMatchObject({
      code: "READ_ONLY",
    });
    expect(await run("normal")).toMatchObject({ code: 0 });
    await expect.poll(() => readMode().mode, { timeout: 1_000, interval: 50 }).toBe("normal");
  }, 60_000);

  test("refuses what citizens could make nothing of, and changes nothing then", async () => {
    for (const words of [
      [],
      ["read-only"],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.en],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.ur, "--until", "tomorrow"],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.ur, "--until", "2020-01-01T00:00"],
      ["normal", "--unknown"],
    ]) {
      expect((await run(...words)).code).toBe(2);
    }
    expect(readMode()).toEqual({ mode: "normal" } satisfies Mode);
  }, 60_000);
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

test("a door tells of outages: twice is once, and nobody else may", async () => {
  const outage = {
    id: randomUUID(),
    kind: "away",
    startedAt: "2026-11-24T07:00:00.000Z",
    endedAt: "2026-11-24T07:10:00.000Z",
    announced: false,
    reason: null,
    until: null,
  };
  const tell = (body: unknown, headers: Record<string, string> = { "x-jawab-door": "proven" }) =>
    putOutages(
      new Request("http://portal.test/internal/outages", { method: "PUT", body: JSON.stringify(body), headers }),
      { params: Promise.resolve({}) },
    );
  expect((await tell({ outages: [outage] })).status).toBe(200);
  expect((await tell({ outages: [outage] })).status).toBe(200);
  expect((await listOutages()).filter(({ id }) => id === outage.id)).toEqual([
    { ...outage, startedAt: new Date(outage.startedAt), endedAt: new Date(outage.endedAt) },
  ]);
  expect((await tell({ outages: [outage] }, {})).status).toBe(404);
  expect((await tell({ outages: [{ ...outage, endedAt: null, kind: "x" }] })).status).toBe(422);
  close();
  expect((await tell({ outages: [outage] })).status).toBe(503);
});
