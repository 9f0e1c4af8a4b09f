import type Database from "better-sqlite3";
import { LIMITS } from "@/lib/schemas/lodgement";

/** A file as the complaint lists it. */
export type Listed = { sha256: string; bytes: number };
/** A lodging on its way: what it is known by until the app has it. */
export type WaitingComplaint = { contentHash: string; receivedAt: string; claimKeyHash: string; files: Listed[] };

export const WAITING_SCHEMA = `
  CREATE TABLE IF NOT EXISTS waiting (
    key BLOB PRIMARY KEY,
    content_hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    claim_key_hash TEXT NOT NULL,
    files TEXT NOT NULL,
    durable INTEGER NOT NULL,
    token TEXT NOT NULL,
    touched_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS waiting_file (
    key BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    durable INTEGER NOT NULL,
    token TEXT NOT NULL,
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (key, sha256)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entered (key BLOB PRIMARY KEY, claim_key_hash TEXT NOT NULL) WITHOUT ROWID;
`;
/** Five photos or documents and a voice note. */
const MAX_FILES = LIMITS.files + 1;

type Row = { content_hash: string; received_at: string; claim_key_hash: string; files: string; durable: number };
type FileRow = { received_at: string; durable: number };

/**
 * What lies in the spool and is not yet in the app, as rows that all door workers of one folder share: so each knows what
 * another has taken, and two that take the same ID at the same moment can't both keep their own. A row is first reserved,
 * and durable once its record is on disk. `keyOf` is the HMAC of the ID.
 */
export function openWaiting(db: Database.Database, keyOf: (trackingId: string) => Buffer) {
  const select = db.prepare<[Buffer], Row>("SELECT * FROM waiting WHERE key = ?");
  const insert = db.prepare(`
    INSERT INTO waiting (key, content_hash, received_at, claim_key_hash, files, durable, token, touched_at)
    VALUES (@key, @contentHash, @receivedAt, @claimKeyHash, @files, @durable, @token, @now)
    ON CONFLICT (key) DO UPDATE SET durable = max(durable, @durable), token = @token, touched_at = @now
    WHERE content_hash = @contentHash`);
  const release = db.prepare("DELETE FROM waiting WHERE key = ? AND durable = 0 AND token = ?");
  const remove = db.prepare("DELETE FROM waiting WHERE key = ? AND content_hash = ?");

  const selectFile = db.prepare<[Buffer, string], FileRow>("SELECT * FROM waiting_file WHERE key = ? AND sha256 = ?");
  const measure = db.prepare<[Buffer], { files: number; bytes: number }>(
    "SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM waiting_file WHERE key = ?",
  );
  const insertFile = db.prepare(`
    INSERT INTO waiting_file (key, sha256, bytes, received_at, durable, token, touched_at)
    VALUES (@key, @sha256, @bytes, @receivedAt, @durable, @token, @now)
    ON CONFLICT (key, sha256) DO UPDATE SET durable = max(durable, @durable), token = @token, touched_at = @now`);
  const releaseFile = db.prepare("DELETE FROM waiting_file WHERE key = ? AND sha256 = ? AND durable = 0 AND token = ?");
  const removeFile = db.prepare("DELETE FROM waiting_file WHERE key = ? AND sha256 = ?");

  const insertEntered = db.prepare("INSERT OR REPLACE INTO entered (key, claim_key_hash) VALUES (?, ?)");
  const selectEntered = db.prepare<[Buffer], { claim_key_hash: string }>("SELECT * FROM entered WHERE key = ?");
  const count = db.prepare("SELECT (SELECT count(*) FROM waiting) + (SELECT count(*) FROM waiting_file)").pluck();
  const sweep = db.prepare("DELETE FROM waiting WHERE touched_at < ?");
  const left = db
    .prepare(
      "SELECT EXISTS (SELECT 1 FROM waiting WHERE durable = 0 AND touched_at < @before) OR EXISTS (SELECT 1 FROM waiting_file WHERE durable = 0 AND touched_at < @before)",
    )
    .pluck();
  const sweepFiles = db.prepare("DELETE FROM waiting_file WHERE touched_at < ?");

  function find(trackingId: string): (WaitingComplaint & { durable: boolean }) | null {
    const row = select.get(keyOf(trackingId));
    return row
      ? {
          contentHash: row.content_hash,
          receivedAt: row.received_at,
          claimKeyHash: row.claim_key_hash,
          files: JSON.parse(row.files) as Listed[],
          durable: row.durable === 1,
        }
      : null;
  }

  function put(trackingId: string, row: WaitingComplaint, durable: 0 | 1, token: string): void {
    insert.run({
      ...row,
      key: keyOf(trackingId),
      files: JSON.stringify(row.files),
      durable,
      token,
      now: Date.now(),
    });
  }

  return {
    find,

    /**
     * Claims an ID for a lodging. What stands there then is the answer: the caller's own, the same content that another
     * has begun with, or a different one.
     */
    reserve: immediately(db, (trackingId: string, row: WaitingComplaint, token: string) => {
      if (!find(trackingId)?.durable) put(trackingId, row, 0, token);
      return find(trackingId) ?? { ...row, durable: false };
    }),
    /** Its record is on disk. False where another content has the ID meanwhile. */
    settle: immediately(db, (trackingId: string, row: WaitingComplaint, token: string) => {
      put(trackingId, row, 1, token);
      return find(trackingId)?.contentHash === row.contentHash;
    }),
    /** Its record could not be written; what another has settled or taken over stays. */
    release: (trackingId: string, token: string) => void release.run(keyOf(trackingId), token),
    /** The app has it, or has refused it. */
    remove: (trackingId: string, contentHash: string) => void remove.run(keyOf(trackingId), contentHash),

    /** Claims a place for a file. `full`: the complaint has its number or its 25 MB in the spool already. */
    reserveFile: immediately(
      db,
      (trackingId: string, file: Listed, receivedAt: string, token: string): "full" | FileRow => {
        const key = keyOf(trackingId);
        const known = selectFile.get(key, file.sha256);
        if (known?.durable) return known;
        const sum = measure.get(key) ?? { files: 0, bytes: 0 };
        if (!known && (sum.files >= MAX_FILES || sum.bytes + file.bytes > LIMITS.complaintBytes)) return "full";
        insertFile.run({
          ...file,
          key,
          receivedAt: known?.received_at ?? receivedAt,
          durable: 0,
          token,
          now: Date.now(),
        });
        return { received_at: known?.received_at ?? receivedAt, durable: 0 };
      },
    ),
    settleFile: immediately(db, (trackingId: string, file: Listed, receivedAt: string, token: string) => {
      insertFile.run({ ...file, key: keyOf(trackingId), receivedAt, durable: 1, token, now: Date.now() });
    }),
    releaseFile: (trackingId: string, sha256: string, token: string) =>
      void releaseFile.run(keyOf(trackingId), sha256, token),
    removeFile: (trackingId: string, sha256: string) => void removeFile.run(keyOf(trackingId), sha256),

    /** The app has just taken it, and the feed hasn't told yet. */
    noteEntered: (trackingId: string, claimKeyHash: string) => void insertEntered.run(keyOf(trackingId), claimKeyHash),
    /** The hash of the claim key of such a one. */
    findEntered: (trackingId: string): string | null => selectEntered.get(keyOf(trackingId))?.claim_key_hash ?? null,

    /** Complaints and files that are not in the app yet. */
    count: () => Number(count.get()),
    /** Whether something was reserved before that moment (ms) and never settled. */
    isLeft: (before: number): boolean => left.get({ before }) === 1,
    /** Forgets what nobody has reserved, settled or found in the spool since that moment (ms). */
    sweep(before: number): void {
      sweep.run(before);
      sweepFiles.run(before);
    },
  };
}

/** One write transaction, which takes the lock at its beginning and so never finds the rows changed under it. */
function immediately<Arguments extends unknown[], T>(db: Database.Database, work: (...given: Arguments) => T) {
  const transaction = db.transaction(work);
  return (...given: Arguments): T => transaction.immediate(...given);
}
