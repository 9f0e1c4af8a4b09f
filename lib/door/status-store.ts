import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import type { KeptStatus, PublicStatus } from "@/lib/domain/complaint/public-status";
import { openWaiting, WAITING_SCHEMA, type WaitingComplaint } from "./waiting";

/** One line of the app's status feed. `status` null: the complaint is gone, and nothing of it may stay. */
export type FeedEntry = {
  seq: number;
  trackingId: string;
  status: KeptStatus | null;
  claimKeyHash: string;
  /** Not from an app of before it was told. */
  contentHash?: string | null | undefined;
};
export type StoredStatus = { status: PublicStatus; claimKeyHash: string; seq: number };
export type StatusStore = ReturnType<typeof openStatusStore>;
/** A row as it lies in the file, for a store that is made from another. */
export type StatusRow = { key: Buffer; seq: number; claim_key_hash: string; status: string; content: Buffer | null };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS status (
    key BLOB PRIMARY KEY,
    seq INTEGER NOT NULL,
    claim_key_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    content BLOB
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS feed (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, as_of TEXT, mark TEXT);
  INSERT OR IGNORE INTO feed (id, seq) VALUES (1, 0);
`;
/** A lodging that only this door knows: any line of the feed replaces it. */
export const NOT_FROM_FEED = 0;
/** At most this long does a write wait for another worker's, since the wait blocks every request of this one. */
const BUSY_TIMEOUT_MS = 250;
const PAGE = 500;
/** From the feed, and older than any line of it that comes now. */
const OLDEST = 1;

type FeedRow = { seq: number; as_of: string | null; mark: string | null };

/**
 * The door's own file: what a stranger with a tracking ID may see, one row a complaint, keyed by an HMAC of the ID; shared by
 * all workers of one folder. Design §3, "Status store". `hmacKey` is the secret of `keys/status`, the same for all doors.
 */
export function openStatusStore(file: string, hmacKey: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = openFile(file);
  const select = db.prepare<[Buffer], StatusRow>("SELECT * FROM status WHERE key = ?");
  const upsert = db.prepare(`
    INSERT INTO status (key, seq, claim_key_hash, status, content)
    VALUES (@key, @seq, @claimKeyHash, @status, @content)
    ON CONFLICT (key) DO UPDATE SET seq = @seq, claim_key_hash = @claimKeyHash, status = @status, content = @content
    WHERE excluded.seq >= status.seq`);
  const remove = db.prepare("DELETE FROM status WHERE key = ? AND seq <= ?");
  const told = db.prepare("DELETE FROM entered WHERE key = ?");
  const remember = db.prepare(`
    UPDATE feed SET mark = CASE WHEN @seq >= seq THEN @mark ELSE mark END, seq = max(seq, @seq), as_of = @asOf
    WHERE id = 1`);
  const remembered = db.prepare<[], FeedRow>("SELECT seq, as_of, mark FROM feed");
  const pageEnd = db.prepare<[Buffer], { key: Buffer }>(
    "SELECT key FROM status WHERE key > ? ORDER BY key LIMIT 1 OFFSET 999",
  );
  const ageTo = db.prepare(`UPDATE status SET seq = ${OLDEST} WHERE key > ? AND key <= ? AND seq > ${OLDEST}`);
  const ageFrom = db.prepare(`UPDATE status SET seq = ${OLDEST} WHERE key > ? AND seq > ${OLDEST}`);
  const restart = db.prepare("UPDATE feed SET seq = 0, mark = NULL WHERE id = 1");
  const counted = db.prepare("SELECT count(*) FROM status WHERE seq >= ?").pluck();
  const after = db.prepare<[Buffer, number], StatusRow>("SELECT * FROM status WHERE key > ? ORDER BY key LIMIT ?");

  function keyOf(trackingId: string): Buffer {
    return createHmac("sha256", hmacKey).update(trackingId).digest();
  }

  /** Under the door's key, so that nobody who has the file can try out what a complaint may have said. */
  function contentOf(trackingId: string, contentHash: string): Buffer {
    return createHmac("sha256", hmacKey).update(`${trackingId} ${contentHash}`).digest();
  }

  function write({ trackingId, seq, status, claimKeyHash, contentHash }: FeedEntry): void {
    const key = keyOf(trackingId);
    const content = contentHash ? contentOf(trackingId, contentHash) : null;
    if (status) upsert.run({ seq, claimKeyHash, content, key, status: JSON.stringify(status) });
    else remove.run(key, seq);
    if (seq !== NOT_FROM_FEED) told.run(key);
  }

  const apply = db.transaction(
    (entries: readonly FeedEntry[], next: number, asOf: string | null, mark: string | null): void => {
      for (const entry of entries) write(entry);
      remember.run({ seq: next, asOf: asOf ?? remembered.get()?.as_of ?? null, mark });
    },
  );

  const waiting = openWaiting(db, keyOf);
  const take = db.transaction(
    (trackingId: string, row: WaitingComplaint, status: KeptStatus, token: string): boolean => {
      if (!waiting.settle(trackingId, row, token)) return false;
      write({ seq: NOT_FROM_FEED, trackingId, status, claimKeyHash: row.claimKeyHash });
      return true;
    },
  );

  return {
    waiting,
    /** For those that must do several things at once, or copy the file. */
    db,
    /** The HMAC under which an ID lies here. */
    keyOf,

    /** The status of a canonical ID; null for one that this door has not heard of. */
    find(trackingId: string): StoredStatus | null {
      const row = select.get(keyOf(trackingId));
      if (!row) return null;
      const status = { ...(JSON.parse(row.status) as KeptStatus), trackingId };
      return { status, claimKeyHash: row.claim_key_hash, seq: row.seq };
    },
    /** Whether the app has another content under this ID; false as well where nobody has told. */
    hasOtherContent(trackingId: string, contentHash: string): boolean {
      const content = select.get(keyOf(trackingId))?.content;
      return Boolean(content) && !content?.equals(contentOf(trackingId, contentHash));
    },
    /**
     * Takes a page of the feed and its heartbeat in one transaction. A line older than what is kept changes nothing, so
     * pages may come twice or in any order. `asOf` null: more pages follow, so the store is not yet as new as that. `mark`
     * says which change `next` was.
     */
    apply: (entries: readonly FeedEntry[], next: number, asOf: string | null, mark: string | null = null): void =>
      apply.immediate(entries, next, asOf, mark),
    /**
     * Begins at the feed's beginning again, where any line replaces what is kept. Nobody finds less meanwhile, and what the
     * feed doesn't know any more stays until a person decides (`npm run status-store -- rebuild`).
     */
    async rewind(signal?: AbortSignal): Promise<void> {
      let from: Buffer = Buffer.alloc(0);
      for (let to = pageEnd.get(from)?.key; to && !signal?.aborted; to = pageEnd.get(from)?.key) {
        ageTo.run(from, to);
        from = to;
        await setImmediate(); // requests are served, and others write, meanwhile
      }
      if (signal?.aborted) return;
      ageFrom.run(from);
      restart.run();
    },
    /** A lodging that the spool has taken; whatever the feed has said of that ID stands. */
    receive(trackingId: string, status: KeptStatus, claimKeyHash: string): void {
      write({ seq: NOT_FROM_FEED, trackingId, status, claimKeyHash });
    },
    /** The record of a lodging is on disk: it waits, and has its `RECEIVED` row. False where another content has the ID. */
    take: take.immediate,
    /** How far the feed has been followed, which change that was, and when it was last known to be whole. */
    position(): { seq: number; mark: string | null; asOf: string | null } {
      const { seq = 0, mark = null, as_of: asOf = null } = remembered.get() ?? {};
      return { seq, mark, asOf };
    },
    /** All rows; `fromFeed`: without those that only this door knows. */
    count({ fromFeed = false } = {}): number {
      return Number(counted.get(fromFeed ? NOT_FROM_FEED + 1 : NOT_FROM_FEED));
    },
    /** Every row in the order of its key. */
    *rows(): Generator<StatusRow> {
      let key: Buffer = Buffer.alloc(0);
      for (let page = after.all(key, PAGE); page.length > 0; page = after.all(key, PAGE)) {
        yield* page;
        key = page.at(-1)?.key ?? key;
      }
    },
    /** Moves what was overwritten out of the log file too, so that a redacted text lies nowhere any more. */
    forgetOldContent(): void {
      db.pragma("wal_checkpoint(TRUNCATE)");
    },
    close(): void {
      db.close();
    },
  };
}

/**
 * Opens the file, or a new one in the place of one that is no database any more: the feed fills it again, and what waits in
 * the spool fills in its own, while a door that didn't start would be dark.
 */
function openFile(file: string): Database.Database {
  const broken = statSync(file, { throwIfNoEntry: false })?.ino;
  try {
    return prepare(file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== "SQLITE_NOTADB" && !code?.startsWith("SQLITE_CORRUPT")) throw error;
    console.error(`The status store is damaged (${code}); it is laid aside and made anew from the feed`);
    // Unless another worker has done so in the meantime.
    if (statSync(file, { throwIfNoEntry: false })?.ino === broken) layAside(file);
    return prepare(file);
  }
}

function layAside(file: string): void {
  for (const ending of ["", "-wal", "-shm"]) {
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${file}${ending}.damaged-${Date.now()}`);
  }
}

function prepare(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Two workers may open a new file at the same moment; turning to WAL wants it alone, and doesn't wait by itself.
    patiently(() => db.pragma("journal_mode = WAL"));
    // What is lost here on a power cut comes again by the feed; what waits is made anew from the spool.
    db.pragma("synchronous = NORMAL");
    db.pragma("secure_delete = ON");
    patiently(() => makeTables(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function makeTables(db: Database.Database): void {
  db.transaction(() => {
    db.exec(`${SCHEMA} ${WAITING_SCHEMA}`);
    // Stores of before there were such columns.
    addColumn(db, "feed", "mark", "TEXT");
    addColumn(db, "status", "content", "BLOB");
  }).immediate();
}

function addColumn(db: Database.Database, table: string, name: string, type: string): void {
  const columns = db.prepare<[string], { name: string }>("SELECT name FROM pragma_table_info(?)").all(table);
  if (!columns.some((column) => column.name === name)) db.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
}

/** Only at start-up, where nobody is being served yet: waits for another worker. */
function patiently(work: () => unknown): void {
  const until = performance.now() + 10_000;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      const { code } = error as { code?: string };
      if (!code?.startsWith("SQLITE_BUSY") || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
