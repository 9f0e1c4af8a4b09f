import { setTimeout as sleep } from "node:timers/promises";
import { db, transact } from "./db";

/** A probe that waits longer than this for the database calls it not well. */
const PATIENCE_MS = 2_000;

/** Whether the database answers a read. */
export function canRead(): Promise<boolean> {
  return holds(() => db.setting.findFirst({ select: { key: true } }));
}

let writing: Promise<boolean> | undefined;

/**
 * Whether the database takes a write: one is made and rolled back. Askers at the same time share one probe, so that
 * asking often can't keep the write lock from citizens.
 */
export function canWrite(): Promise<boolean> {
  writing ??= holds(tryWrite).finally(() => {
    writing = undefined;
  });
  return writing;
}

const PROBE = "health.probe";
const ROLL_BACK = new Error("A probe's write is never kept");

async function tryWrite(): Promise<void> {
  try {
    await transact(async (tx) => {
      await tx.setting.create({ data: { key: PROBE, value: "" } });
      throw ROLL_BACK;
    });
  } catch (error) {
    if (error !== ROLL_BACK) throw error;
  }
}

/** True when `probe` ends well in time. It is not stopped otherwise, only no longer waited for. */
function holds(probe: () => Promise<unknown>): Promise<boolean> {
  const ended = probe().then(
    () => true,
    () => false,
  );
  return Promise.race([ended, sleep(PATIENCE_MS, false, { ref: false })]);
}
