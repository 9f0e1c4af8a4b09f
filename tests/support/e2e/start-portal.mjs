// What Playwright starts: a demo on a fresh folder, then the portal as it was built, as `npm run portal` would start it.
import { existsSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { prepareData, startApp } from "../../../lib/launcher/steps.mjs";

const ARTIFACTS = resolve("tests/.artifacts");
const directory = resolve(process.env.PORTAL_DATA_DIR ?? "");
if (!/^[\w-]+$/.test(relative(ARTIFACTS, directory)))
  stop(`${directory} is no folder of the tests and won't be emptied`);
if (!existsSync(".next/jawab/app-server.mjs")) stop("Nothing is built yet: `npm test` and `npm run portal` do that");

rmSync(directory, { recursive: true, force: true });
Object.assign(process.env, { NODE_ENV: "test", PORTAL_DEMO: "1" });
prepareData();
delete process.env.PORTAL_DEMO;

const app = startApp();
app.on("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => app.kill(signal));

function stop(reason) {
  console.error(reason);
  process.exit(1);
}
