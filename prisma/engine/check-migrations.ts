/** Part of `npm run check`: every migration can be applied while the version before it runs. */
import { findFlaws } from "./expand-only";
import { listMigrations } from "./migrations";

const migrations = listMigrations();
const flaws = findFlaws(migrations);
console.log(flaws.length > 0 ? flaws.join("\n") : `${migrations.length} migrations only expand, or say why not`);
process.exit(flaws.length > 0 ? 1 : 0);
