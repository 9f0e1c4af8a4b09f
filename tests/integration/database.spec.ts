import { execFile } from "node:child_process";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { givenDatabase } from "../support/database";

let database: Awaited<ReturnType<typeof givenDatabase>>;

beforeEach(async () => {
  database = await givenDatabase();
});

afterEach(() => database.drop());

test("every connection writes through to the disk and keeps foreign keys", async () => {
  const { db } = database;
  expect(await db.$queryRawUnsafe("PRAGMA synchronous")).toEqual([{ synchronous: 2n }]);
  expect(await db.$queryRawUnsafe("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1n }]);
  expect(await db.$queryRawUnsafe("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
});

test("no acknowledged write is lost beside transactions that roll back", async () => {
  const { db, transact, file } = database;
  for (let round = 0; round < 30; round += 1) {
    let open = () => {};
    const isOpen = new Promise<void>((resolve) => {
      open = resolve;
    });
    const doomed = transact(async (tx) => {
      await tx.setting.create({ data: { key: `doomed-${round}`, value: "" } });
      open();
      await new Promise((resolve) => setTimeout(resolve, 15));
      await tx.setting.findMany({ take: 5 });
      throw new Error("doomed");
    });
    const refused = expect(doomed).rejects.toThrow("doomed");
    // Only now, or they would be through before anything is there to be rolled back with.
    await isOpen;
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => db.setting.create({ data: { key: `kept-${round}-${i}`, value: "" } })),
    );
    await refused;
  }

  // Counted by another connection, so that nothing uncommitted is seen.
  const reader = new Database(file, { readonly: true });
  const count = (like: string) => reader.prepare("SELECT count(*) FROM Setting WHERE key LIKE ?").pluck().get(like);
  expect(count("kept-%")).toBe(300);
  expect(count("doomed-%")).toBe(0);
  reader.close();
});

test("a transaction holds the write lock from its start, before it writes", async () => {
  const { transact, file } = database;
  const other = new Database(file, { timeout: 0 });
  await transact(async (tx) => {
    await tx.setting.count();
    expect(() => other.exec("BEGIN IMMEDIATE")).toThrow("locked");
  });
  other.exec("BEGIN IMMEDIATE; ROLLBACK");
  other.close();
});

test("two processes with 1,000 read-then-write transactions each: none fails, the sum is right", async () => {
  const { db, file } = database;
  await db.setting.create({ data: { key: "counter", value: "0" } });
  const command = ["--import", "tsx", "tests/support/counting-process.ts", file, "1000"];
  const runs = await Promise.all([1, 2].map(() => promisify(execFile)(process.execPath, command)));
  expect(runs.map(({ stdout }) => JSON.parse(stdout))).toEqual([{ failures: 0 }, { failures: 0 }]);
  expect((await db.setting.findUnique({ where: { key: "counter" } }))?.value).toBe("2000");
}, 180_000);

test("a transaction inside a transaction is refused, and the outer one ends well", async () => {
  const { db, transact } = database;
  await transact(async (tx) => {
    await expect(transact(async () => {})).rejects.toThrow("inside a transaction");
    await tx.setting.create({ data: { key: "outer", value: "" } });
  });
  expect(await db.setting.count()).toBe(1);
});

test("a write that a transaction has left behind joins no other one", async () => {
  const { db, transact } = database;
  let late: Promise<unknown> = Promise.resolve();
  await transact(async (tx) => {
    await tx.setting.count();
    late = new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
      db.setting.create({ data: { key: "late", value: "" } }),
    );
  });
  const doomed = transact(async (tx) => {
    await tx.setting.create({ data: { key: "doomed", value: "" } });
    await new Promise((resolve) => setTimeout(resolve, 200));
    throw new Error("doomed");
  });
  await expect(doomed).rejects.toThrow("doomed");
  await late;
  expect(await db.setting.findMany({ select: { key: true } })).toEqual([{ key: "late" }]);
});

test("events can't be changed or deleted", async () => {
  const { db } = database;
  for (const statement of ['UPDATE "Event" SET "role" = \'x\'', 'DELETE FROM "Event"']) {
    await db.$executeRawUnsafe("PRAGMA foreign_keys = OFF");
    await db.$executeRawUnsafe(
      `INSERT OR IGNORE INTO "Event" ("id","complaintId","sequence","at","action","role","toState","shown","version","payloadDigest","previousHash","hash")
       VALUES ('e','c',1,'2026-01-01','NOTE','officer','NEW','internal',1,'','','')`,
    );
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow("append-only");
  }
});
