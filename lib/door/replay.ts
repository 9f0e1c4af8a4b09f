import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";
import type { Spool, SpoolRecord } from "./spool";
import type { StatusStore } from "./status-store";
import type { Taking } from "./taken";

const IDLE_MS = 250;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** What the app may say of a record that time alone can mend. */
const TRY_AGAIN = new Set([401, 403, 404, 408, 421, 425, 429]);

type Parts = {
  client: Pick<AppClient, "ask">;
  health: Pick<AppHealth, "state">;
  spool: Spool;
  store: StatusStore;
  taking: Pick<Taking, "forget">;
  /** Where records are kept that the app refuses or nobody can read. */
  refusedFolder: string;
};

/**
 * Sends what the spool holds to the app's own API, oldest first, one at a time, so that a complaint comes before its files.
 * Exactly once in effect by that PUT's idempotency: a crash between the app's answer and our note of it sends a record
 * twice, and the second changes nothing. Design §3, "Spool".
 */
export function replaySpool(parts: Parts) {
  let stopped = false;
  let pause = FIRST_PAUSE_MS;

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const moved = parts.health.state === "normal" && (await replayOne(parts));
        pause = FIRST_PAUSE_MS;
        if (!moved) await sleep(IDLE_MS);
      } catch {
        await sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  const done = run();
  return {
    async stop(): Promise<void> {
      stopped = true;
      await Promise.race([done, sleep(1_000)]);
    },
    /** How many records lie aside, for /readyz and the operator. */
    refused: () => countRefused(parts.refusedFolder),
  };
}

/** The oldest record to the app. False when there is none; throws when it has to be tried again. */
export async function replayOne({ client, spool, store, taking, refusedFolder }: Parts): Promise<boolean> {
  const step = spool.next();
  if (!step) return false;
  const { record, after } = step;
  if ("damaged" in record) {
    keepAside(refusedFolder, "damaged", record.damaged);
  } else {
    const answer = await send(client, record);
    if (record.head.kind === "complaint" && answer.status < 500) taking.forget(record.head.trackingId);
    if (!isDelivered(answer, record)) {
      if (answer.status < 400 || answer.status >= 500 || TRY_AGAIN.has(answer.status)) {
        throw new Error(`The app answered ${answer.status}`);
      }
      keepAside(refusedFolder, record.head.trackingId, record.body, { ...record.head, answered: answer.status });
      if (record.head.kind === "complaint") markRefused(store, record);
    }
  }
  spool.advance(after);
  return true;
}

function send(client: Pick<AppClient, "ask">, { head, body }: SpoolRecord) {
  const path = `/api/v1/complaints/${head.trackingId}`;
  const received = { "x-jawab-received-at": head.receivedAt };
  if (head.kind === "complaint") {
    return client.ask("PUT", path, { headers: { ...received, "content-type": "application/json" }, body });
  }
  return client.ask("PUT", `${path}/attachments/${head.hash}`, {
    headers: { ...received, "x-jawab-claim-key-hash": head.claimKeyHash, "content-type": "application/octet-stream" },
    body,
  });
}

/** As a phone would judge: `ok: true` and the record's own hash. */
function isDelivered(answer: { status: number; body: Buffer }, { head }: SpoolRecord): boolean {
  if (answer.status !== 200 && answer.status !== 201) return false;
  const said = parse(answer.body);
  return said?.ok === true && (head.kind === "complaint" ? said.contentHash : said.sha256) === head.hash;
}

function parse(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The citizen's status says what is wrong, and the same ID may be sent again by the same owner. */
function markRefused(store: StatusStore, { head }: SpoolRecord): void {
  const known = store.find(head.trackingId);
  if (known?.status.state !== "RECEIVED") return;
  const { trackingId, ...status } = known.status;
  store.receive(trackingId, { ...status, state: "REFUSED", open: false }, known.claimKeyHash);
}

function keepAside(folder: string, name: string, body: Buffer, words?: object): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}-${randomUUID()}`);
  writeFileSync(`${file}.body`, body, { mode: 0o600, flush: true });
  if (words) writeFileSync(`${file}.json`, JSON.stringify(words), { mode: 0o600, flush: true });
}

function countRefused(folder: string): number {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".body")).length;
  } catch {
    return 0;
  }
}
