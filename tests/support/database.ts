import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@/lib/data/db";
import { deployMigrations } from "@/prisma/engine/migrations";

/** A fresh, migrated, empty SQLite file of its own; `drop` closes and removes it. */
export async function givenDatabase() {
  const directory = mkdtempSync(join(tmpdir(), "jawab-test-"));
  const file = join(directory, "portal.sqlite");
  await deployMigrations(file);
  const database = openDatabase(file);
  async function drop(): Promise<void> {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
  return { ...database, file, drop };
}
