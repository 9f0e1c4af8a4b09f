import { decode, encode } from "next-auth/jwt";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { ABSOLUTE_MS, findPersonBySession, IDLE_MS } from "@/lib/data/sessions";
import { signIn } from "@/lib/use-cases/sign-in";
import { signOut } from "@/lib/use-cases/sign-out";
import { parseNext } from "@/lib/web/safe-next";
import { decodeSession, encodeSession, sessionSecret } from "@/lib/web/session-token";

const NOON = new Date("2026-11-24T07:00:00Z");
const after = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);
let id = "";

beforeEach(async () => {
  const outcome = await signIn({ email: "officer@demo.pk", password: "demo-portal-2026", now: NOON });
  if (!outcome.ok) throw new Error("The demo's officer can't sign in");
  id = outcome.value.sessionId ?? "";
});

test("the row says who it is", async () => {
  expect(await findPersonBySession(id, after(1))).toMatchObject({ email: "officer@demo.pk", deskId: "wasa-lahore" });
  expect(await findPersonBySession("made up", after(1))).toBeNull();
});

test("signing out ends it: the old cookie's value opens nothing any more", async () => {
  const cookie = await encodeSession(id);
  expect(await decodeSession(cookie)).toBe(id);
  await signOut(id);
  expect(await findPersonBySession((await decodeSession(cookie)) ?? "", after(1))).toBeNull();
});

test("a changed role and a disabled account count at once", async () => {
  const where = { email: "officer@demo.pk" };
  await db.user.update({ where, data: { role: "auditor", deskId: null } });
  expect(await findPersonBySession(id, after(1))).toMatchObject({ role: "auditor", deskId: null });
  await db.user.update({ where, data: { active: false } });
  expect(await findPersonBySession(id, after(2))).toBeNull();
  await db.user.update({ where, data: { active: true, role: "officer", deskId: "wasa-lahore" } });
  expect(await findPersonBySession(id, after(3))).not.toBeNull();
});

test("half an hour unused ends it, use keeps it, and twelve hours end it in any case", async () => {
  expect(await findPersonBySession(id, after(IDLE_MS - 1))).not.toBeNull();
  let now = IDLE_MS - 1;
  while (now + IDLE_MS / 2 < ABSOLUTE_MS) {
    now += IDLE_MS / 2;
    expect(await findPersonBySession(id, after(now))).not.toBeNull();
  }
  expect(await findPersonBySession(id, after(ABSOLUTE_MS))).toBeNull();
});

test("unused for half an hour it is over, and the next sign-in clears it away", async () => {
  expect(await findPersonBySession(id, after(IDLE_MS))).toBeNull();
  await signIn({ email: "officer@demo.pk", password: "demo-portal-2026", now: after(IDLE_MS) });
  expect(await db.session.findUnique({ where: { id } })).toBeNull();
});

test("a cookie holds the session's id and nothing else, and only ours are believed", async () => {
  const payload = await decode({ token: await encodeSession(id), secret: sessionSecret() });
  expect(Object.keys(payload ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid"]);
  expect(await decodeSession(await encode({ token: { sid: id }, secret: "another secret" }))).toBeNull();
  expect(await decodeSession(await encode({ token: { sid: id }, secret: sessionSecret(), maxAge: -60 }))).toBeNull();
  for (const nonsense of [undefined, "", "a.b.c", id]) expect(await decodeSession(nonsense)).toBeNull();
});

test("after signing in one lands on a page of ours only", () => {
  expect(parseNext("/desk")).toBe("/desk");
  expect(parseNext("/ur/desk/PCP-7F3K-9QXM-2T8V7")).toBe("/ur/desk/PCP-7F3K-9QXM-2T8V7");
  for (const elsewhere of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/desk",
    "/desk/../..",
    "/desk?x",
    "/deskevil",
    "",
    null,
  ]) {
    expect(parseNext(elsewhere)).toBeNull();
  }
});
