import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import type { ListedAttachment, Lodgement } from "@/lib/schemas/lodgement";

/** A file on the phone. Its bytes lie in a buffer, for some browsers can't keep a Blob; null once delivered. */
export type LocalFile = ListedAttachment & {
  name: string;
  content: ArrayBuffer | null;
  delivery: "waiting" | "spooled" | "delivered" | "refused";
};

/** What was begun and not yet sent; one at a time. */
export type Draft = { step: string; answers: LodgeAnswers; files: LocalFile[]; changedAt: string };

/**
 * A complaint lodged from this phone, with what proves that it is ours. `waiting`: no answer with its own hash yet.
 * `spooled`: a 202, accepted but not yet entered, so the copy is kept whole (design §4). `delivered`: entered.
 */
export type LocalComplaint = {
  trackingId: string;
  claimKey: string;
  contentHash: string;
  body: Lodgement;
  /** As typed, so that a refused one can be mended. */
  answers: LodgeAnswers;
  files: LocalFile[];
  savedAt: string;
  delivery: "waiting" | "spooled" | "delivered";
  receivedAt: string | null;
  /** As the last answer gave it. */
  state: string | null;
  dueAt: string | null;
};

interface Tables extends DBSchema {
  drafts: { key: "lodge"; value: Draft };
  complaints: { key: string; value: LocalComplaint; indexes: { savedAt: string } };
}

const VERSION = 1;
let opened: Promise<IDBPDatabase<Tables>> | undefined;

/** This phone's own database. Rejects where the browser keeps none (some private windows); the next call tries anew. */
export function openPhone(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>("jawab", VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore("drafts");
        database.createObjectStore("complaints", { keyPath: "trackingId" }).createIndex("savedAt", "savedAt");
      }
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer page must not wait for this one
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
