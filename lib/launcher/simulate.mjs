// `npm run simulate [-- --seed N --complaints 5000 --officers 40 --days 30]`: a month of a district through the use-cases, on a
// fresh database with a moved clock. tests/simulation/main.ts has it.
import { spawnSync } from "node:child_process";
import { checkNode, childEnv, generate, install } from "./steps.mjs";

try {
  checkNode();
  install();
  generate();
} catch (error) {
  console.error(`\nThe simulation could not start. ${error.message}`);
  process.exit(1);
}
const args = ["--import", "tsx", "tests/simulation/main.ts", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: childEnv({ NODE_ENV: "test" }) });
process.exit(status ?? 1);
