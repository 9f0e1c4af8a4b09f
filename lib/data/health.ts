import { setTimeout as sleep } from "node:timers/promises";
import type { Closure } from "@/lib/domain/outage";
import { readMode } from "@/lib/mode";
import { canWrite, db, unwritableSince } from "./db";

/** A probe that waits longer than this for the database calls it not well; a door gives it two seconds in all. */
const PATIENCE_MS = 1_500;

/** Whether the database answers a read. */
export function canRead(): Promise<boolean> {
  return holds(() => db.setting.findFirst({ select: { key: true } }));
}

/**
 * How the portal stands in this process. `database.ok`: it does what the mode asks of it, writes included in the normal
 * one. `readable`: look-ups and pages work.
 */
export type Standing = { mode: "normal" | "read-only"; database: { ok: boolean; readable: boolean } };

let looking: Promise<Standing> | undefined;

/** Askers at the same time share one look, so that asking often can't keep the write lock from citizens. */
export function findStanding(): Promise<Standing> {
  looking ??= look().finally(() => {
    looking = undefined;
  });
  return looking;
}

async function look(): Promise<Standing> {
  const [readable, writable] = await Promise.all([canRead(), holds(canWrite)]);
  const isAnnounced = readMode().mode === "read-only";
  const mode = isAnnounced || !writable ? "read-only" : "normal";
  return { mode, database: { ok: readable && (isAnnounced || writable), readable } };
}

/** Null while everything can be changed. Costs nothing: it asks neither database nor disk. */
export function findClosure(): Closure | null {
  const mode = readMode();
  if (mode.mode === "read-only") {
    const { since, until, reason } = mode;
    return { why: "announced", since: new Date(since), until: until === null ? null : new Date(until), reason };
  }
  const since = unwritableSince();
  return since && { why: "unwritable", since, until: null, reason: null };
}

/** True when `probe` ends well in time. It is not stopped otherwise, only no longer waited for. */
function holds(probe: () => Promise<unknown>): Promise<boolean> {
  const ended = probe().then(
    (found) => found !== false,
    () => false,
  );
  return Promise.race([ended, sleep(PATIENCE_MS, false, { ref: false })]);
}
