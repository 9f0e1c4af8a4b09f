import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Playwright's own Chromium where it was downloaded, else the system's. */
export function findChromium(): string {
  const own = chromium.executablePath();
  return process.env.CHROMIUM_PATH || (existsSync(own) ? own : "/usr/bin/chromium");
}
