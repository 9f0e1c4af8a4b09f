import { rmSync } from "node:fs";
import type Database from "better-sqlite3";
import type { AppClient } from "./app-client";
import { takePage } from "./feed-follower";
import { NOT_FROM_FEED, openStatusStore, type StatusRow, type StatusStore } from "./status-store";

export type Rebuilt = { rows: number; written: number; removed: number };

const AT_ONCE = 500;

/**
 * Reads the whole feed from 0 into a file of its own, and then brings the store to exactly that, a few hundred rows at a
 * time: doors may run meanwhile, and no look-up finds less than before at any moment. What only the door knows stays. Where the
 * feed has gone back, as after a database was restored from a backup, the store goes back with it. Throws where the app
 * doesn't answer, with the store as it was.
 */
export async function rebuildStore(
  client: Pick<AppClient, "ask">,
  store: StatusStore,
  { freshFile, hmacKey }: { freshFile: string; hmacKey: string },
): Promise<Rebuilt> {
  removeStore(freshFile);
  const fresh = openStatusStore(freshFile, hmacKey);
  try {
    const began = store.position().seq;
    for (;;) {
      const { isLast } = await takePage(client, fresh, { waitSeconds: 0 });
      if (isLast) break;
    }
    return merge(store, fresh, fresh.position().seq < began);
  } finally {
    fresh.close();
    removeStore(freshFile);
  }
}

function merge(store: StatusStore, fresh: StatusStore, hasGoneBack: boolean): Rebuilt {
  const { db } = store;
  db.pragma("busy_timeout = 10000"); // doors come first, and nobody waits for us
  const head = fresh.position();
  const find = db.prepare<[Buffer], StatusRow>("SELECT * FROM status WHERE key = ?");
  const findFresh = fresh.db.prepare<[Buffer], StatusRow>("SELECT * FROM status WHERE key = ?");
  const write = db.prepare(
    "INSERT OR REPLACE INTO status (key, seq, claim_key_hash, status, content) VALUES (@key, @seq, @claim_key_hash, @status, @content)",
  );
  const remove = db.prepare("DELETE FROM status WHERE key = ?");

  /** The feed may have told the doors more since we read it. */
  const isNewer = (row: StatusRow) => row.seq > head.seq && !hasGoneBack;
  const written = inPages(db, fresh.rows(), (row) => {
    const kept = find.get(row.key);
    if (kept && (isNewer(kept) || isSame(kept, row))) return false;
    write.run(row);
    return true;
  });
  const removed = inPages(db, store.rows(), ({ key }) => {
    const kept = find.get(key);
    if (!kept || kept.seq === NOT_FROM_FEED || isNewer(kept) || findFresh.get(key)) return false;
    remove.run(key);
    return true;
  });
  const isAhead = hasGoneBack ? "TRUE" : "@seq >= seq";
  db.prepare(`
    UPDATE feed SET mark = CASE WHEN ${isAhead} THEN @mark ELSE mark END, seq = CASE WHEN ${isAhead} THEN @seq ELSE seq END,
      as_of = max(coalesce(as_of, ''), @asOf)
    WHERE id = 1`).run(head);
  store.forgetOldContent();
  return { rows: fresh.count(), written, removed };
}

/** Short transactions, so that the doors' own writes come in between. Answers for how many rows `work` said yes. */
function inPages(db: Database.Database, rows: Iterable<StatusRow>, work: (row: StatusRow) => boolean): number {
  const run = db.transaction((page: StatusRow[]) => page.filter(work).length);
  let count = 0;
  let page: StatusRow[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < AT_ONCE) continue;
    count += run.immediate(page);
    page = [];
  }
  return count + run.immediate(page);
}

function isSame(one: StatusRow, other: StatusRow): boolean {
  const hasSameContent = one.content?.toString("hex") === other.content?.toString("hex");
  return (
    hasSameContent &&
    one.seq === other.seq &&
    one.status === other.status &&
    one.claim_key_hash === other.claim_key_hash
  );
}

function removeStore(file: string): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
}
