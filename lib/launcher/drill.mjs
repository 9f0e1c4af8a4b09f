// `npm run drill [-- name …]`: the long fault tests, each on a portal of its own, each with a table. tests/drills/main.ts has them.
import { spawnSync } from "node:child_process";
import { installChromium } from "./chromium.mjs";
import { buildRelease } from "./release.mjs";
import { checkNode, childEnv, generate, install } from "./steps.mjs";

try {
  checkNode();
  install();
  generate();
  installChromium();
  await buildRelease();
} catch (error) {
  console.error(`\nThe drills could not start. ${error.message}`);
  process.exit(1);
}
const args = ["--import", "tsx", "tests/drills/main.ts", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: childEnv({ NODE_ENV: "test" }) });
process.exit(status ?? 1);
