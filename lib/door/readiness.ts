import { accessSync, constants, statfsSync } from "node:fs";
import type { AppHealth } from "./app-health";
import type { StatusStore } from "./status-store";
import type { Taking } from "./taken";

/** Older than this, a tracking page says so in words (design §3). */
const FRESH_MS = 60_000;
const MIN_FREE_BYTES = 200 * 1024 ** 2;

type Process = { since: string; ok?: boolean; pid?: number };
/** What the launcher knows of the portal's processes, which is sooner than we see it by looking. */
export type ProcessParts = { doors?: Process[]; [part: string]: Process | Process[] | undefined };

type Parts = {
  health: Pick<AppHealth, "state" | "since" | "last">;
  store: Pick<StatusStore, "position">;
  taking: Pick<Taking, "count">;
  refused: { count: () => number };
  /** Where spool and store lie. */
  root: string;
  startedAt: Date;
  isDemo: boolean;
  processes: () => ProcessParts;
};

/**
 * What /readyz says (design §4): each part as it is, and whether all of them are normal. The app speaks for itself and for
 * what stands behind it; while it is away nobody can.
 */
export function tellReadiness(parts: Parts): { ok: boolean; body: Record<string, unknown> } {
  const { health, startedAt, isDemo, processes } = parts;
  const app =
    health.state === "away" ? { app: { ok: false, since: health.since.toISOString() } } : asObject(health.last);
  const since = startedAt.toISOString();
  const own: Record<string, unknown> = {
    ...app,
    mode: health.state,
    statusStore: tellStore(parts),
    spool: tellSpool(parts),
    door: { ok: true, since, ...(isDemo && { pid: process.pid }) },
  };
  const body = { ...own, ...tellProcesses(processes(), own, isDemo) };
  const isWell = Object.values(body).every((part) => asObject(part).ok !== false);
  return { ok: isWell && health.state === "normal", body };
}

/** A part is well when it says so, where it can, and its process runs. */
function tellProcesses(told: ProcessParts, own: Record<string, unknown>, isDemo: boolean): Record<string, unknown> {
  const show = ({ pid, ...rest }: Process) => (isDemo && pid !== undefined ? { ...rest, pid } : rest);
  return Object.fromEntries(
    Object.entries(told).map(([name, one]) => {
      if (!one || Array.isArray(one)) return [name, one?.map(show)];
      return [name, { ...show(one), ok: one.ok !== false && asObject(own[name]).ok !== false }];
    }),
  );
}

/** Whether look-ups or spooling work: for load balancers. */
export function isAlive(parts: Pick<Parts, "store" | "root">): boolean {
  return tellStorePosition(parts) !== null || hasRoom(parts.root);
}

function tellStore(parts: Pick<Parts, "store" | "startedAt">) {
  const position = tellStorePosition(parts);
  const asOf = position?.asOf ?? null;
  const ok = asOf !== null && Date.now() - Date.parse(asOf) <= FRESH_MS;
  return { ok, asOf, since: ok ? parts.startedAt.toISOString() : (asOf ?? parts.startedAt.toISOString()) };
}

function tellStorePosition({ store }: Pick<Parts, "store">) {
  try {
    return store.position();
  } catch {
    return null;
  }
}

function tellSpool({ taking, refused, root }: Pick<Parts, "taking" | "refused" | "root">) {
  try {
    return { ok: hasRoom(root), waiting: taking.count(), refused: refused.count() };
  } catch {
    return { ok: false, waiting: null, refused: null };
  }
}

function hasRoom(root: string): boolean {
  try {
    accessSync(root, constants.W_OK);
    const { bavail, bsize } = statfsSync(root);
    return bavail * bsize > MIN_FREE_BYTES;
  } catch {
    return false;
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
