// What Playwright starts: a demo on a fresh folder, then the app as it was built, as `npm run portal` would start it.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { buildRelease, markInUse } from "../../../lib/launcher/release.mjs";
import { prepareData, startPart } from "../../../lib/launcher/steps.mjs";

const ARTIFACTS = resolve("tests/.artifacts");
const directory = resolve(process.env.PORTAL_DATA_DIR ?? "");
if (!/^[\w-]+$/.test(relative(ARTIFACTS, directory))) {
  console.error(`${directory} is no folder of the tests and won't be emptied`);
  process.exit(1);
}
rmSync(directory, { recursive: true, force: true });
const release = await buildRelease();
markInUse(release);
// What the tests start besides is of the same release (processes.ts), whatever happens to the sources meanwhile.
mkdirSync(ARTIFACTS, { recursive: true });
writeFileSync(resolve(ARTIFACTS, "release"), release.folder);

Object.assign(process.env, { NODE_ENV: "test", PORTAL_DEMO: "1" });
prepareData(release.folder);
delete process.env.PORTAL_DEMO;

const app = startPart(release.folder, ".next/jawab/app-server.mjs");
app.on("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => app.kill("SIGTERM"));
