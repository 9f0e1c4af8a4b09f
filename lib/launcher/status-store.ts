/** `npm run status-store -- rebuild | compare | copy FOLDER`: a door's own store, from the command line, also while doors run. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { appClient } from "@/lib/door/app-client";
import { copyStore, fingerprintOf } from "@/lib/door/copy";
import { APP_ADDRESS } from "@/lib/door/duties";
import { rebuildStore } from "@/lib/door/rebuild";
import { openStatusStore } from "@/lib/door/status-store";
import { env } from "@/lib/env";
import { readOrCreateKey } from "@/lib/folder";

const USAGE = `npm run status-store -- COMMAND
  rebuild        reads the whole status feed anew and brings the store to it
  compare        holds the store against the main database; exit code 1 where they differ
  copy FOLDER    a copy for a second door, whose data folder FOLDER is`;

const root = join(env.dataDir, "door");
const file = join(root, "status.sqlite");
const hmacKey = readOrCreateKey("status");
const [command, target] = process.argv.slice(2);

async function rebuild(): Promise<number> {
  const client = appClient(new URL(findApp()), readOrCreateKey("door"));
  const store = openStatusStore(file, hmacKey);
  const { rows, written, removed } = await rebuildStore(client, store, {
    freshFile: join(root, "status.rebuild.sqlite"),
    hmacKey,
  });
  console.log(`The feed tells of ${rows} complaints: ${written} rows written, ${removed} removed.`);
  return 0;
}

async function compare(): Promise<number> {
  const { compareStatus, isEqual } = await import("./compare-status");
  const found = await compareStatus(openStatusStore(file, hmacKey));
  const { complaints, same, onlyHere } = found;
  console.log(
    `${complaints} complaints in the database, ${same} the same in the store; ${onlyHere} known to the door alone.`,
  );
  for (const kind of ["missing", "different", "unknown"] as const) {
    const { count, keys } = found[kind];
    if (count > 0) console.log([`${count} ${kind}:`, ...keys, ...(count > keys.length ? ["…"] : [])].join("\n  "));
  }
  return isEqual(found) ? 0 : 1;
}

async function copy(folder: string): Promise<number> {
  const copied = join(resolve(folder), "door", "status.sqlite");
  await copyStore(openStatusStore(file, hmacKey), copied);
  console.log(`Copied to ${copied}.
The second door reads it with the same secrets: copy keys/status (fingerprint ${fingerprintOf(hmacKey)}) and keys/door into
${join(resolve(folder), "keys")}, readable by their owner alone. What waits in this door's spool is not in the copy.`);
  return 0;
}

/** Where the leading door has last found the app; PORTAL_APP_URL where no door has run here yet. */
function findApp(): string {
  const noted = join(root, APP_ADDRESS);
  return existsSync(noted) ? readFileSync(noted, "utf8").trim() : env.appUrl;
}

function run(): Promise<number> {
  if (command === "rebuild") return rebuild();
  if (command === "compare") return compare();
  if (command === "copy" && target) return copy(target);
  console.error(USAGE);
  return Promise.resolve(2);
}

try {
  process.exit(await run());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
