import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Mutex } from "async-mutex";
import { folder } from "@/lib/folder";
import { Prisma, PrismaClient } from "./generated/client";
import { sqliteAdapter } from "./sqlite-adapter";

/** Another process may hold the write lock this long in all before a caller hears of it. */
const GIVE_UP_AFTER_MS = 30_000;
const TRANSACTION = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens a database file. Every operation and every transaction passes one mutex: the adapter has a single connection, so
 * that without it a plain write made while another request's transaction is open would join it, be acknowledged, and
 * vanish when that one rolls back (design §7; tests/integration/database.spec.ts). BUSY, from another process, is waited
 * for outside the mutex and tried again whole.
 */
export function openDatabase(file: string) {
  // `minimal`: the longer formats repeat a query's values, and those may be a citizen's words in a log.
  const client = new PrismaClient({
    adapter: sqliteAdapter(file),
    transactionOptions: TRANSACTION,
    errorFormat: "minimal",
  });
  const mutex = new Mutex();
  /** Says `commit` after each transaction of this process, for whoever waits for something new. */
  const commits = new EventEmitter().setMaxListeners(0);
  /** Closed at its end: what the work has left running behind it queues at the mutex like everybody else. */
  const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();
  const isInside = () => insideTransaction.getStore()?.open ?? false;

  const guarded = client.$extends({
    query: {
      $allOperations({ args, query }) {
        if (isInside()) return query(args);
        return patiently(() => mutex.runExclusive(() => query(args)));
      },
    },
  });

  /**
   * One write transaction. `work` may run more than once, so it awaits nothing but the database. A throw inside rolls
   * back; transactions don't nest.
   */
  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (isInside()) throw new Error("A transaction inside a transaction");
    const outcome = await patiently(() => mutex.runExclusive(() => runOnce(work)));
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

  return { db: guarded as unknown as Db, transact, commits, close: () => client.$disconnect() };
}

/** Single reads and writes. For more than one write use `transact`. */
export type Db = Omit<PrismaClient, "$transaction" | "$extends" | "$connect" | "$disconnect" | "$on">;
/** The same inside `transact`. */
export type Tx = Prisma.TransactionClient;

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const started = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > GIVE_UP_AFTER_MS) throw error;
      await sleep(Math.min(5 * 2 ** Math.min(tries, 5), 100) * (0.5 + Math.random()));
    }
  }
}

function isBusy(error: unknown): boolean {
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

export const { db, transact, commits } = globals.jawabDatabase;
