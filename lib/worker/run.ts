import { setTimeout as sleep } from "node:timers/promises";
import { findClosure } from "@/lib/data/health";
import { removeOldPresence } from "@/lib/data/old-presence";
import { renewOldKeys } from "@/lib/data/renew-keys";
import { isUnwritable } from "@/lib/data/unavailable";
import { sweepDuties } from "@/lib/use-cases/sweep-duties";
import { electLead } from "./lead";

/** A round must end well before the lease does. */
const LOOKED_AT_ONCE = 200;
const INDEXED_AT_ONCE = 20;
const EVERY_MS = 3_000;
/**
 * How long everything must have been open before anything is called for: the doors first tell of the outage that has just
 * ended, which gives the clocks their time back.
 */
const SETTLE_MS = 15_000;
const TIDY_EVERY_MS = 60_000;
const PRESENT_MS = 5 * 60_000;
/** So many rounds in a row that failed, and the worker calls itself ill. */
const ILL_AFTER = 3;

type Options = {
  /** Names this process among all that ever run. */
  holder: string;
  onHealth: (well: boolean) => void;
  everyMs?: number;
  settleMs?: number;
  leaseMs?: number;
};

/**
 * Does the duties of the portal, again and again, while it leads. Sleeps while nothing can be written, and says so once.
 * `stop` ends it between two transactions.
 */
export function runWorker({ holder, onHealth, everyMs = EVERY_MS, settleMs = SETTLE_MS, leaseMs }: Options) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const lead = electLead(holder, leaseMs);
  let openSince = performance.now();
  let tidiedAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let said = "";

  /** Each change once, never each round. */
  function say(words: string): void {
    if (words !== said) console.log(`The worker ${words}`);
    said = words;
  }

  async function work(): Promise<boolean> {
    if (findClosure()) throw Object.assign(new Error("closed"), { code: "READ_ONLY" });
    if (!(await lead.leads(new Date()))) {
      say("stands by: another one leads");
      return false;
    }
    say(`leads (term ${lead.term()})`);
    if (performance.now() - openSince < settleMs) return false;
    const { more, failed } = await sweepDuties({ now: new Date(), limit: LOOKED_AT_ONCE, signal });
    if (failed > 0) console.error(`The worker could not look after ${failed} complaints`);
    if (signal.aborted) return false;
    const indexed = await renewOldKeys(INDEXED_AT_ONCE);
    await tidy();
    return more || indexed === INDEXED_AT_ONCE;
  }

  async function tidy(): Promise<void> {
    if (performance.now() - tidiedAt < TIDY_EVERY_MS) return;
    tidiedAt = performance.now();
    await removeOldPresence(new Date(Date.now() - PRESENT_MS));
  }

  async function round(): Promise<boolean> {
    try {
      const more = await work();
      failures = 0;
      onHealth(true);
      return more;
    } catch (error) {
      openSince = performance.now();
      if (isUnwritable(error)) {
        // Nobody can work just now: the other parts say so.
        say("sleeps: nothing can be written");
        onHealth(true);
        return false;
      }
      failures += 1;
      if (failures === 1) console.error("The worker failed and tries again:", error instanceof Error ? error.name : "");
      if (failures >= ILL_AFTER) onHealth(false);
      return false;
    }
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const more = await round();
      // With more to do at once, others still get their turn at the database.
      await sleep(more ? 20 : everyMs, undefined, { signal }).catch(() => {});
    }
    await lead.close();
  }

  const done = loop();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      await done;
    },
  };
}
