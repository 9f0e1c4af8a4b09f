/**
 * Before every start: the folder's nature (demo or not), migrations, reference data, and on a new demo its accounts.
 * `--nature`: only the first of them. `--beside`: the app before this version is running on the same database, and goes on.
 */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { env } from "@/lib/env";
import { folder, type Portal, writePortal } from "@/lib/folder";
import { readMode } from "@/lib/mode";
import { copyDatabase } from "./engine/backup";
import { refuseBeside } from "./engine/expand-only";
import { deployMigrations, listApplied, listMigrations } from "./engine/migrations";
import { settleNature } from "./nature";

/** No second try can help, says this exit code (lib/launcher/steps.mjs); 1 is for what may pass, such as a full disk. */
const REFUSED = 2;

// First, so that a start which breaks off below is begun again as the same kind of portal.
const nature = settleNature();
if ("refusal" in nature) stop(nature.refusal, REFUSED);
try {
  if (!process.argv.includes("--nature")) await prepare(nature.portal);
} catch (error) {
  stop(`The database ${folder.database} can't be prepared: ${error instanceof Error ? error.message : error}`, 1);
}
process.exit(0);

async function prepare(portal: Portal): Promise<void> {
  // An empty database in the place of one that is lost would look like a portal that has forgotten everybody.
  if (portal.preparedAt && !existsSync(folder.database))
    stop(`The database is missing: put ${folder.database} back, and the portal goes on by itself`, 1);
  await migrate();
  // Migrations are an operator's own doing; the rest writes as the app does, and has to wait as the app has to.
  if (portal.preparedAt && readMode().mode === "read-only") {
    console.log("  The portal is read-only: reference data are looked after at the next start");
    return;
  }
  const { seedReferenceData } = await import("./seed/reference-data");
  const { seedDemo } = await import("./seed/demo-accounts");
  await seedReferenceData();
  if (portal.demo) await seedDemo();
  if (!portal.preparedAt) writePortal({ ...portal, preparedAt: new Date().toISOString() });
}

async function migrate(): Promise<void> {
  mkdirSync(dirname(folder.database), { recursive: true, mode: 0o700 });
  const applied = listApplied(folder.database);
  const pending = listMigrations().filter(({ name }) => !applied.includes(name));
  if (pending.length === 0) return;
  const refusals = process.argv.includes("--beside") ? refuseBeside(applied) : [];
  if (refusals.length > 0) stop(refusals.join("\n  "), REFUSED);
  if (applied.length > 0) {
    const copy = await copyDatabase(folder.database, join(env.dataDir, "backups", "before-upgrade"), new Date());
    console.log(`  Copied the database to ${copy}`);
  }
  const now = await deployMigrations(folder.database);
  if (now.length > 0) console.log(`  Applied ${now.join(", ")}`);
}

function stop(reason: string, code: number): never {
  console.error(`  ${reason}`);
  process.exit(code);
}
