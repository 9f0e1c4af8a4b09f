import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { KeptStatus } from "@/lib/domain/complaint/public-status";
import type { AppClient } from "./app-client";
import type { StatusStore } from "./status-store";

/** The app holds the answer back for so long when nothing has changed. */
export const FEED_WAIT_SECONDS = 20;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const CLEAN_EVERY_MS = 60_000;

/** The frame of a page; what is in `status` is between the app's renderer and ours, which are the same. */
const PageSchema = z.object({
  entries: z.array(
    z.object({
      seq: z.int().min(1),
      trackingId: z.string(),
      claimKeyHash: z.string(),
      status: z.custom<KeptStatus | null>(
        (value) => value === null || (typeof value === "object" && value !== null && "state" in value),
      ),
    }),
  ),
  next: z.int().min(0),
  asOf: z.iso.datetime().nullable(),
});

/**
 * Keeps the status store as new as the app's status feed, by one long poll after another, until `stop`. While the app
 * doesn't answer it asks again after growing pauses, and the store stays as it is.
 */
export function followFeed(client: Pick<AppClient, "ask">, store: StatusStore) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let pause = FIRST_PAUSE_MS;
  let cleanedAt = performance.now();
  let isDirty = false;

  async function follow(): Promise<void> {
    // The first answer comes at once: how new the store is shall not stay unknown while nothing happens.
    let waitSeconds = 0;
    while (!signal.aborted) {
      try {
        const { entries } = await takePage(client, store, { waitSeconds, signal });
        waitSeconds = FEED_WAIT_SECONDS;
        pause = FIRST_PAUSE_MS;
        isDirty ||= entries > 0;
        clean();
      } catch {
        await sleep(pause, undefined, { signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Now and then, for what was redacted or purged must not live on in the store's log. */
  function clean(): void {
    if (!isDirty || performance.now() - cleanedAt < CLEAN_EVERY_MS) return;
    cleanedAt = performance.now();
    isDirty = false;
    store.forgetOldContent();
  }

  const done = follow();
  return {
    /** Resolves soon: a page that is still awaited is thrown away when it comes. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.race([done, sleep(100)]);
    },
  };
}

/** What a page was: how many lines it had, and whether more follow at once. */
export type Page = { entries: number; isLast: boolean };
type Target = Pick<StatusStore, "position" | "apply">;

/** One page of the feed into the store. Throws where the app doesn't answer as agreed. */
export async function takePage(
  client: Pick<AppClient, "ask">,
  store: Target,
  { waitSeconds, signal }: { waitSeconds: number; signal?: AbortSignal },
): Promise<Page> {
  const { seq } = store.position();
  const answer = await client.ask("GET", `/internal/status-feed?after=${seq}&wait=${waitSeconds}`, {
    silence: (waitSeconds + 10) * 1_000,
  });
  if (answer.status !== 200) throw new Error(`The status feed answered ${answer.status}`);
  const { entries, next, asOf } = PageSchema.parse(JSON.parse(answer.body.toString("utf8")));
  // Another process may lead by now, and this store may be closed.
  if (!signal?.aborted) store.apply(entries, next, asOf);
  return { entries: entries.length, isLast: asOf !== null };
}
