import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Found, findAt, readAt, readRecord, type SpoolHead, type SpoolRecord } from "./spool-frame";
import { listSegments } from "./spool-writer";

/** Bytes that were once a record and can't be read any more: kept aside, an alarm for the operator. */
export type DamagedRecord = { damaged: Buffer; head: SpoolHead | null };
/** A record without a file's body. `bytes` is the length of the body. */
export type PendingRecord = { head: SpoolHead; body: Buffer | null; bytes: number };
/** `done`: it has reached the app, or lies elsewhere on disk. */
export type SpoolStep = { record: SpoolRecord | DamagedRecord; done: () => void };

/** A file is written for ten minutes at most; nothing comes to it after twice that time. */
const SETTLED_MS = 20 * 60_000;

type Place = { found: Found; offset: number };
/** What was handed out and is not ticked off yet, or stands behind such a one. */
type Flight = { from: number; to: number; isDone: boolean };

/**
 * Reads all streams of the spool as one, by the time of receipt: a complaint before its files. Only the leading door reads;
 * how far it has come, file by file, is in `replayed.json` for whoever leads after it. What was handed out and never ticked
 * off is read again then.
 */
export function openSpoolReader(directory: string, now: () => number = Date.now) {
  const positionFile = join(directory, "replayed.json");
  let replayed = readPositions();
  /** How far each file has been handed out. */
  const cursors = new Map<string, number>();
  const flights = new Map<string, Flight[]>();
  /** What was found at the present position of each file. */
  const heads = new Map<string, Place>();
  /** Files that ended with nothing whole, by the size at which that was seen. */
  const quiet = new Map<string, number>();

  function readPositions(): Record<string, number> {
    try {
      return existsSync(positionFile) ? (JSON.parse(readFileSync(positionFile, "utf8")) as Record<string, number>) : {};
    } catch {
      return {}; // sent once more, which changes nothing
    }
  }

  /** The record or damage that is next in this file; null while there is none. */
  function peek(name: string, madeAt: number): Place | null {
    const known = heads.get(name);
    if (known) return known;
    const isSettled = now() - madeAt > SETTLED_MS;
    const size = statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0;
    if (!isSettled && quiet.get(name) === size) return null;
    const offset = cursors.get(name) ?? replayed[name] ?? 0;
    const found = within(name, (file) => findAt(file, offset));
    if (found?.is === "record" || found?.is === "damaged") return keep(name, { found, offset });
    if (found?.is === "rubbish" && isSettled) return keep(name, { found, offset });
    const isOver = (found?.is === "end" || isSettled) && !flights.get(name)?.length;
    if (isOver) remove(name);
    else quiet.set(name, size);
    return null;
  }

  function keep(name: string, place: Place): Place {
    heads.set(name, place);
    return place;
  }

  /** Nothing is left to read in it and nothing will come; a torn tail was never acknowledged. */
  function remove(name: string): void {
    rmSync(join(directory, name), { force: true });
    heads.delete(name);
    quiet.delete(name);
    cursors.delete(name);
    flights.delete(name);
    if (name in replayed) {
      const { [name]: _, ...others } = replayed;
      write(others);
    }
  }

  /** Not fsynced: a position that is lost means that records are sent once more, and the app's PUT is idempotent. */
  function write(positions: Record<string, number>): void {
    replayed = positions;
    const temporary = `${positionFile}.new`;
    writeFileSync(temporary, JSON.stringify(positions), { mode: 0o600 });
    renameSync(temporary, positionFile);
  }

  function within<T>(name: string, read: (file: number) => T): T {
    const file = openSync(join(directory, name), "r");
    try {
      return read(file);
    } finally {
      closeSync(file);
    }
  }

  function load(name: string, { found, offset }: Place): SpoolStep["record"] {
    return within(name, (file) => {
      const record = found.is === "record" ? readRecord(file, offset) : null;
      if (record) return record;
      const head = found.is === "record" ? found.head : null;
      return { damaged: readAt(file, offset, lengthOf(found)) ?? Buffer.alloc(0), head };
    });
  }

  function handOut(name: string, place: Place): SpoolStep {
    const record = load(name, place);
    const flight = { from: place.offset, to: place.offset + lengthOf(place.found), isDone: false };
    flights.set(name, [...(flights.get(name) ?? []), flight]);
    cursors.set(name, flight.to);
    heads.delete(name);
    return { record, done: () => tickOff(name, flight) };
  }

  /** The position moves over all that is done from the front on. */
  function tickOff(name: string, flight: Flight): void {
    flight.isDone = true;
    const all = flights.get(name) ?? [];
    const open = all.findIndex(({ isDone }) => !isDone);
    const done = open === -1 ? all : all.slice(0, open);
    const last = done.at(-1);
    if (!last) return;
    flights.set(name, all.slice(done.length));
    quiet.delete(name);
    write({ ...replayed, [name]: last.to });
  }

  /** Also what was read before its turn and reached the app. */
  function isReplayed(name: string, offset: number): boolean {
    return (
      offset < (replayed[name] ?? 0) || (flights.get(name) ?? []).some(({ from, isDone }) => isDone && from === offset)
    );
  }

  return {
    /** The oldest record that hasn't been handed out; null when there is none. */
    next(): SpoolStep | null {
      let first: { name: string; place: Place; order: string } | null = null;
      for (const { name, madeAt } of listSegments(directory)) {
        const place = peek(name, madeAt);
        if (!place) continue;
        const order = orderOf(place.found);
        if (!first || order < first.order) first = { name, place, order };
      }
      return first && handOut(first.name, first.place);
    },

    /**
     * Every record that has not been replayed, file by file: what the rows of waiting lodgings are made anew from. A
     * complaint comes with its body, a file without.
     */
    *pending(): Generator<PendingRecord> {
      for (const { name } of listSegments(directory)) {
        const file = openIfThere(join(directory, name));
        if (file === null) continue;
        try {
          let offset = replayed[name] ?? 0;
          for (let found = findAt(file, offset); found && "bytes" in found; found = findAt(file, offset)) {
            // Asked at each one, for replay goes on between them.
            if (found.is === "record" && !isReplayed(name, offset)) {
              const { head } = found;
              const body = head.kind === "complaint" ? readRecord(file, offset)?.body : null;
              if (body !== undefined) yield { head, body, bytes: found.bodyBytes };
            }
            offset += found.bytes;
          }
        } finally {
          closeSync(file);
        }
      }
    },
  };
}

function lengthOf(found: Found): number {
  return "bytes" in found ? found.bytes : 0;
}

/** Null for a file that its writer has just taken back. */
function openIfThere(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Damage first, then by time of receipt, a complaint before a file of the same moment. */
function orderOf(found: Found): string {
  return found.is === "record" ? `${found.head.receivedAt} ${found.head.kind}` : "";
}
