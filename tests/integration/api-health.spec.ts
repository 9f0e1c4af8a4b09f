import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { GET as healthz, POST as posted } from "@/app/healthz/route";
import { GET as readyz } from "@/app/readyz/route";
import { db } from "@/lib/data/db";
import { folder } from "@/lib/folder";
import { HealthSchema, ProblemSchema, ReadinessSchema } from "@/lib/schemas/answers";

const context = { params: Promise.resolve({}) };
const ask = (path: string, method = "GET") => new Request(`http://portal.test${path}`, { method });

afterEach(async () => {
  await db.$queryRawUnsafe("PRAGMA query_only = OFF");
});

test("all is well", async () => {
  const health = await healthz(ask("/healthz"), context);
  expect([health.status, HealthSchema.parse(await health.json())]).toEqual([200, { ok: true }]);
  const ready = await readyz(ask("/readyz"), context);
  expect(ready.status).toBe(200);
  expect(ReadinessSchema.parse(await ready.json())).toEqual({
    mode: "normal",
    app: { ok: true, since: expect.any(String), pid: process.pid },
    database: { ok: true, readable: true },
  });
});

test("asking leaves nothing behind", async () => {
  const before = await db.setting.findMany({ orderBy: { key: "asc" } });
  await Promise.all(Array.from({ length: 50 }, () => readyz(ask("/readyz"), context)));
  expect(await db.setting.findMany({ orderBy: { key: "asc" } })).toEqual(before);
});

test("a database that takes no writes: look-ups are well, the portal is not ready", async () => {
  await db.$queryRawUnsafe("PRAGMA query_only = ON");
  expect((await healthz(ask("/healthz"), context)).status).toBe(200);
  const ready = await readyz(ask("/readyz"), context);
  expect(ready.status).toBe(503);
  expect(ReadinessSchema.parse(await ready.json())).toMatchObject({
    mode: "read-only",
    database: { ok: false, readable: true },
  });
});

test("another process holds the write lock for too long", async () => {
  const other = new Database(folder.database);
  other.exec("BEGIN IMMEDIATE");
  try {
    expect((await healthz(ask("/healthz"), context)).status).toBe(200);
    const started = performance.now();
    expect((await readyz(ask("/readyz"), context)).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(5_000);
  } finally {
    other.exec("ROLLBACK");
    other.close();
  }
  // The probe that went on waiting ends by itself, and the portal is ready again.
  await expect.poll(async () => (await readyz(ask("/readyz"), context)).status, { timeout: 10_000 }).toBe(200);
  await db.setting.create({ data: { key: `after.${randomUUID()}`, value: "" } });
});

test("other methods are refused, and told which ones are taken", async () => {
  const response = await posted(ask("/healthz", "POST"));
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect(ProblemSchema.parse(await response.json()).code).toBe("method-not-allowed");
});
