import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** An app and a door of a test's own, on a fresh folder, each of which may be killed. */
export function ownPortal(name: string, { appPort, doorPort }: { appPort: number; doorPort: number }) {
  const folder = resolve("tests/.artifacts", name);
  // As start-portal.mjs wrote it: all that one run starts is of the same release.
  const release = readFileSync("tests/.artifacts/release", "utf8");
  const common = { HOST: "127.0.0.1", PORTAL_DATA_DIR: folder, PORTAL_URL: "", PORTAL_LIMITS: "off" };
  const running = new Set<ChildProcess>();

  function start(script: string, more: Record<string, string>): ChildProcess {
    const env = { ...process.env, NODE_ENV: "production" as const, ...common, ...more };
    const child = spawn(process.execPath, [script], { env, cwd: release, stdio: ["ignore", "ignore", "inherit"] });
    running.add(child);
    child.on("exit", () => running.delete(child));
    return child;
  }

  /** As a crash would: no goodbye. */
  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  return {
    folder,
    door: `http://127.0.0.1:${doorPort}`,
    app: `http://127.0.0.1:${appPort}`,
    prepare(): void {
      rmSync(folder, { recursive: true, force: true });
      const env = { ...process.env, ...common, NODE_ENV: "test" as const, PORTAL_DEMO: "1" };
      const { status } = spawnSync(process.execPath, ["--import", "tsx", "prisma/prepare.ts"], {
        env,
        cwd: release,
        stdio: "inherit",
      });
      if (status !== 0) throw new Error("The folder could not be prepared");
    },
    startApp: () => start(".next/jawab/app-server.mjs", { PORT: String(appPort) }),
    startDoor: () =>
      start(".next/jawab/door.mjs", { PORT: String(doorPort), PORTAL_APP_URL: `http://127.0.0.1:${appPort}` }),
    kill,
    async killAll(): Promise<void> {
      await Promise.all([...running].map(kill));
    },
  };
}

/** Asks again until `check` passes; throws its last word after 20 seconds. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await check();
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(200);
    }
  }
}
