// Which release a data folder's portal runs, so that a machine which starts again finds the one that worked.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir } from "./steps.mjs";

const FILE = join(dataDir, "release.json");

/** `current`: the last one that worked. `refused`: one that an upgrade came back from, and why. */
export function findRunning() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return { current: null, refused: null };
  }
}

export function noteRunning({ id, folder }, refused = null) {
  write({ current: { id, folder }, refused });
}

/** The next start may try it again. */
export function forgetRefusal() {
  write({ ...findRunning(), refused: null });
}

function write(running) {
  writeFileSync(`${FILE}.part`, `${JSON.stringify(running, null, 2)}\n`);
  renameSync(`${FILE}.part`, FILE);
}
