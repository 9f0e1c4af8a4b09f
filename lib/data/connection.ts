import { statSync } from "node:fs";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { Mode } from "@/lib/mode";
import { BUSY_TIMEOUT_MS, type OpenAdapter, openAdapter } from "./sqlite-adapter";
import { unavailable } from "./unavailable";

type Open = OpenAdapter & { readOnly: boolean; identity: string };

/** So long another file must have lain in a database's place before it is opened: all processes let go of the first by then. */
const SETTLED_AFTER_MS = 1_500;

/**
 * The one connection to a database file, opened anew beneath Prisma whenever it has to be another: read-only while that
 * mode is on, so that a write can't happen; and another file than the one that is open, since a handle to a file that was
 * moved away would go on acknowledging writes into nowhere. All of it is called under db.ts's mutex.
 */
export function keepConnection(file: string, readMode: () => Mode) {
  let open: Open | null = null;
  let isSuspect = false;
  let last: string | null = null;
  let other: { identity: string; at: number } | null = null;

  function current(): Open {
    if (!open) throw unavailable("DATABASE_AWAY");
    return open;
  }

  /** Called before each operation. Throws `DATABASE_AWAY` where there is no database to be opened. */
  async function ready(): Promise<void> {
    const identity = identify(file);
    const readOnly = readMode().mode === "read-only";
    if (open && !isSuspect && open.identity === identity && open.readOnly === readOnly) return;
    close();
    if (identity === null || !isSettled(identity)) throw unavailable("DATABASE_AWAY");
    try {
      open = { ...(await openAdapter(file, { readOnly })), readOnly, identity };
    } catch (error) {
      throw unavailable("DATABASE_AWAY", error);
    }
    isSuspect = false;
    last = identity;
  }

  /** A file that took the place of the one that was open is given time: it may still be copied, or be moved back. */
  function isSettled(identity: string): boolean {
    if (last === null || identity === last) {
      other = null;
      return true;
    }
    if (other?.identity !== identity) other = { identity, at: performance.now() };
    return performance.now() - other.at >= SETTLED_AFTER_MS;
  }

  function close(): void {
    if (!open) return;
    const { client, readOnly, identity } = open;
    open = null;
    // What is in the log only goes into the file that it belongs to, before another one can be found beside that log.
    if (!readOnly && identify(file) !== identity) attempt(() => client.pragma("wal_checkpoint(TRUNCATE)"));
    attempt(() => client.close());
  }

  const shell: SqlDriverAdapter = {
    provider: "sqlite",
    adapterName: "jawab-sqlite",
    queryRaw: async (query) => current().adapter.queryRaw(query),
    executeRaw: async (query) => current().adapter.executeRaw(query),
    executeScript: async (script) => current().adapter.executeScript(script),
    startTransaction: async (isolation) => current().adapter.startTransaction(isolation),
    dispose: async () => close(),
  };
  const factory: SqlDriverAdapterFactory = {
    provider: "sqlite",
    adapterName: shell.adapterName,
    connect: async () => shell,
  };

  return {
    factory,
    ready,
    close,
    /** The next operation opens the file anew. */
    distrust(): void {
      isSuspect = true;
    },
    isReadOnly: () => open?.readOnly ?? false,
    /** Asked after a write, before it is acknowledged: whether it went into the file that lies in its place. */
    isInPlace: () => open !== null && open.identity === identify(file),
    /** Writes for a trial, and so that the disk must take it; `large` where a few free bytes would prove nothing. Throws what SQLite says. */
    tryWrite: (large: boolean) => tryWrite(current(), large),
    /** Throws where what is stored is damaged. */
    check(): void {
      const found = current().client.pragma("quick_check(1)", { simple: true });
      if (found !== "ok") throw Object.assign(new Error("Damaged"), { code: "SQLITE_CORRUPT" });
    },
  };
}

function tryWrite({ client }: Open, large: boolean): void {
  client.pragma("busy_timeout = 20");
  try {
    const version = Number(client.pragma("user_version", { simple: true }));
    // The first page, written as it is: a transaction that is rolled back would never reach the disk.
    client.pragma(`user_version = ${version}`);
    if (!large) return;
    client.exec(`INSERT OR REPLACE INTO "Setting" ("key", "value") VALUES ('${PROBE}', hex(zeroblob(131072)))`);
    client.exec(`DELETE FROM "Setting" WHERE "key" = '${PROBE}'`);
  } finally {
    client.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

const PROBE = "health.probe";

/** Which file lies at that path, whatever it is called; null for none. */
function identify(file: string): string | null {
  try {
    const { dev, ino } = statSync(/*turbopackIgnore: true*/ file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // It is being given up in any case.
  }
}
