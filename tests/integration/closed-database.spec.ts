import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { openDatabase } from "@/lib/data/db";
import { unavailabilityOf } from "@/lib/data/unavailable";
import type { Mode } from "@/lib/mode";
import { deployMigrations } from "@/prisma/engine/migrations";
import type { Told } from "@/tests/support/read-only-process";

const READ_ONLY: Mode = {
  mode: "read-only",
  since: "2026-11-24T09:00:00Z",
  until: null,
  reason: { en: "Moving house", ur: "منتقلی" },
};
const ended: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A database of the test's own, whose mode the test sets. `inside` is a folder to put it in. */
async function givenDatabase(inside = mkdtempSync(join(tmpdir(), "jawab-closed-"))) {
  const folder = join(inside, "db");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "portal.sqlite");
  await deployMigrations(file);
  let mode: Mode = { mode: "normal" };
  const database = openDatabase(file, () => mode);
  let keys = 0;
  const write = (value = "") => database.db.setting.create({ data: { key: `k${++keys}`, value } });
  ended.push(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...database,
    inside,
    folder,
    file,
    write,
    setMode: (next: Mode) => {
      mode = next;
    },
    outcome: async (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error) => unavailabilityOf(error) ?? `other: ${error}`,
      ),
    back: () => expect.poll(() => write().then(() => "done", String), { timeout: 8_000 }).toBe("done"),
  };
}

function keysIn(file: string): string[] {
  const reader = new Database(file, { readonly: true });
  const keys = reader.prepare("SELECT key FROM Setting").pluck().all() as string[];
  reader.close();
  return keys;
}

test("the mode opens the file read-only and writable again: reads go on, no write can happen", async () => {
  const { db, transact, setMode, write, outcome } = await givenDatabase();
  await write();
  setMode(READ_ONLY);
  expect(await outcome(write())).toBe("READ_ONLY");
  expect(await outcome(transact((tx) => tx.setting.create({ data: { key: "in", value: "" } })))).toBe("READ_ONLY");
  expect(await db.setting.count()).toBe(1);
  // Not even past our own guards, by the very connection that Prisma has.
  await expect(db.$queryRawUnsafe(`INSERT INTO "Setting" VALUES ('raw', '') RETURNING key`)).rejects.toThrow();
  await expect(db.$queryRawUnsafe("PRAGMA query_only = OFF")).resolves.toBeDefined();
  await expect(db.$queryRawUnsafe(`INSERT INTO "Setting" VALUES ('raw', '') RETURNING key`)).rejects.toThrow();
  expect(await db.setting.count()).toBe(1);
  setMode({ mode: "normal" });
  expect(await outcome(write())).toBe("done");
});

test("a process that nobody asks for anything lets go of its writable handle all the same", async () => {
  const { file, setMode, write } = await givenDatabase();
  await write();
  const writable = () => shell(`ls -l /proc/${process.pid}/fd | grep '${file}$' | grep -c '^l.w' || true`);
  expect(writable()).toBe("1");
  setMode(READ_ONLY);
  await expect.poll(writable, { timeout: 1_500 }).toBe("0");
});

test("a switch amid writes loses none that was acknowledged, and lets none through afterwards", async () => {
  const { setMode, transact, file, db } = await givenDatabase();
  const acknowledged = new Set<string>();
  let isOn = true;
  let closedAt = Number.POSITIVE_INFINITY;
  const late: string[] = [];
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let i = 0; isOn; i += 1) {
      await nextTurn(); // SQLite answers within the turn: without this no timer would ever come
      const key = `w${writer}-${i}`;
      const began = performance.now();
      try {
        if (i % 2) await db.setting.create({ data: { key, value: "" } });
        else
          await transact(async (tx) => {
            await tx.setting.count();
            await tx.setting.create({ data: { key, value: "" } });
          });
        acknowledged.add(key);
        if (began > closedAt) late.push(key);
      } catch (error) {
        if (unavailabilityOf(error) !== "READ_ONLY") throw error;
        await sleep(2);
      }
    }
  });
  for (let round = 0; round < 5; round += 1) {
    await sleep(150);
    setMode(READ_ONLY);
    closedAt = performance.now();
    await sleep(150);
    const before = (await db.setting.count()) as number;
    await sleep(50);
    expect(await db.setting.count()).toBe(before);
    closedAt = Number.POSITIVE_INFINITY;
    setMode({ mode: "normal" });
  }
  await sleep(100);
  isOn = false;
  await Promise.all(writers);
  expect(late).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(100);
  const kept = new Set(keysIn(file));
  expect([...acknowledged].filter((key) => !kept.has(key))).toEqual([]);
});

test("the file is moved away alone: nothing is acknowledged into nowhere, it holds all by itself, and back it goes on", async () => {
  const { db, file, write, outcome, canWrite, back } = await givenDatabase();
  for (let i = 0; i < 20; i += 1) await write();
  const away = `${file}.away`;
  renameSync(file, away);
  expect(await outcome(write())).toBe("DATABASE_AWAY");
  expect(await outcome(db.setting.count() as Promise<unknown>)).toBe("DATABASE_AWAY");
  expect(await canWrite()).toBe(false);
  // Somebody copies the one file, as people do.
  const copy = join(mkdtempSync(join(tmpdir(), "jawab-copy-")), "copy.sqlite");
  cpSync(away, copy);
  expect(keysIn(copy)).toHaveLength(20);
  renameSync(away, file);
  await back();
  expect(await db.setting.count()).toBeGreaterThan(20);
  expect(keysIn(file)).toEqual(expect.arrayContaining(Array.from({ length: 20 }, (_, i) => `k${i + 1}`)));
});

test("the whole folder is moved away and back, with writes under way", async () => {
  const { file, folder, write, outcome, back } = await givenDatabase();
  const acknowledged: string[] = [];
  let isOn = true;
  const writing = (async () => {
    while (isOn) {
      await nextTurn();
      const row = await write().catch(() => null);
      if (row) acknowledged.push(row.key);
      else await sleep(5);
    }
  })();
  await sleep(150);
  renameSync(folder, `${folder}.away`);
  await sleep(200);
  expect(await outcome(write())).toBe("DATABASE_AWAY");
  renameSync(`${folder}.away`, folder);
  await back();
  await sleep(50);
  isOn = false;
  await writing;
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(keysIn(file)).toEqual(expect.arrayContaining(acknowledged));
});

test("another file in its place: the first one's log never gets into it, and it is used once it lies still", async () => {
  const { db, file, write, outcome, back, inside } = await givenDatabase();
  const replacement = join(inside, "other.sqlite");
  await deployMigrations(replacement);
  const other = new Database(replacement);
  other.exec(`INSERT INTO "Setting" VALUES ('of the other', '')`);
  other.pragma("wal_checkpoint(TRUNCATE)");
  other.close();
  for (let i = 0; i < 30; i += 1) await write("x".repeat(500));
  const first = join(inside, "first.sqlite");
  renameSync(file, first);
  cpSync(replacement, file);
  expect(await outcome(write())).toBe("DATABASE_AWAY");
  await back();
  const found = await db.setting.findMany({ select: { key: true } });
  expect(found.map(({ key }) => key)).toContain("of the other");
  expect(found.map(({ key }) => key)).not.toContain("k1");
  const reader = new Database(file, { readonly: true });
  expect(reader.pragma("integrity_check", { simple: true })).toBe("ok");
  reader.close();
  expect(keysIn(first)).toHaveLength(30);
});

test("rubbish in its place is found out, and the database is used again when it is back", async () => {
  const { db, file, write, outcome, back, canWrite } = await givenDatabase();
  await write();
  renameSync(file, `${file}.away`);
  await outcome(write());
  writeFileSync(file, "no database at all ".repeat(1_000));
  await sleep(1_800);
  expect(await outcome(db.setting.count() as Promise<unknown>)).toBe("DATABASE_AWAY");
  expect(await canWrite()).toBe(false);
  rmSync(file);
  renameSync(`${file}.away`, file);
  await back();
});

test("no room for more pages: reads go on, writes are refused, and there is room again", async () => {
  const { db, write, outcome, unwritableSince, canWrite } = await givenDatabase();
  await write();
  const [{ page_count: pages } = { page_count: 0n }] =
    await db.$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
  await db.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`);
  expect(await outcome(write("x".repeat(100_000)))).toBe("READ_ONLY");
  expect(unwritableSince()).toBeInstanceOf(Date);
  expect(await canWrite()).toBe(false);
  expect(await db.setting.count()).toBe(1);
  expect(await outcome(write())).toBe("READ_ONLY");
  await sleep(1_200);
  expect(await outcome(write())).toBe("READ_ONLY"); // a small trial that fits would prove nothing
  await db.$queryRawUnsafe("PRAGMA max_page_count = 1000000");
  await expect.poll(unwritableSince, { timeout: 3_000 }).toBeNull();
  expect(await outcome(write("x".repeat(100_000)))).toBe("done");
});

function shell(command: string): string {
  return execFileSync("sh", ["-c", command], { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }).trim();
}

/** How large a file this process may make larger: beyond it the kernel refuses a write, as a full disk does, for root as well. */
function limitFiles(bytes: number | "unlimited"): void {
  shell(`prlimit --pid ${process.pid} --fsize=${bytes}:`);
}

test("a file that can't grow any more, by the kernel's word: reads go on, and it passes by itself", async () => {
  const { db, file, write, outcome, back } = await givenDatabase();
  await write();
  ended.push(async () => limitFiles("unlimited"));
  limitFiles(statSync(file).size + 500_000);
  let told = "done";
  for (let i = 0; i < 60 && told === "done"; i += 1) told = await outcome(write("x".repeat(50_000)));
  expect(told).toBe("READ_ONLY");
  expect(await db.setting.count()).toBeGreaterThan(0);
  limitFiles("unlimited");
  await back();
});

/** Root may write whatever the permissions say, so there the process gives up that right. */
function startBound(file: string): ChildProcess {
  const node = [process.execPath, "--import", "tsx", "tests/support/read-only-process.ts", file];
  const [program = "", ...args] = process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-all", ...node] : node;
  const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  ended.push(async () => {
    child.kill("SIGKILL");
  });
  return child;
}

test("a start on a file that takes no writes: it is read, and written again once it can be", async () => {
  const crashed = await givenDatabase();
  await crashed.write();
  const folder = join(crashed.inside, "copy");
  cpSync(crashed.folder, folder, { recursive: true }); // with the log that a crash leaves behind
  ended.push(async () => rmSync(folder, { recursive: true, force: true }));
  shell(`chmod -R a-w ${folder}`);
  const child = startBound(join(folder, "portal.sqlite"));
  const next = async () => (await once(child, "message"))[0] as Told;
  const ask = () => {
    const told = next();
    child.send("look");
    return told;
  };
  await next();
  expect(await ask()).toEqual({ rows: 1, written: "READ_ONLY", canWrite: false });
  shell(`chmod -R u+w ${folder}`);
  await expect.poll(async () => (await ask()).written, { timeout: 5_000 }).toBe("done");
});

test("locked by another process for long: whoever comes later is told at once, and it passes by itself", async () => {
  const { db, file, write, outcome, canWrite, back } = await givenDatabase();
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");
  const first = outcome(write());
  expect(await canWrite()).toBe(false);
  const began = performance.now();
  expect(await outcome(write())).toBe("READ_ONLY");
  expect(performance.now() - began).toBeLessThan(4_000); // less than a first one waits
  expect(await db.setting.count()).toBe(0);
  expect(await first).toBe("READ_ONLY");
  other.exec("ROLLBACK");
  other.close();
  await back();
});
