import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

const KEPT = 3;
/** All pages in one step: a copy in smaller ones begins anew at each write of the app. Readers and writers go on meanwhile. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * A copy of a database file that may be in use, consistent and on disk when it returns its path; the last three stay.
 * Throws where the disk is full, with nothing half-written.
 */
export async function copyDatabase(file: string, folder: string, now: Date): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, `${now.toISOString().replaceAll(":", "-")}.sqlite`);
  const part = `${target}.part`;
  const source = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    closeSync(openSync(part, "wx", 0o600));
    await source.backup(part, { progress: () => ALL_PAGES });
    sync(part);
    renameSync(part, target);
  } finally {
    source.close();
    rmSync(part, { force: true });
  }
  for (const old of listCopies(folder).slice(0, -KEPT)) rmSync(join(folder, old), { force: true });
  return target;
}

function listCopies(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sqlite"))
    .sort();
}

function sync(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
