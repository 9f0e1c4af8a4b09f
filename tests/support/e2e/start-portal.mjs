// What Playwright starts: a demo on a fresh folder, as `npm run portal` would start it, doors in front.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { buildRelease } from "../../../lib/launcher/release.mjs";

const ARTIFACTS = resolve("tests/.artifacts");
const directory = resolve(process.env.PORTAL_DATA_DIR ?? "");
if (!/^[\w-]+$/.test(relative(ARTIFACTS, directory))) {
  console.error(`${directory} is no folder of the tests and won't be emptied`);
  process.exit(1);
}
rmSync(directory, { recursive: true, force: true });
// What the tests start besides is of the same release (processes.ts), whatever happens to the sources meanwhile.
mkdirSync(ARTIFACTS, { recursive: true });
writeFileSync(resolve(ARTIFACTS, "release"), (await buildRelease()).folder);

const portal = spawn(process.execPath, ["lib/launcher/portal.mjs"], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "test", PORTAL_DEMO: "1" },
});
portal.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => portal.kill(signal));
