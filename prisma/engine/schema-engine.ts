import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationDirectory, SchemaEngine } from "@prisma/schema-engine-wasm";

const require = createRequire(import.meta.url);
const SCHEMA = "prisma/schema.prisma";
const MIGRATIONS = "prisma/migrations";
const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Prisma's schema engine as WebAssembly: its native binary is a download that not every network allows. The migration
 * folder stays in Prisma's own format, and `_prisma_migrations` is kept as `prisma migrate deploy` keeps it.
 */
async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  bindings ??= loadBindings();
  const bg = await bindings;
  const opened: SqlDriverAdapter[] = [];
  const remembering: SqlMigrationAwareDriverAdapterFactory = {
    ...factory,
    async connect() {
      const connection = await factory.connect();
      opened.push(connection);
      return connection;
    },
  };
  const datamodels = [[SCHEMA, readFileSync(SCHEMA, "utf8")]];
  try {
    return await work(
      await bg.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(remembering)),
    );
  } finally {
    // The engine takes the file for itself and keeps its connection; nobody else could open it until then.
    await Promise.all(opened.map((connection) => connection.dispose()));
  }
}

let bindings: ReturnType<typeof loadBindings> | undefined;

/** Once a process: the bindings keep one instance's memory, and a second one would read it as its own. */
async function loadBindings() {
  const bg = require("@prisma/schema-engine-wasm/schema_engine_bg");
  const path = join(dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg")), "schema_engine_bg.wasm");
  const wasm = await WebAssembly.instantiate(await WebAssembly.compile(readFileSync(path)), {
    "./schema_engine_bg.js": bg,
  });
  bg.__wbg_set_wasm(wasm.exports);
  (wasm.exports.__wbindgen_start as (() => void) | undefined)?.();
  return bg;
}

/** The SQL that leads from the existing migrations to schema.prisma; `adapter` is an empty throw-away database. */
export async function diffFromMigrations(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  return withEngine(adapter, async (engine) => {
    await engine.applyMigrations({ migrationsList: readMigrations(), filters: FILTERS });
    const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, "utf8") }];
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: FILTERS,
    });
    return stdout ?? "";
  });
}

function readMigrations() {
  const migrationDirectories: MigrationDirectory[] = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8") },
      },
    }));
  const lockfile = {
    path: "migration_lock.toml",
    content: readFileSync(join(MIGRATIONS, "migration_lock.toml"), "utf8"),
  };
  return { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: "", migrationDirectories };
}
