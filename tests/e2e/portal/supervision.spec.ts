import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { openChannel } from "@/lib/launcher/socket.mjs";
import { drillPortal } from "@/tests/support/drill/portal";
import { runLauncher } from "@/tests/support/drill/releases";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const PORT = 4187;
const portal = drillPortal("supervision", PORT);

const APP_PORT = 4189;

test.beforeAll(() => portal.start({ PORTAL_APP_PORT: String(APP_PORT) }));
test.afterAll(() => portal.stop());

/** What the launcher says of itself. */
async function status(): Promise<{ pid: number; release: { id: string } }> {
  const channel = await openChannel(join(portal.folder, "launcher.sock"));
  if (!channel) throw new Error("No launcher holds the folder");
  channel.send({ do: "status" });
  const answers = channel.values();
  await answers.next(); // its greeting
  const { value } = await answers.next();
  channel.close();
  return value;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const doorPids = async () => ((await portal.whole()).doors ?? []).map(({ pid }) => pid);

test("a killed app is started again, and /readyz says so meanwhile", async () => {
  const { app } = await portal.whole();
  process.kill(app?.pid ?? 0, "SIGKILL");
  await portal.until((said, code) => said.app?.ok === false && code === 503, 20);
  expect((await fetch(`${portal.origin}/healthz`)).status).toBe(200);
  const again = await portal.whole();
  expect(again.app?.pid).not.toBe(app?.pid);
  expect(Date.parse(again.app?.since ?? "")).toBeGreaterThan(Date.parse(app?.since ?? ""));
  // A door elsewhere finds it at the address that stays.
  expect(await (await fetch(`http://127.0.0.1:${APP_PORT}/readyz`)).json()).toMatchObject({
    app: { pid: again.app?.pid },
  });
});

test("a killed worker is started again, after growing waits, and /readyz says so meanwhile", async () => {
  let { worker } = await portal.whole();
  for (let i = 0; i < 2; i += 1) {
    process.kill(worker?.pid ?? 0, "SIGKILL");
    await portal.until((said, code) => said.worker?.ok === false && code === 503, 20);
    const again = (await portal.whole()).worker;
    expect(again?.pid).not.toBe(worker?.pid);
    expect(Date.parse(again?.since ?? "")).toBeGreaterThan(Date.parse(worker?.since ?? ""));
    worker = again;
  }
});

test("a killed door is started again, while the other answers", async () => {
  const before = await doorPids();
  expect(before).toHaveLength(2);
  process.kill(before[0] ?? 0, "SIGKILL");
  await expect.poll(doorPids, { timeout: 20_000 }).not.toEqual(before);
  await expect.poll(async () => (await doorPids()).length, { timeout: 20_000 }).toBe(2);
  expect(await doorPids()).toContain(before[1]);
});

test("both doors killed at once are started again", async () => {
  const before = await doorPids();
  for (const pid of before) process.kill(pid, "SIGKILL");
  await expect
    .poll(async () => (await portal.readiness())?.body.doors?.filter(({ pid }) => !before.includes(pid)).length, {
      timeout: 20_000,
    })
    .toBe(2);
  await portal.whole();
});

test("a second launcher is refused on the same folder, and on the same port", async () => {
  const env = { PORT: String(PORT), HOST: "127.0.0.1", PORTAL_DATA_DIR: portal.folder };
  const same = await runLauncher("portal.mjs", { ...env, PORT: "4188" });
  expect(same).toMatchObject({ code: 1, output: expect.stringContaining("Another launcher runs the portal of") });
  const elsewhere = await runLauncher("portal.mjs", { ...env, PORTAL_DATA_DIR: `${portal.folder}-2` });
  expect(elsewhere).toMatchObject({ code: 1, output: expect.stringContaining(`Port ${PORT} is taken`) });
  rmSync(`${portal.folder}-2`, { recursive: true });
  await portal.whole();
});

test("without a usable database the doors stand, and all is well when it is back", async () => {
  const db = join(portal.folder, "db");
  await portal.stop();
  renameSync(db, `${db}-away`);
  mkdirSync(db);
  writeFileSync(join(db, "portal.sqlite"), "This is no database. ".repeat(500));
  await portal.start({}, { keep: true, holds: ({ mode }) => mode === "away" });
  expect((await fetch(`${portal.origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${portal.origin}/t/PCP-7F3K-9QXM-2T8V7`)).status).toBe(404);
  rmSync(db, { recursive: true });
  await sleep(1_000); // a try without any
  renameSync(`${db}-away`, db);
  await portal.whole(60);
});

test("killed without a word, the launcher takes all others with it", async () => {
  const { pid } = await status();
  const { app, worker, doors = [] } = await portal.whole();
  const others = [app?.pid ?? 0, worker?.pid ?? 0, ...doors.map((door) => door.pid)];
  expect(others.filter(lives)).toHaveLength(4);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => others.filter(lives), { timeout: 20_000 }).toEqual([]);
});

test("stopped, it finishes and ends well", async () => {
  await portal.start({}, { keep: true });
  const { pid } = await status();
  process.kill(pid, "SIGTERM");
  await expect.poll(() => lives(pid), { timeout: 25_000 }).toBe(false);
  expect(await portal.ended()).toBe(0);
});
