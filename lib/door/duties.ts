import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeAtomically } from "@/lib/folder";
import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";
import { openDeferred } from "./deferred";
import { followFeed } from "./feed-follower";
import type { Refused } from "./refused";
import { replaySpool } from "./replay";
import type { Spool } from "./spool";
import type { StatusStore } from "./status-store";
import type { Taking } from "./taken";

type Parts = {
  client: Pick<AppClient, "ask" | "origin">;
  health: Pick<AppHealth, "state">;
  spool: Spool;
  store: StatusStore;
  taking: Pick<Taking, "heal" | "needsHealing">;
  refused: Refused;
  /** Where the doors of this folder keep their own (PORTAL_DATA_DIR/door). */
  root: string;
};

/** The file with the app's address, in the doors' folder. */
export const APP_ADDRESS = "app-address";
const HEAL_EVERY_MS = 30_000;
const NOTE_EVERY_MS = 1_000;

/**
 * What one door worker does for all of a folder: it makes the rows of what waits anew, follows the feed, and replays the
 * spool. To be started when it leads, and stopped before another may.
 */
export function startDuties({ root, taking, ...parts }: Parts) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const deferred = openDeferred(join(root, "deferred"));
  const feed = followFeed(parts.client, parts.store);

  async function replayHealed(): Promise<void> {
    await heal();
    if (signal.aborted) return;
    const replay = replaySpool({ ...parts, deferred });
    while (!signal.aborted) {
      await sleep(HEAL_EVERY_MS, undefined, { signal }).catch(() => {});
      if (!signal.aborted && taking.needsHealing(new Date())) await heal();
    }
    await replay.stop();
  }

  /** What can't be healed now (a busy store) is healed next time: nothing that was acknowledged depends on it. */
  async function heal(): Promise<void> {
    await taking
      .heal(both(parts.spool.read().pending(), deferred.pending()), new Date())
      .catch((error) => console.error("What waits could not be read:", error instanceof Error ? error.message : error));
  }

  // For commands beside us (lib/launcher/status-store.ts), who are told by nobody when the app moves.
  let noted = "";
  const noting = setInterval(noteApp, NOTE_EVERY_MS);
  function noteApp(): void {
    const { origin } = parts.client;
    if (noted === origin) return;
    writeAtomically(join(root, APP_ADDRESS), origin);
    noted = origin;
  }

  noteApp();
  const done = replayHealed();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      clearInterval(noting);
      await Promise.all([feed.stop(), done]);
    },
  };
}

function* both<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}
