import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { syncFolder, writeAtomically } from "@/lib/folder";
import type { PendingRecord, SpoolRecord } from "./spool";
import { findAt, frame, readRecord } from "./spool-frame";

export type Deferred = ReturnType<typeof openDeferred>;

/** ID, time of receipt (ms), kind, hash, and when it was put here (ms). */
const NAME = /^(PCP-[0-9A-Z-]+)_(\d{13})_(complaint|file)_[0-9a-f]{16}_(\d{13})\.record$/;

/**
 * Records that the app has failed at again and again while it took others: each in a file of its own, so that one of them
 * doesn't hold up the spool. What comes later for the same ID waits behind it here.
 */
export function openDeferred(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = new Set(readdirSync(folder).filter((name) => NAME.test(name)));

  function load(name: string): SpoolRecord | null {
    const file = openSync(join(folder, name), "r");
    try {
      return findAt(file, 0)?.is === "record" ? readRecord(file, 0) : null;
    } finally {
      closeSync(file);
    }
  }

  return {
    has: (trackingId: string): boolean => [...names].some((name) => name.startsWith(`${trackingId}_`)),
    /** Durable when this returns, and then the spool may forget it. */
    add(record: SpoolRecord, now: Date): void {
      const { trackingId, receivedAt, kind, hash } = record.head;
      const name = `${trackingId}_${Date.parse(receivedAt)}_${kind}_${hash.slice(0, 16)}_${now.getTime()}.record`;
      writeAtomically(join(folder, name), frame(record));
      syncFolder(folder);
      names.add(name);
    },
    /** Complaints before files, whatever a clock that was set back has made of their times. `since`: when it was put here. */
    list(): { name: string; trackingId: string; since: Date }[] {
      return [...names]
        .flatMap((name) => {
          const [, trackingId = "", received = "", kind = "", since = ""] = NAME.exec(name) ?? [];
          return { name, trackingId, order: `${kind} ${received}`, since: new Date(Number(since)) };
        })
        .sort((a, b) => (a.order < b.order ? -1 : 1));
    },
    load,
    remove(name: string): void {
      rmSync(join(folder, name), { force: true });
      names.delete(name);
    },
    /** For the rows of what waits (lib/door/taken.ts, heal). */
    *pending(): Generator<PendingRecord> {
      for (const name of names) {
        const record = load(name);
        if (record) yield { ...record, bytes: record.body.length };
      }
    },
    count: () => names.size,
  };
}
