/** `npm run migration -- add-tags`: writes the next migration from what schema.prisma has changed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteAdapter } from "@/lib/data/sqlite-adapter";
import { diffFromMigrations } from "./schema-engine";

const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error("Give it a name of lower-case letters, digits and dashes: npm run migration -- add-tags");
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), "jawab-migration-"));
const sql = await diffFromMigrations(sqliteAdapter(join(scratch, "scratch.sqlite")));
rmSync(scratch, { recursive: true, force: true });
if (/^-- This is an empty migration/m.test(sql) || sql.trim() === "") {
  console.log("schema.prisma asks for nothing that the migrations don't have");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join("prisma/migrations", `${stamp}_${name.replaceAll("-", "_")}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "migration.sql"), sql);
  console.log(`Wrote ${directory}/migration.sql: read it before you commit it`);
}
