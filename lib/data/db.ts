import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Mutex } from "async-mutex";
import { folder } from "@/lib/folder";
import { readMode } from "@/lib/mode";
import { keepConnection } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { isBroken, isUnwritable, refusesWrites, sqliteCodeOf, unavailable } from "./unavailable";

/** Another process may hold the write lock this long in all before a caller hears of it. */
const GIVE_UP_AFTER_MS = 30_000;
/** Held longer than this, the database counts as unwritable: whoever comes then is told at once and need not wait. */
const LOCKED_AFTER_MS = 5_000;
/** The same for a trial, which comes each second (lib/data/health.ts). */
const TRIAL_MS = 1_000;
const TRANSACTION = { maxWait: 30_000, timeout: 30_000 };
/** How often the mode and the file are looked at where nobody asks for anything. */
const WATCH_EVERY_MS = 500;
const CHECK_EVERY_MS = 10_000;

/**
 * Opens a database file. Every operation and every transaction passes one mutex: the adapter has a single connection, so
 * that without it a plain write made while another request's transaction is open would join it, be acknowledged, and
 * vanish when that one rolls back (design §7; tests/integration/database.spec.ts). BUSY, from another process, is waited
 * for outside the mutex and tried again whole.
 *
 * In read-only mode, and while the file takes no writes by itself, each write throws `READ_ONLY`; where the file is gone
 * or broken everything throws `DATABASE_AWAY` (unavailable.ts). It comes back by itself when the file does.
 */
export function openDatabase(file: string, mode = readMode) {
  const connection = keepConnection(file, mode);
  // `minimal`: the longer formats repeat a query's values, and those may be a citizen's words in a log.
  const client = new PrismaClient({
    adapter: connection.factory,
    transactionOptions: TRANSACTION,
    errorFormat: "minimal",
  });
  const mutex = new Mutex();
  /** Says `commit` after each transaction of this process, for whoever waits for something new. */
  const commits = new EventEmitter().setMaxListeners(0);
  /** Closed at its end: what the work has left running behind it queues at the mutex like everybody else. */
  const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();
  const isInside = () => insideTransaction.getStore()?.open ?? false;
  /** Since when the file has taken no writes, though no mode says so. */
  let unwritableSince: Date | null = null;
  /** When this process last wrote: while it can, a write that has to wait long is unlucky, and the file not locked. */
  let wroteAt = Number.NEGATIVE_INFINITY;
  let isDamaged = false;
  let checkedAt = Number.NEGATIVE_INFINITY;

  const guarded = client.$extends({
    query: {
      $allOperations({ operation, args, query }) {
        if (isInside()) return query(args);
        if (isReading(operation)) return patiently(() => exclusively(() => query(args)));
        return writing(() => query(args));
      },
    },
  });

  /**
   * One write transaction. `work` may run more than once, so it awaits nothing but the database. A throw inside rolls
   * back; transactions don't nest.
   */
  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (isInside()) throw new Error("A transaction inside a transaction");
    const outcome = await writing(() => runOnce(work));
    commits.emit("commit");
    return outcome;
  }

  async function runOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = { open: true };
    try {
      return await insideTransaction.run(scope, () => guarded.$transaction((tx) => work(tx as Tx)));
    } finally {
      scope.open = false;
    }
  }

  /** Refused before it begins where nothing can be written; acknowledged only if it went into the file that is in place. */
  function writing<T>(work: () => Promise<T>): Promise<T> {
    const attempt = () =>
      exclusively(async () => {
        if (connection.isReadOnly() || unwritableSince) throw unavailable("READ_ONLY");
        const outcome = await work();
        if (!connection.isInPlace()) throw unavailable("DATABASE_AWAY");
        wroteAt = performance.now();
        return outcome;
      });
    return patiently(attempt, () => {
      if (performance.now() - wroteAt > LOCKED_AFTER_MS) unwritableSince ??= new Date();
    });
  }

  /** With the connection to itself, as the mode and the file want it at that moment. */
  function exclusively<T>(work: () => Promise<T> | T): Promise<T> {
    return mutex.runExclusive(async () => {
      await connection.ready();
      try {
        return await work();
      } catch (error) {
        throw understand(error);
      }
    });
  }

  /** What SQLite says of the file itself, in the two words that callers know; every other error as it is. */
  function understand(error: unknown): unknown {
    const code = sqliteCodeOf(error);
    // SQLite opens a file for reading alone where it can't have more, and would go on so for ever.
    if (isBroken(code) || /^SQLITE_READONLY/.test(code ?? "")) connection.distrust();
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code ?? "")) isDamaged = true;
    if (!refusesWrites(code) && !isBroken(code)) return error;
    if (!connection.isReadOnly()) unwritableSince ??= new Date();
    return unavailable(refusesWrites(code) ? "READ_ONLY" : "DATABASE_AWAY", error);
  }

  async function probe(): Promise<"well" | "busy" | "not-well"> {
    try {
      await exclusively(() => {
        if (connection.isReadOnly()) return;
        if (isDamaged) check();
        connection.tryWrite(unwritableSince !== null);
        if (!connection.isInPlace()) throw unavailable("DATABASE_AWAY");
        unwritableSince = null;
      });
      return "well";
    } catch (error) {
      return isBusy(error) ? "busy" : "not-well";
    }
  }

  /** Reads the whole file, so not too often; until it is found whole, nothing is written into it. */
  function check(): void {
    if (performance.now() - checkedAt < CHECK_EVERY_MS) throw unavailable("READ_ONLY");
    checkedAt = performance.now();
    connection.check();
    isDamaged = false;
  }

  let isWatching = false;
  const watch = setInterval(async () => {
    if (isWatching || mutex.isLocked()) return; // whoever holds it has looked at its beginning
    isWatching = true;
    await (unwritableSince ? probe() : exclusively(() => {}).catch(() => {}));
    isWatching = false;
  }, WATCH_EVERY_MS).unref();

  return {
    db: guarded as unknown as Db,
    transact,
    commits,
    /** Since when writes are refused though no mode says so; null while they are not. */
    unwritableSince: () => unwritableSince,
    /**
     * Whether a write reaches the disk; one is made for that. True in read-only mode, where nobody wants to know. Held up by another process for `TRIAL_MS`, the file counts as unwritable.
     */
    async canWrite(): Promise<boolean> {
      if (unwritableSince && !connection.isReadOnly()) return false;
      const until = performance.now() + TRIAL_MS;
      let found = await probe();
      while (found === "busy" && performance.now() < until) {
        await sleep(100);
        found = await probe();
      }
      if (found === "well") return true;
      unwritableSince ??= new Date();
      return false;
    },
    async close(): Promise<void> {
      clearInterval(watch);
      await mutex.runExclusive(() => client.$disconnect());
      connection.close();
    },
  };
}

/** Single reads and writes. For more than one write use `transact`. */
export type Db = Omit<PrismaClient, "$transaction" | "$extends" | "$connect" | "$disconnect" | "$on">;
/** The same inside `transact`. */
export type Tx = Prisma.TransactionClient;

function isReading(operation: string): boolean {
  return /^(find|count|aggregate|groupBy|\$?queryRaw)/.test(operation);
}

/** `onLocked` is called when BUSY has lasted so long that others had better not begin to wait. */
async function patiently<T>(attempt: () => Promise<T>, onLocked?: () => void): Promise<T> {
  const started = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      const waited = performance.now() - started;
      if (waited > LOCKED_AFTER_MS) onLocked?.();
      if (waited > GIVE_UP_AFTER_MS) throw unavailable(onLocked ? "READ_ONLY" : "DATABASE_AWAY", error);
      await sleep(Math.min(5 * 2 ** Math.min(tries, 5), 100) * (0.5 + Math.random()));
    }
  }
}

function isBusy(error: unknown): boolean {
  if (isUnwritable(error)) return false;
  const code = (error as { code?: unknown }).code;
  return code === "P1008" || (typeof code === "string" && code.startsWith("SQLITE_BUSY"));
}

/** True where a write met a unique value that is taken already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

// Next bundles routes and pages apart, so that a module may exist twice in one process; the connection must not.
const globals = globalThis as { jawabDatabase?: ReturnType<typeof openDatabase> };
globals.jawabDatabase ??= openDatabase(folder.database);

export const { db, transact, commits, canWrite, unwritableSince } = globals.jawabDatabase;
