import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "@/tests/support/chromium";

export type PhoneBrowser = { context: BrowserContext; kill: () => Promise<void> };

const TRIES = 3;
const PATIENCE_MS = 15_000;

/** A real browser on a profile that outlives it, which can be killed as a phone's system kills it: without a goodbye. */
export async function startBrowser(profile: string): Promise<PhoneBrowser> {
  for (let tries = 1; ; tries += 1) {
    const portFile = join(profile, "DevToolsActivePort");
    rmSync(portFile, { force: true });
    const flags = [...CHROMIUM_FLAGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
    const child = spawn(findChromium(), flags, { detached: true, stdio: "ignore" }); // a group of its own, to be killed whole
    try {
      const browser = await connect(portFile);
      const [context] = browser.contexts();
      if (!context) throw new Error("The browser has no context");
      return { context, kill: () => end(child, browser) };
    } catch (error) {
      await end(child, null);
      if (tries === TRIES) throw error;
    }
  }
}

async function connect(portFile: string): Promise<Browser> {
  const started = Date.now();
  for (;;) {
    const [port, path] = existsSync(portFile) ? readFileSync(portFile, "utf8").split("\n") : [];
    if (port && path) return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: PATIENCE_MS });
    if (Date.now() - started > PATIENCE_MS) throw new Error("The browser did not start");
    await sleep(100);
  }
}

async function end(child: ChildProcess, browser: Browser | null): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const isRunning = child.exitCode === null && child.signalCode === null;
  if (child.pid && isRunning) process.kill(-child.pid, "SIGKILL");
  if (isRunning) await gone;
  await browser?.close().catch(() => {});
}
