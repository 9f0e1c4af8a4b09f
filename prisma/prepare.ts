/** Before every start: the folder's nature (demo or not), migrations, reference data, and on a new demo its accounts. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { sqliteAdapter } from "@/lib/data/sqlite-adapter";
import { env } from "@/lib/env";
import { findPortal, folder, type Portal, writePortal } from "@/lib/folder";
import { deployMigrations } from "./engine/schema-engine";

const portal = decidePortal();
// First, so that a start which breaks off below is begun again as the same kind of portal.
if (!findPortal()) writePortal(portal);
mkdirSync(dirname(folder.database), { recursive: true, mode: 0o700 });
const applied = await deployMigrations(sqliteAdapter(folder.database));
if (applied.length > 0) console.log(`  Applied ${applied.join(", ")}`);

const { seedReferenceData } = await import("./seed/reference-data");
const { seedDemo } = await import("./seed/demo-accounts");
await seedReferenceData();
if (portal.demo) await seedDemo();
process.exit(0);

/** Design §4, Demo: the first start decides and writes it down; nothing turns a real portal into a demo. */
function decidePortal(): Portal {
  const known = findPortal();
  const wantsDemo = process.env.PORTAL_DEMO === "1";
  if (known) {
    if (wantsDemo && !known.demo) stop("PORTAL_DEMO=1, but this folder holds a portal that is no demo");
    return known;
  }
  const isEmpty = !existsSync(env.dataDir) || readdirSync(env.dataDir).every((name) => name === "keys");
  if (wantsDemo && !isEmpty) stop("PORTAL_DEMO=1, but this folder holds data and no portal.json that calls it a demo");
  return { demo: isEmpty && process.env.NODE_ENV !== "production", createdAt: new Date().toISOString() };
}

function stop(reason: string): never {
  console.error(`  ${reason}`);
  process.exit(1);
}
