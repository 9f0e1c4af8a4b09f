import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type Database from "better-sqlite3";

/**
 * At most this long may a write wait for another process inside SQLite, since that wait blocks the event loop. Longer
 * waits are ours: the whole transaction is tried again (db.ts).
 */
export const BUSY_TIMEOUT_MS = 100;

/** One open handle: what Prisma speaks to, and the driver's own connection beneath it. */
export type OpenAdapter = { adapter: SqlDriverAdapter; client: Database.Database };

/**
 * The adapter for one SQLite file, made safe (design §7): `synchronous=FULL` on every connection, since WAL's default
 * would lose acknowledged writes on a power cut; and interactive transactions begin IMMEDIATE, so that two processes
 * which read and then write never meet SQLITE_BUSY_SNAPSHOT half-way. The file is created where there is none.
 */
export function sqliteAdapter(file: string): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaBetterSqlite3({ url: file, timeout: BUSY_TIMEOUT_MS });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    connect: async () => forWriting(await inner.connect()).adapter,
  };
}

/** Opens a file that must be there: a database that is gone must not begin anew, empty. Throws what SQLite says. */
export async function openAdapter(file: string, { readOnly }: { readOnly: boolean }): Promise<OpenAdapter> {
  const settings = { url: file, timeout: BUSY_TIMEOUT_MS, fileMustExist: true, readonly: readOnly };
  const adapter = await new PrismaBetterSqlite3(settings).connect();
  try {
    return readOnly ? forReading(adapter) : forWriting(adapter);
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
}

function forWriting(adapter: SqlDriverAdapter): OpenAdapter {
  const client = connectionOf(adapter);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("foreign_keys = ON");
  const begin = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolationLevel) => {
    const transaction = await begin(isolationLevel);
    // The adapter has begun DEFERRED and holds nothing yet; swap it for one that holds the write lock from the start.
    client.exec("ROLLBACK");
    try {
      client.exec("BEGIN IMMEDIATE");
    } catch (error) {
      await transaction.rollback(); // frees the adapter's own mutex, or every later transaction would wait for ever
      throw busyOr(error);
    }
    return transaction;
  };
  return { adapter, client };
}

function forReading(adapter: SqlDriverAdapter): OpenAdapter {
  const client = connectionOf(adapter);
  client.pragma("query_only = ON"); // twice: the handle itself is read-only already
  client.pragma("schema_version"); // a file that is no database is found out here, and not by the first citizen
  return { adapter, client };
}

/** The driver's connection is public at run time but not in the adapter's types. */
function connectionOf(adapter: SqlDriverAdapter): Database.Database {
  return (adapter as unknown as { client: Database.Database }).client;
}

function busyOr(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && code.startsWith("SQLITE_BUSY")
    ? new DriverAdapterError({ kind: "SocketTimeout" })
    : error;
}
