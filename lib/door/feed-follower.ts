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
      contentHash: z.string().nullish(),
      status: z.custom<KeptStatus | null>(
        (value) => value === null || (typeof value === "object" && value !== null && "state" in value),
      ),
    }),
  ),
  next: z.int().min(0),
  asOf: z.iso.datetime().nullable(),
  /** Not from an app of before there were marks. */
  mark: z.string().nullish(),
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
type Target = Pick<StatusStore, "position" | "apply" | "rewind">;

/**
 * One page of the feed into the store. Where the app says that it is another feed (its database was put back from a copy),
 * the store begins at 0 again, and the next page is the first. Throws where the app doesn't answer as agreed.
 */
export async function takePage(
  client: Pick<AppClient, "ask">,
  store: Target,
  { waitSeconds, signal }: { waitSeconds: number; signal?: AbortSignal },
): Promise<Page> {
  const { seq, mark } = store.position();
  const address = `/internal/status-feed?after=${seq}&wait=${waitSeconds}${mark ? `&mark=${mark}` : ""}`;
  const answer = await client.ask("GET", address, { silence: (waitSeconds + 10) * 1_000 });
  if (answer.status === 409) {
    console.error("The main database has gone back behind what it told; the status feed is read anew");
    if (!signal?.aborted) await store.rewind(signal);
    return { entries: 0, isLast: false };
  }
  if (answer.status !== 200) throw new Error(`The status feed answered ${answer.status}`);
  const { entries, next, asOf, mark: newMark = null } = PageSchema.parse(JSON.parse(answer.body.toString("utf8")));
  // Another process may lead by now, and this store may be closed.
  if (!signal?.aborted) store.apply(entries, next, asOf, newMark);
  return { entries: entries.length, isLast: asOf !== null };
}
