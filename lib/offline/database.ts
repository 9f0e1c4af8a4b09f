import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import type { ListedAttachment, Lodgement } from "@/lib/schemas/lodgement";
import { upgradePhone } from "./upgrade-phone";

export type FileFacts = ListedAttachment & { name: string };
/** A file in the hand of the form. Its bytes are a buffer, for some browsers can't keep a Blob. */
export type ChosenFile = FileFacts & { content: ArrayBuffer };
/** `spooled`: taken by a 202, so the bytes stay on the phone (design §4). `refusal` is the problem's code. */
export type QueuedFile = FileFacts & {
  delivery: "waiting" | "spooled" | "delivered" | "refused";
  refusal: string | null;
};

export type DraftKey = "lodge" | "mend";
/** What was begun and not yet sent. `mends` names the refused complaint that is being put right. */
export type Draft = {
  step: string;
  answers: LodgeAnswers;
  files: ChosenFile[];
  changedAt: string;
  mends: string | null;
};
export type KeptDraft = Omit<Draft, "files"> & { files: FileFacts[] };

/**
 * `queued`: no answer with its own hash yet. `sending`: a request was begun, and may have been cut off by the end of the
 * browser. `spooled`: a 202, accepted but not yet entered, so the copy is kept whole (design §4). `delivered`: entered.
 * `refused`: never to be taken like this.
 */
export type Delivery = "queued" | "sending" | "spooled" | "delivered" | "refused";

/** A complaint lodged from this phone, with what proves that it is ours. Times are ISO 8601 or milliseconds since 1970. */
export type LocalComplaint = {
  trackingId: string;
  claimKey: string;
  contentHash: string;
  body: Lodgement;
  /** As typed, so that a refused one can be mended. */
  answers: LodgeAnswers;
  files: QueuedFile[];
  savedAt: string;
  delivery: Delivery;
  /** Tries since the last success, when the next may be made, and why the last one failed. */
  queue: { attempts: number; nextTryAt: number; error: string | null };
  refusal: { code: string; errors: FieldError[] } | null;
  receivedAt: string | null;
  /** The last seen status, when that was so by the portal's clock, and when this phone asked. */
  state: string | null;
  dueAt: string | null;
  seenAt: string | null;
  checkedAt: number;
  /** Indexed, and there only while something is left to do: to send, or to see it entered. */
  todo?: 1;
};

/** `owner` is a tracking ID, or `draft:` and the draft's key. */
export type KeptFile = { owner: string; sha256: string; content: ArrayBuffer };

/** One sender's lease where the browser has no locks; until when the portal wants to be left alone; what was asked once. */
export type Meta = { holder?: string; until: number };

export interface Tables extends DBSchema {
  drafts: { key: DraftKey; value: KeptDraft };
  complaints: { key: string; value: LocalComplaint; indexes: { savedAt: string; todo: number } };
  files: { key: [string, string]; value: KeptFile };
  meta: { key: string; value: Meta };
}
export type Phone = IDBPDatabase<Tables>;

export const PHONE = "jawab";
const VERSION = 2;
let opened: Promise<Phone> | undefined;

/** This phone's own database. Rejects where the browser keeps none (some private windows); the next call tries anew. */
export function openPhone(): Promise<Phone> {
  opened ??= open(VERSION)
    // A newer page has been here. Later versions only add (docs/decisions/010), so this page's work is kept all the same.
    .catch((error: unknown) => {
      if ((error as DOMException).name === "VersionError") return open(undefined);
      throw error;
    })
    .catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

function open(version: number | undefined): Promise<Phone> {
  return openDB<Tables>(PHONE, version, {
    upgrade: (database, oldVersion, _newVersion, change) => upgradePhone(database, oldVersion, change),
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer page must not wait for this one
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
}
