import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { KeptStatus } from "@/lib/domain/complaint/public-status";
import type { AppClient } from "./app-client";
import type { StatusStore } from "./status-store";

/** The app holds the answer back for so long when nothing has changed. */
export const FEED_WAIT_SECONDS = 20;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** The frame of a page; what is in `status` is between the app's renderer and ours, which are the same. */
const PageSchema = z.object({
  entries: z.array(
    z.object({
      seq: z.int().min(1),
      trackingId: z.string(),
      claimKeyHash: z.string(),
      status: z.custom<KeptStatus>((value) => typeof value === "object" && value !== null && "state" in value),
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
  let stopped = false;
  let pause = FIRST_PAUSE_MS;

  async function follow(): Promise<void> {
    while (!stopped) {
      try {
        await takePage(client, store, FEED_WAIT_SECONDS);
        pause = FIRST_PAUSE_MS;
      } catch {
        await sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  const done = follow();
  return {
    async stop(): Promise<void> {
      stopped = true;
      await Promise.race([done, sleep(100)]);
    },
  };
}

/** One page of the feed into the store. True when more follow at once. Throws where the app doesn't answer as agreed. */
export async function takePage(
  client: Pick<AppClient, "ask">,
  store: StatusStore,
  waitSeconds: number,
): Promise<boolean> {
  const { seq } = store.position();
  const answer = await client.ask("GET", `/internal/status-feed?after=${seq}&wait=${waitSeconds}`, {
    silence: (waitSeconds + 10) * 1_000,
  });
  if (answer.status !== 200) throw new Error(`The status feed answered ${answer.status}`);
  const { entries, next, asOf } = PageSchema.parse(JSON.parse(answer.body.toString("utf8")));
  store.apply(entries, next, asOf);
  return asOf === null;
}
