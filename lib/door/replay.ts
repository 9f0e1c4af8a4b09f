import { setTimeout as sleep } from "node:timers/promises";
import type { AppHealth } from "./app-health";
import type { Deferred } from "./deferred";
import { attempt, awaitsItsComplaint, type DeliveryParts, settle } from "./deliver";
import type { Spool, SpoolStep } from "./spool";

export type ReplayParts = DeliveryParts & {
  health: Pick<AppHealth, "state">;
  spool: Pick<Spool, "read">;
  deferred: Deferred;
};
export type ReplayPace = {
  idleMs: number;
  firstPauseMs: number;
  longestPauseMs: number;
  /** So often a record is tried, while the app is well, before it makes room for others. */
  tries: number;
  /** How often those that made room are tried again, and for how long. */
  slowMs: number;
  giveUpMs: number;
  /** How often the app is told of what lies aside, and how long a stop waits for an answer. */
  reportMs: number;
  stopMs: number;
};

const PACE: ReplayPace = {
  idleMs: 250,
  firstPauseMs: 500,
  longestPauseMs: 10_000,
  tries: 5,
  slowMs: 60_000,
  giveUpMs: 7 * 86_400_000,
  reportMs: 2_000,
  stopMs: 5_000,
};

/** Of different IDs; what belongs to one ID goes one after the other. */
const AT_ONCE = 6;

/**
 * Sends what the spool holds to the app's own API, oldest first, a complaint before its files, a few IDs at a time.
 * Exactly once in effect by that PUT's idempotency: a crash between the app's answer and our note of it sends a record
 * twice, and the second changes nothing. What the app fails at again and again makes room for the others. Design §3, "Spool".
 */
export function replaySpool(parts: ReplayParts, pace: Partial<ReplayPace> = {}) {
  const {
    idleMs,
    firstPauseMs,
    longestPauseMs,
    tries: maxTries,
    slowMs,
    giveUpMs,
    reportMs,
    stopMs,
  } = { ...PACE, ...pace };
  const { client, health, spool, refused, deferred } = parts;
  const reader = spool.read();
  const stopping = new AbortController();
  const { signal } = stopping;
  let isOver = false;
  const flying = new Set<Promise<void>>();
  /** The last of each ID that is on its way. */
  const lastOf = new Map<string, Promise<void>>();

  const wait = (ms: number) => sleep(ms, undefined, { signal }).catch(() => {});
  /** One for all who idle at the same time, however often something arrives meanwhile. */
  let idling: Promise<void> | null = null;
  function idle(): Promise<void> {
    idling ??= wait(idleMs).finally(() => {
      idling = null;
    });
    return idling;
  }
  const isWell = () => health.state === "normal" && !signal.aborted;

  async function replay(): Promise<void> {
    while (!signal.aborted) {
      try {
        const step = isWell() && flying.size < AT_ONCE ? reader.next() : null;
        if (step) send(step);
        else await Promise.race([...flying, idle()]);
        if (isWell() && flying.size === 0) await report();
      } catch (error) {
        await complain(error);
      }
    }
    await Promise.all(flying);
  }

  /** What the app can't hear now, it hears the next time. */
  let reportedAt = Number.NEGATIVE_INFINITY;
  async function report(): Promise<void> {
    if (performance.now() - reportedAt < reportMs) return;
    reportedAt = performance.now();
    await refused.report(client).catch(() => {});
  }

  function send(step: SpoolStep): void {
    const id = "damaged" in step.record ? "" : step.record.head.trackingId;
    const flight = (lastOf.get(id) ?? Promise.resolve())
      .then(() => carry(step))
      .finally(() => {
        flying.delete(flight);
        if (lastOf.get(id) === flight) lastOf.delete(id);
      });
    flying.add(flight);
    lastOf.set(id, flight);
  }

  /** Until it is ticked off, or this door stops. */
  async function carry({ record, done }: SpoolStep): Promise<void> {
    for (let tries = 0; !signal.aborted; ) {
      try {
        const pauseMs = isWell() ? await take(record, tries) : idleMs;
        if (pauseMs === null) {
          // Later than that, another door may lead, and knows the positions better.
          if (!isOver) done();
          return;
        }
        if (isWell()) tries += 1;
        await wait(pauseMs);
      } catch (error) {
        await complain(error);
      }
    }
  }

  /** Of our own disk or store, as the app's failures are outcomes. Nothing is ticked off, so it is tried again. */
  async function complain(error: unknown): Promise<void> {
    console.error("The spool could not be replayed:", error instanceof Error ? error.message : error);
    await wait(longestPauseMs);
  }

  /** Null once nothing is left to do for it, else how long to wait before the next try. */
  async function take(record: SpoolStep["record"], tries: number): Promise<number | null> {
    const now = new Date();
    if ("damaged" in record) {
      refused.keepDamaged(record.damaged, record.head, now);
      return null;
    }
    if (deferred.has(record.head.trackingId)) {
      deferred.add(record, now);
      return null;
    }
    const outcome = await attempt(parts, record);
    if (outcome.is !== "again") {
      settle(parts, record, outcome);
      return null;
    }
    const isLast = isWell() && tries + 1 >= maxTries;
    if (isLast || awaitsItsComplaint(parts, record, outcome.verdict)) {
      deferred.add(record, new Date());
      return null;
    }
    return outcome.pauseMs ?? Math.min(firstPauseMs * 2 ** tries, longestPauseMs);
  }

  /** Those that made room, on a slow rhythm of their own. */
  async function retryDeferred(): Promise<void> {
    while (!signal.aborted) {
      await wait(slowMs);
      const stuck = new Set<string>();
      for (const { name, trackingId, since } of deferred.list()) {
        if (!isWell()) break;
        if (stuck.has(trackingId)) continue;
        const isOver = Date.now() - since.getTime() > giveUpMs;
        const isDone = await retry(name, isOver).catch(() => false);
        if (!isDone) stuck.add(trackingId);
      }
    }
  }

  async function retry(name: string, isOver: boolean): Promise<boolean> {
    const record = deferred.load(name);
    if (record) {
      const outcome = await attempt(parts, record);
      if (outcome.is === "again" && !isOver) return false;
      settle(parts, record, outcome.is === "again" ? { is: "refused", verdict: outcome.verdict } : outcome);
    }
    deferred.remove(name);
    return true;
  }

  const done = Promise.all([replay(), retryDeferred()]);
  return {
    /** Resolves once nothing more of this replay will be sent or noted; an app that keeps silent is not waited for. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.race([done, sleep(stopMs)]);
      isOver = true;
    },
    /** How many records lie aside, for /readyz and the operator. */
    refused: () => refused.count(),
  };
}
