import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Part = { pid: number; since: string; ok?: boolean };
export type Readiness = {
  mode: string;
  app?: Part & { ok: boolean };
  worker?: Part & { ok: boolean };
  database?: { ok: boolean };
  statusStore?: { ok: boolean; asOf: string | null };
  spool?: { ok: boolean; waiting: number; refused: number };
  door?: Part;
  doors?: Part[];
};

/** A whole demo portal of a drill's own, started as `npm run portal` starts it, on a folder that is emptied first. */
export function drillPortal(name: string, port: number) {
  const folder = resolve("tests/.artifacts", `drill-${name}`);
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  async function readiness(): Promise<{ status: number; body: Readiness } | null> {
    try {
      const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) });
      return { status: answer.status, body: (await answer.json()) as Readiness };
    } catch {
      return null;
    }
  }

  /** Waits until the portal says of itself what `holds` wants to hear. Throws with its last words after `seconds`. */
  async function until(holds: (body: Readiness, status: number) => boolean, seconds = 120): Promise<Readiness> {
    const end = Date.now() + seconds * 1_000;
    for (;;) {
      const said = await readiness();
      if (said && holds(said.body, said.status)) return said.body;
      if (Date.now() > end) throw new Error(`The portal still says ${JSON.stringify(said)} after ${seconds} s`);
      await sleep(200);
    }
  }

  return {
    folder,
    origin,
    readiness,
    until,
    whole: (seconds?: number) => until((_, status) => status === 200, seconds),
    /** `keep`: with the folder as it is. Resolves when the portal says of itself what `holds` wants to hear. */
    async start(
      env: Record<string, string> = {},
      { keep = false, holds = (_: Readiness, status: number): boolean => status === 200 } = {},
    ): Promise<void> {
      if (!keep) rmSync(folder, { recursive: true, force: true });
      child = spawn(process.execPath, ["lib/launcher/portal.mjs"], {
        stdio: ["ignore", process.env.DRILL_VERBOSE ? "inherit" : "ignore", "inherit"],
        env: {
          ...process.env,
          NODE_ENV: "test",
          PORT: String(port),
          HOST: "127.0.0.1",
          PORTAL_DATA_DIR: folder,
          PORTAL_URL: "",
          PORTAL_LIMITS: "off",
          ...env,
        },
      });
      await until(holds, 300);
    },
    /** With what the launcher has ended, or will. */
    ended: async (): Promise<number | null> =>
      !child || child.exitCode !== null || child.signalCode !== null
        ? (child?.exitCode ?? null)
        : new Promise((done) => child?.once("exit", done)),
    async stop(): Promise<void> {
      const running = child;
      child = null;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise((done) => running.once("exit", done));
      running.kill("SIGTERM");
      await Promise.race([gone, sleep(30_000, null, { ref: false }).then(() => running.kill("SIGKILL"))]);
      await gone;
    },
  };
}
export type DrillPortal = ReturnType<typeof drillPortal>;
