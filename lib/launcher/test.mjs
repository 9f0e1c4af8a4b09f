// `npm test`: installs what is missing, then every check and every test. Ends with `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { installChromium } from "./chromium.mjs";
import { buildRelease } from "./release.mjs";
import { checkNode, childEnv, generate, install } from "./steps.mjs";

const REPORTS = "tests/.artifacts/reports";
const started = Date.now();

try {
  checkNode();
  install();
  generate();
  installChromium();
} catch (error) {
  console.error(`\nThe tests could not start. ${error.message}`);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

let passed = 0;
let failed = 0;

phase("check", ["run", "-s", "check"], () => ({ passed: 1, failed: 0 }));
phase(
  "unit and integration",
  ["exec", "--", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORTS}/vitest.json`],
  readVitest,
);
const built = await attempt(buildRelease);
if (built) phase("browser", ["exec", "--", "playwright", "test"], readPlaywright);

console.log(`\nThe whole run took ${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Runs one `npm` command and adds up what its report says. One that ends badly counts as a failure even without one. */
function phase(name, args, read) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync("npm", args, {
    stdio: "inherit",
    env: childEnv({ NODE_ENV: "test", CI: process.env.CI ?? "" }),
  });
  let counted = { passed: 0, failed: 0 };
  try {
    counted = status === 0 || name !== "check" ? read() : counted;
  } catch (error) {
    console.error(`No report of ${name}: ${error.message}`);
  }
  passed += counted.passed;
  failed += status !== 0 && counted.failed === 0 ? 1 : counted.failed;
}

function readVitest() {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${REPORTS}/vitest.json`, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests };
}

function readPlaywright() {
  const { stats } = JSON.parse(readFileSync(`${REPORTS}/playwright.json`, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

async function attempt(step) {
  try {
    await step();
    return true;
  } catch (error) {
    console.error(error.message);
    failed += 1;
    return false;
  }
}
