import { expect, test } from "vitest";
import { attemptSignIn } from "@/app/[locale]/sign-in/attempt";
import { db } from "@/lib/data/db";
import { hashPassword, isPasswordOf } from "@/lib/data/passwords";
import { signIn } from "@/lib/use-cases/sign-in";

const PASSWORD = "demo-portal-2026";
const now = new Date();

test("the right password opens a session of its own each time, whatever the letters' case in the e-mail", async () => {
  const first = await signIn({ email: "officer@demo.pk", password: PASSWORD, now });
  const second = await signIn({ email: " Officer@Demo.PK ", password: PASSWORD, now });
  if (!first.ok || !second.ok) throw new Error("refused");
  const ids = [first.value.sessionId ?? "", second.value.sessionId ?? ""];
  expect(ids[0]).not.toBe(ids[1]);
  expect(await db.session.count({ where: { id: { in: ids } } })).toBe(2);
});

test("a wrong password, an unknown account and a disabled one are refused alike, and open nothing", async () => {
  await db.user.create({
    data: {
      email: "gone@demo.pk",
      passwordHash: await hashPassword(PASSWORD),
      nameEn: "Gone",
      nameUr: "گیا",
      role: "officer",
      active: false,
      createdAt: now,
    },
  });
  const before = await db.session.count();
  for (const [email, password] of [
    ["officer@demo.pk", "demo-portal-2025"],
    ["nobody@demo.pk", PASSWORD],
    ["gone@demo.pk", PASSWORD],
    ["officer@demo.pk", ""],
  ] as const) {
    expect(await signIn({ email, password, now })).toEqual({ ok: false, error: "wrong" });
  }
  expect(await db.session.count()).toBe(before);
});

test("an unknown account costs a whole hash: no answer is quicker than the cheapest known one by half", async () => {
  const kept = await hashPassword(PASSWORD);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 12; i += 1) {
    known.push(await millisecondsOf(() => isPasswordOf(kept, "wrong")));
    unknown.push(await millisecondsOf(() => isPasswordOf(null, "wrong")));
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
});

test("passwords are kept as argon2id with 19 MiB, two passes and one lane, each with its own salt", async () => {
  const [one, other] = await Promise.all([hashPassword("same"), hashPassword("same")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  const [account] = await db.user.findMany({ where: { email: "officer@demo.pk" } });
  expect(account?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("forty wrong guesses at once get no more than ten tries at an account; others' accounts stay open", async () => {
  const email = "supervisor@demo.pk";
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, i) => attemptSignIn({ email, password: `guess ${i}` }, `203.0.${i}.1`)),
  );
  const codes = outcomes.map((outcome) => (outcome.ok ? "in" : outcome.error.code));
  expect(codes.filter((code) => code === "wrong")).toHaveLength(10);
  expect(codes.filter((code) => code === "limited")).toHaveLength(30);

  const owner = await attemptSignIn({ email, password: PASSWORD }, "198.51.100.9");
  expect(owner).toMatchObject({ ok: false, error: { code: "limited" } });
  if (!owner.ok && owner.error.code === "limited") expect(owner.error.seconds).toBeGreaterThan(800);
  expect(await attemptSignIn({ email: "head@demo.pk", password: PASSWORD }, "198.51.100.9")).toMatchObject({
    ok: true,
  });
});

test("one network that guesses at many accounts is limited too, and right sign-ins don't count", async () => {
  for (let i = 0; i < 30; i += 1) {
    const outcome = await attemptSignIn({ email: "router@demo.pk", password: PASSWORD }, "192.0.2.7");
    expect(outcome.ok).toBe(true);
  }
  const codes = [];
  for (let i = 0; i < 62; i += 1) {
    const outcome = await attemptSignIn({ email: `someone${i}@demo.pk`, password: "x" }, `192.0.2.${i}`);
    codes.push(outcome.ok ? "in" : outcome.error.code);
  }
  expect(codes.slice(0, 60)).toEqual(Array(60).fill("wrong"));
  expect(codes.slice(60)).toEqual(["limited", "limited"]);
});

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
