/** Writes what the type check reads and git doesn't hold: the tracking styles, the no-op worker, Next's route types. */
import { spawnSync } from "node:child_process";
import { buildNoWorker } from "./service-worker";
import { buildTrackingStyles } from "./tracking-styles";

buildTrackingStyles();
buildNoWorker();
const { status, stderr } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "typegen"]);
if (status !== 0) {
  console.error(String(stderr));
  process.exit(1);
}
