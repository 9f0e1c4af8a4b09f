import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { KeptDraft, LocalComplaint, Tables } from "./database";
import { readComplaint } from "./read-record";
import { markTodo } from "./todo";

type Change = IDBPTransaction<Tables, StoreNames<Tables>[], "versionchange">;
/** Version 1 kept the bytes inside the records. */
type OldFile = { sha256?: string; content?: ArrayBuffer | null };

/**
 * From whatever version is there to the present one, whole or not at all: IndexedDB undoes a failed upgrade. Only what lies
 * in the database may be awaited here, or the transaction ends.
 */
export async function upgradePhone(database: IDBPDatabase<Tables>, oldVersion: number, tables: Change): Promise<void> {
  if (oldVersion < 1) {
    database.createObjectStore("drafts");
    database.createObjectStore("complaints", { keyPath: "trackingId" }).createIndex("savedAt", "savedAt");
  }
  if (oldVersion < 2) {
    database.createObjectStore("files", { keyPath: ["owner", "sha256"] });
    database.createObjectStore("meta");
    tables.objectStore("complaints").createIndex("todo", "todo");
  }
  if (oldVersion === 1) await splitOffFiles(tables);
}

/** A change of state no longer writes every photo anew, and a list of complaints no longer reads them all. */
async function splitOffFiles(tables: Change): Promise<void> {
  const complaints = tables.objectStore("complaints");
  for (const id of await complaints.getAllKeys()) {
    const old = await complaints.get(id);
    if (!old) continue;
    await keepBytes(tables, id, old.files as OldFile[]);
    await complaints.put(markTodo(readComplaint(old as LocalComplaint)));
  }
  const drafts = tables.objectStore("drafts");
  const draft = await drafts.get("lodge");
  if (!draft) return;
  const files = (draft.files ?? []) as (OldFile & KeptDraft["files"][number])[];
  await keepBytes(tables, "draft:lodge", files);
  await drafts.put({ ...draft, files: files.map(({ content: _, ...facts }) => facts), mends: null }, "lodge");
}

async function keepBytes(tables: Change, owner: string, files: readonly OldFile[] | undefined): Promise<void> {
  for (const { sha256, content } of files ?? []) {
    if (sha256 && content instanceof ArrayBuffer) await tables.objectStore("files").put({ owner, sha256, content });
  }
}
