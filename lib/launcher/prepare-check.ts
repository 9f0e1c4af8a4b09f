/** Writes what the type check reads and git doesn't hold: the tracking styles, Next's route types. */
import { spawnSync } from "node:child_process";
import { buildTrackingStyles } from "./tracking-styles";

buildTrackingStyles();
const { status, stderr } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "typegen"]);
if (status !== 0) {
  console.error(String(stderr));
  process.exit(1);
}
