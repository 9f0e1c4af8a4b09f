import { afterEach, describe, expect, test } from "vitest";
import { attemptSignIn } from "@/app/[locale]/sign-in/attempt";
import { db } from "@/lib/data/db";
import { findPersonByPass, findPersonBySession, IDLE_MS } from "@/lib/data/sessions";
import { catchUp } from "@/lib/use-cases/catch-up";
import { readCase } from "@/lib/use-cases/read-case";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { signIn } from "@/lib/use-cases/sign-in";
import { signOut } from "@/lib/use-cases/sign-out";
import { decodePass, decodeSession, encodePass, encodeSession } from "@/lib/web/session-token";
import { close, minutesAfter, open, reopen } from "../support/closing";
import { givenComplaint, staff } from "../support/domain";

const PASSWORD = "demo-portal-2026";

afterEach(reopen);

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
