import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { StatusStore } from "./status-store";

/**
 * A copy for a second door, made by SQLite's own backup while doors run. What waits in this door's spool is not in it: only
 * this door can bring it to the app. Throws where a store is there already.
 */
export async function copyStore(store: StatusStore, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} is there already`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await store.db.backup(file);
  const copy = new Database(file);
  copy.exec("DELETE FROM waiting; DELETE FROM waiting_file; DELETE FROM entered");
  copy.close();
}

/** By which two people can compare a key without showing it. */
export function fingerprintOf(key: string): string {
  return createHash("sha256").update(`jawab status key ${key}`).digest("hex").slice(0, 16);
}
