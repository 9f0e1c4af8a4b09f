import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";

let data = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "jawab-nature-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Runs one of the portal's own steps on `data`, as the launcher does. */
function run(script: string, environment: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    NODE_ENV: "",
    PORTAL_DEMO: "",
    PORTAL_DATA_DIR: data,
    ...environment,
  } as object as NodeJS.ProcessEnv;
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", script], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

const prepare = (environment?: Record<string, string>) => run("prisma/prepare.ts", environment);
const start = (environment?: Record<string, string>) => run("tests/support/check-start.ts", environment);
const isDemo = () => JSON.parse(readFileSync(join(data, "portal.json"), "utf8")).demo;
const accounts = () => {
  const db = new Database(join(data, "db/portal.sqlite"));
  const count = db.prepare("SELECT count(*) FROM User").pluck().get();
  db.close();
  return count;
};

test("an empty folder becomes a demo with its accounts, and a second start changes nothing", async () => {
  expect(await prepare()).toMatchObject({ code: 0 });
  expect([isDemo(), accounts()]).toEqual([true, 14]);
  expect(await prepare({ NODE_ENV: "production" })).toMatchObject({ code: 0 });
  expect([isDemo(), accounts()]).toEqual([true, 14]);
  expect(await start({ PORTAL_LIMITS: "off" })).toMatchObject({ code: 0 });
});

test("with NODE_ENV=production an empty folder becomes a portal without accounts, and never a demo later", async () => {
  expect(await prepare({ NODE_ENV: "production" })).toMatchObject({ code: 0 });
  expect([isDemo(), accounts()]).toEqual([false, 0]);
  expect(await start()).toMatchObject({ code: 0 });
  expect(await prepare({ PORTAL_DEMO: "1" })).toMatchObject({ code: 2 });
  expect(await start({ PORTAL_LIMITS: "off" })).toMatchObject({ code: 2 });
});

test("a portal that is no demo refuses to start with a demo account", async () => {
  await prepare();
  writeFileSync(join(data, "portal.json"), JSON.stringify({ demo: false, createdAt: new Date().toISOString() }));
  const { code, output } = await start();
  expect(code).toBe(2);
  expect(output).toContain("demo accounts");
});

test("a folder with data but no word of its nature is never taken for a demo", async () => {
  mkdirSync(join(data, "db"));
  expect(await prepare({ PORTAL_DEMO: "1" })).toMatchObject({ code: 2 });
  expect(await prepare()).toMatchObject({ code: 0 });
  expect([isDemo(), accounts()]).toEqual([false, 0]);
});
