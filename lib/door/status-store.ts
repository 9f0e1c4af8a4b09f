import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { KeptStatus, PublicStatus } from "@/lib/domain/complaint/public-status";

/** One line of the app's status feed. */
export type FeedEntry = { seq: number; trackingId: string; status: KeptStatus; claimKeyHash: string };
export type StoredStatus = { status: PublicStatus; claimKeyHash: string; seq: number };
export type StatusStore = ReturnType<typeof openStatusStore>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS status (
    key BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    claim_key_hash TEXT NOT NULL,
    status TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS feed (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, as_of TEXT);
  INSERT OR IGNORE INTO feed (id, seq) VALUES (1, 0);
`;
/** A lodging that only this door knows: any line of the feed replaces it. */
const NOT_FROM_FEED = 0;

/**
 * The door's own file: what a stranger with a tracking ID may see, one row a complaint, keyed by an HMAC of the ID.
 * Design §3, "Status store". `hmacKey` is the secret of `keys/status`, the same for all doors.
 */
export function openStatusStore(file: string, hmacKey: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  // What is lost here on a power cut comes again by the feed; `RECEIVED` rows are made anew from the spool.
  db.pragma("synchronous = NORMAL");
  db.exec(SCHEMA);

  const select = db.prepare<[Buffer], { seq: number; claim_key_hash: string; status: string }>(
    "SELECT seq, claim_key_hash, status FROM status WHERE key = ?",
  );
  const upsert = db.prepare(`
    INSERT INTO status (key, seq, claim_key_hash, status) VALUES (@key, @seq, @claimKeyHash, @status)
    ON CONFLICT (key) DO UPDATE SET seq = @seq, claim_key_hash = @claimKeyHash, status = @status
    WHERE excluded.seq >= status.seq`);
  const remember = db.prepare("UPDATE feed SET seq = max(seq, @seq), as_of = @asOf WHERE id = 1");
  const remembered = db.prepare<[], { seq: number; as_of: string | null }>("SELECT seq, as_of FROM feed");
  const counted = db.prepare("SELECT count(*) FROM status").pluck();

  function keyOf(trackingId: string): Buffer {
    return createHmac("sha256", hmacKey).update(trackingId).digest();
  }

  function write({ trackingId, status, ...row }: FeedEntry): void {
    upsert.run({ ...row, key: keyOf(trackingId), status: JSON.stringify(status) });
  }

  return {
    /** The status of a canonical ID; null for one that this door has not heard of. */
    find(trackingId: string): StoredStatus | null {
      const row = select.get(keyOf(trackingId));
      if (!row) return null;
      const status = { ...(JSON.parse(row.status) as KeptStatus), trackingId };
      return { status, claimKeyHash: row.claim_key_hash, seq: row.seq };
    },
    /**
     * Takes a page of the feed and its heartbeat in one transaction. A line older than what is kept changes nothing, so
     * pages may come twice or in any order. `asOf` null: more pages follow, so the store is not yet as new as that.
     */
    apply: db.transaction((entries: readonly FeedEntry[], next: number, asOf: string | null): void => {
      for (const entry of entries) write(entry);
      remember.run({ seq: next, asOf: asOf ?? remembered.get()?.as_of ?? null });
    }),
    /** A lodging that the spool has taken; whatever the feed has said of that ID stands. */
    receive(trackingId: string, status: KeptStatus, claimKeyHash: string): void {
      write({ seq: NOT_FROM_FEED, trackingId, status, claimKeyHash });
    },
    /** How far the feed has been followed, and when it was last known to be whole. */
    position(): { seq: number; asOf: string | null } {
      const { seq = 0, as_of: asOf = null } = remembered.get() ?? {};
      return { seq, asOf };
    },
    count(): number {
      return Number(counted.get());
    },
    close(): void {
      db.close();
    },
  };
}
