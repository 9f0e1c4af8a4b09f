import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Ledger, Outage, OutageKind } from "@/lib/domain/outage";
import type { Mode } from "@/lib/mode";
import type { AppState } from "./app-health";

/** No word from any door for so long: none ran. */
const DARK_AFTER_MS = 15_000;
/** Shorter ones are counted and not listed: a restart, an upgrade. */
export const BLIP_MS = 5_000;
const LISTED = 500;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS outage (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    announced INTEGER NOT NULL,
    reason_en TEXT,
    reason_ur TEXT,
    until INTEGER,
    told INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS by_start ON outage (started_at);
  CREATE TABLE IF NOT EXISTS word (id INTEGER PRIMARY KEY CHECK (id = 1), first_at INTEGER NOT NULL, last_at INTEGER NOT NULL);
`;

type Row = {
  id: string;
  kind: OutageKind;
  started_at: number;
  ended_at: number | null;
  announced: number;
  reason_en: string | null;
  reason_ur: string | null;
  until: number | null;
};
/** How the portal stands, as the leading door says it: on each change, and again and again as a sign of life. */
export type Note = { state: AppState; at: Date; announced?: Mode };
export type OutageLedger = ReturnType<typeof openLedger>;

/**
 * The ledger of outages (issue 3, point 4) in a file of its own under `door/`. One process notes, all may read. It begins
 * with the first moment in which the portal answered: a first start is no outage.
 */
export function openLedger(file: string) {
  const db = openFile(file);

  const lastWord = db.prepare<[], { first_at: number; last_at: number }>("SELECT first_at, last_at FROM word");
  const begin = db.prepare("INSERT INTO word (id, first_at, last_at) VALUES (1, @at, @at)");
  const goOn = db.prepare("UPDATE word SET last_at = max(last_at, @at)");
  const lasting = db.prepare<[], Row>("SELECT * FROM outage WHERE ended_at IS NULL ORDER BY started_at DESC LIMIT 1");
  const insert = db.prepare(`
    INSERT INTO outage (id, kind, started_at, ended_at, announced, reason_en, reason_ur, until)
    VALUES (@id, @kind, @startedAt, @endedAt, @announced, @reasonEn, @reasonUr, @until)`);
  const end = db.prepare("UPDATE outage SET ended_at = max(started_at, @at), told = 0 WHERE ended_at IS NULL");
  const reword = db.prepare(
    "UPDATE outage SET reason_en = @reasonEn, reason_ur = @reasonUr, until = @until, told = 0 WHERE id = @id",
  );
  const listed = db.prepare<[number, number], Row>(
    "SELECT * FROM outage WHERE ended_at IS NULL OR ended_at - started_at >= ? ORDER BY started_at DESC LIMIT ?",
  );
  const short = db.prepare<[number, number], Row>(
    "SELECT * FROM outage WHERE ended_at - started_at < ? AND started_at > ? ORDER BY started_at DESC",
  );
  const untold = db.prepare<[number], Row>(
    "SELECT * FROM outage WHERE told = 0 AND ended_at - started_at >= ? ORDER BY started_at LIMIT 100",
  );
  const tell = db.prepare("UPDATE outage SET told = 1 WHERE id = ?");

  const open = (kind: OutageKind, startedAt: number, endedAt: number | null, words: Words) =>
    insert.run({ id: randomUUID(), kind, startedAt, endedAt, ...words });

  const note = db.transaction(({ state, at: moment, announced }: Note): void => {
    const at = moment.getTime();
    const word = lastWord.get();
    if (!word) {
      if (state !== "away") begin.run({ at });
      if (state === "read-only") open("read-only", at, null, wordsOf(announced));
      return;
    }
    if (at < word.last_at) return; // another door has said something newer, or the clock was set back
    const words = wordsOf(announced);
    if (at - word.last_at > DARK_AFTER_MS) {
      end.run({ at: word.last_at });
      open("dark", word.last_at, at, words);
    }
    goOn.run({ at });
    const now = lasting.get();
    const kind = state === "normal" ? null : state;
    if (now && (now.kind !== kind || now.announced !== words.announced)) end.run({ at });
    else if (now && isReworded(now, words)) return void reword.run({ id: now.id, ...words });
    else if (now) return;
    if (kind) open(kind, at, null, words);
  });

  return {
    /** Takes one word. Idempotent, and cheap enough for every second. */
    note: (words: Note): void => note.immediate(words),
    /** What is public, newest first. The one that lasts is listed once it is no blip any more. */
    list(now: Date): Ledger {
      const recent = now.getTime() - BLIP_MS;
      const outages = listed.all(BLIP_MS, LISTED).filter((row) => row.ended_at !== null || row.started_at <= recent);
      const blips = short.all(BLIP_MS, now.getTime() - 90 * 86_400_000);
      const first = lastWord.get()?.first_at;
      return {
        since: first === undefined ? null : new Date(first),
        outages: outages.map(toOutage),
        blips: blips.map(toOutage),
      };
    },
    /** Those that are over and that the app has not heard of as they stand now. */
    untold: (): Outage[] => untold.all(BLIP_MS).map(toOutage),
    markTold: db.transaction((ids: readonly string[]): void => {
      for (const id of ids) tell.run(id);
    }),
    close(): void {
      db.close();
    },
  };
}

/** A damaged ledger is laid aside and begun anew: the door must start in any case. */
function openFile(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return prepare(new Database(file, { timeout: 100 }));
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown }).code))) throw error;
    console.error(`The ledger of outages is damaged and laid aside: ${file}`);
    for (const end of ["", "-wal", "-shm"]) {
      if (existsSync(file + end)) renameSync(file + end, `${file}${end}.damaged-${Date.now()}`);
    }
    return prepare(new Database(file, { timeout: 100 }));
  }
}

function prepare(db: Database.Database): Database.Database {
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL"); // a word lost on a power cut is found again as a gap
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

type Words = { announced: number; reasonEn: string | null; reasonUr: string | null; until: number | null };

function wordsOf(mode: Mode | undefined): Words {
  if (mode?.mode !== "read-only") return { announced: 0, reasonEn: null, reasonUr: null, until: null };
  const { reason, until } = mode;
  return { announced: 1, reasonEn: reason.en, reasonUr: reason.ur, until: until === null ? null : Date.parse(until) };
}

function isReworded(row: Row, { reasonEn, reasonUr, until }: Words): boolean {
  return row.reason_en !== reasonEn || row.reason_ur !== reasonUr || row.until !== until;
}

function toOutage({ id, kind, started_at, ended_at, announced, reason_en, reason_ur, until }: Row): Outage {
  return {
    id,
    kind,
    startedAt: new Date(started_at),
    endedAt: ended_at === null ? null : new Date(ended_at),
    announced: announced === 1,
    reason: reason_en === null || reason_ur === null ? null : { en: reason_en, ur: reason_ur },
    until: until === null ? null : new Date(until),
  };
}
