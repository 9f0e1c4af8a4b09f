import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drillPortal } from "@/tests/support/drill/portal";
import { givenRelease, releaseFor, removeReleases, runLauncher } from "@/tests/support/drill/releases";
import { visitors } from "@/tests/support/drill/visitors";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";

test.describe.configure({ mode: "serial", timeout: 180_000 });

const portal = drillPortal("upgrade", 4186);
const PER_SECOND = 15;

let people: ReturnType<typeof visitors> | null = null;

test.use({ baseURL: portal.origin });
test.beforeAll(() => portal.start({ JAWAB_WATCH_MS: "3000" }));
test.afterEach(() => people?.stop());
test.afterAll(async () => {
  await portal.stop();
  removeReleases();
});

/** `npm run upgrade` to the version that the salt stands for. */
function upgrade(salt: string) {
  return runLauncher("upgrade.mjs", { PORTAL_DATA_DIR: portal.folder, PORTAL_LIMITS: "off", JAWAB_RELEASE_SALT: salt });
}

async function pids(): Promise<number[]> {
  const { app, doors = [] } = await portal.whole();
  return [app?.pid ?? 0, ...doors.map(({ pid }) => pid)];
}

function running(): { current: { id: string }; refused: { id: string; why: string } | null } {
  return JSON.parse(readFileSync(join(portal.folder, "release.json"), "utf8"));
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a version with a migration takes over: no request fails, and what the old one has served goes on", async ({
    page,
    t,
    names,
  }) => {
    const old = releaseFor(portal.folder).id;
    const next = givenRelease(portal.folder, "next", {
      "prisma/migrations/20991231000000_wider/migration.sql": `ALTER TABLE "Setting" ADD COLUMN "note" TEXT;`,
    });
    const before = await pids();
    people = visitors(portal.origin, PER_SECOND);
    await page.goto(`${portal.origin}/lodge`);
    await fillPlainForm(page, t, names, {
      service: "WAT-SEWR",
      district: "pb-lahore",
      landmark: "Street 7",
      text: "This form was opened before the upgrade and sent after it.",
    });

    const [upgraded, second] = await Promise.all([upgrade("next"), upgrade("next")]);
    const ends = [upgraded, second].toSorted((one, other) => (one?.code ?? 0) - (other?.code ?? 0));
    expect(ends[0], ends[0]?.output).toMatchObject({ code: 0 });
    expect(ends[0]?.output).toContain(`runs ${next.id} now`);
    expect(ends[1]).toMatchObject({ code: 1, output: expect.stringContaining("Another upgrade is under way") });

    const after = await pids();
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    expect(running()).toMatchObject({ current: { id: next.id }, refused: null });
    for (const id of [old, next.id]) {
      await expect
        .poll(async () => (await fetch(`${portal.origin}/_next/static/${id}/_buildManifest.js`)).status)
        .toBe(200);
    }

    await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
    const { trackingId } = await readClaim(page);
    const { acknowledged, failures, asked } = await people.stop();
    expect(failures).toEqual([]);
    expect(asked).toBeGreaterThan(50);

    const database = new Database(join(portal.folder, "db/portal.sqlite"), { readonly: true });
    await expect
      .poll(() => database.prepare("SELECT count(*) FROM Complaint").pluck().get(), { timeout: 30_000 })
      .toBe(acknowledged.length + 1);
    expect(database.prepare("SELECT 1 FROM Complaint WHERE trackingId = ?").get(trackingId)).toBeTruthy();
    expect(database.prepare(`SELECT count("note") FROM Setting`).pluck().get()).toBe(0);
    database.close();
    expect(readdirSync(join(portal.folder, "backups/before-upgrade"))).toHaveLength(1);
  });
});

test("a version whose app doesn't start never gets a request", async () => {
  const { current } = running();
  givenRelease(portal.folder, "deaf", { ".next/jawab/app-server.mjs": "process.exit(3);" });
  const before = await pids();
  people = visitors(portal.origin, PER_SECOND);
  const { code, output } = await upgrade("deaf");
  expect((await people.stop()).failures).toEqual([]);
  expect(output).toContain("The upgrade was taken back: the new app ended by itself");
  expect(code).toBe(1);
  expect(await pids()).toEqual(before);
  expect(running()).toMatchObject({ current: { id: current.id }, refused: { why: "the new app ended by itself" } });
});

test("a version that dies soon after the switch gives way to the one before it", async () => {
  const { current } = running();
  const release = releaseFor(portal.folder);
  const real = readFileSync(join(release.folder, ".next/jawab/app-server.mjs"), "utf8");
  const [app] = await pids();
  givenRelease(portal.folder, "frail", {
    ".next/jawab/real.mjs": real,
    // Not by a clock: when it is asked by the doors, which know it only after the switch.
    ".next/jawab/app-server.mjs": `import { Server } from "node:http";
      const { emit } = Server.prototype;
      let asked = 0;
      Server.prototype.emit = function (name, ...args) {
        if (name === "request" && args[0].headers["x-jawab-door"] && ++asked > 10) process.exit(3);
        return emit.call(this, name, ...args);
      };
      await import("./real.mjs");`,
  });
  const { code, output } = await upgrade("frail");
  expect(output).toContain("The upgrade was taken back");
  expect(code).toBe(1);
  const whole = await portal.whole();
  expect(whole.app?.pid).toBe(app);
  expect(running().current.id).toBe(current.id);
});

test("a migration that takes something away is refused beside a running portal", async () => {
  givenRelease(portal.folder, "narrow", {
    "prisma/migrations/20991231000000_wider/migration.sql": `ALTER TABLE "Setting" ADD COLUMN "note" TEXT;`,
    "prisma/migrations/20991231000001_narrower/migration.sql": `ALTER TABLE "Setting" DROP COLUMN "value";`,
  });
  const before = await pids();
  const { code, output } = await upgrade("narrow");
  expect(output).toContain("20991231000001_narrower drops or renames Setting.value");
  expect(output).toContain("No request went to the new version");
  expect(code).toBe(1);
  expect(await pids()).toEqual(before);
  expect(existsSync(join(portal.folder, "db/portal.sqlite"))).toBe(true);
});
