import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { childEnv } from "./steps.mjs";

/** Debian's Chromium where none is installed yet, else Playwright's own download. */
export function installChromium() {
  if (existsSync("/usr/bin/chromium") || process.env.CHROMIUM_PATH) return;
  const apt = spawnSync("apt-get", ["--version"]).status === 0;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo"];
  const debian = (args) =>
    spawnSync([...sudo, "apt-get"][0], [...sudo, "apt-get"].slice(1).concat(args), {
      stdio: "inherit",
      env: childEnv({ DEBIAN_FRONTEND: "noninteractive" }),
    }).status === 0;
  console.log("· Installing Chromium for the browser tests …");
  if (apt && debian(["update"]) && debian(["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]))
    return;
  if (
    spawnSync("npx", ["--no-install", "playwright", "install", "--with-deps", "chromium"], { stdio: "inherit" })
      .status !== 0
  ) {
    throw new Error("No Chromium: install one (Debian: sudo apt-get install chromium) or name it in CHROMIUM_PATH");
  }
}
