import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { z } from "zod";

const FOLDER = "prisma/migrations";
/** So long in all may the app's writers keep the lock from us; it waits as long for ours (lib/data/db.ts). */
const GIVE_UP_AFTER_MS = 30_000;
/** Between two migrations, so that whoever waits to write comes in. */
const PAUSE_MS = 50;
/** As Prisma's own engine creates it, for `prisma migrate deploy` must find its own. */
const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** `contract.json` beside a migration.sql: it takes something away, which nothing has used since the release of `after`. */
const ContractSchema = z.strictObject({ after: z.string(), why: z.string().min(10) });

export type Migration = { name: string; sql: string; contract: z.infer<typeof ContractSchema> | null };

/** Every migration of this version, oldest first. Throws on a contract.json that can't be read. */
export function listMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const contract = join(folder, name, "contract.json");
      return {
        name,
        sql: readFileSync(join(folder, name, "migration.sql"), "utf8"),
        contract: existsSync(contract) ? ContractSchema.parse(JSON.parse(readFileSync(contract, "utf8"))) : null,
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The names of what a database file has had applied; none for a file that doesn't exist. */
export function listApplied(file: string): string[] {
  if (!existsSync(file)) return [];
  const database = new Database(file, { timeout: 5_000 });
  try {
    return namesIn(database);
  } finally {
    database.close();
  }
}

/**
 * Applies what is missing, while the app may be writing; answers with the names. Each migration is one transaction that
 * begins with the write lock and holds it for its own statements alone. Prisma's engine isn't used for it: it locks the
 * whole file for as long as it runs. Throws on a migration that fails, of which nothing stays.
 */
export async function deployMigrations(file: string, migrations = listMigrations()): Promise<string[]> {
  const database = new Database(file, { timeout: 100 });
  const applied: string[] = [];
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    const known = new Set(namesIn(database));
    for (const migration of migrations.filter(({ name }) => !known.has(name))) {
      if (applied.length > 0) await sleep(PAUSE_MS);
      if (await patiently(() => apply(database, migration))) applied.push(migration.name);
    }
    return applied;
  } finally {
    database.close();
  }
}

/** False where another process has applied it in the meantime. */
function apply(database: Database.Database, { name, sql }: Migration): boolean {
  // Where Prisma re-creates a table it switches the keys off, which inside a transaction would do nothing.
  const withoutKeys = /PRAGMA\s+foreign_keys\s*=\s*OFF/i.test(sql);
  database.pragma(`foreign_keys = ${withoutKeys ? "OFF" : "ON"}`);
  const started = new Date().toISOString();
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(HISTORY);
    const isNew = !namesIn(database).includes(name);
    if (isNew) {
      database.exec(sql);
      if (withoutKeys && (database.pragma("foreign_key_check") as unknown[]).length > 0)
        throw new Error(`${name} would leave references to nothing`);
      database
        .prepare(
          `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
           VALUES (?, ?, ?, ?, ?, 1)`,
        )
        .run(randomUUID(), createHash("sha256").update(sql).digest("hex"), new Date().toISOString(), name, started);
    }
    database.exec("COMMIT");
    return isNew;
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Throws where a migration of Prisma's own engine broke off half-way: only its author can say what to do. */
function namesIn(database: Database.Database): string[] {
  const hasHistory = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
  if (!hasHistory) return [];
  const rows = database
    .prepare(
      `SELECT migration_name AS name, finished_at AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    )
    .all() as { name: string; finished: unknown }[];
  const broken = rows.find(({ finished }) => finished === null);
  if (broken) throw new Error(`The migration ${broken.name} was begun and not finished`);
  return rows.map(({ name }) => name);
}

async function patiently<T>(attempt: () => T): Promise<T> {
  const started = performance.now();
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      const isBusy = String((error as { code?: unknown }).code).startsWith("SQLITE_BUSY");
      if (!isBusy || performance.now() - started > GIVE_UP_AFTER_MS) throw error;
      await sleep(20 + Math.random() * 60);
    }
  }
}
