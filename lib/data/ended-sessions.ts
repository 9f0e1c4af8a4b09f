import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { folder } from "@/lib/folder";
import { db } from "./db";

const FILE = join(folder.audit, "ended-sessions");
/** Longer than any session lasts. */
const KEPT_MS = 24 * 60 * 60_000;

let known: { stamp: string; hashes: ReadonlySet<string> } | null = null;

/** For a session that ends while its row can't be deleted: a line by which it counts no more, in every process. */
export function noteEnded(id: string): void {
  mkdirSync(folder.audit, { recursive: true, mode: 0o700 });
  appendFileSync(FILE, `${hashOf(id)}\n`, { mode: 0o600, flush: true });
}

/** Whether `noteEnded` was told of it. */
export function hasEnded(id: string): boolean {
  return readHashes().has(hashOf(id));
}

/** Deletes the rows of sessions that have ended meanwhile; the lines stay as long as a session could. */
export async function enterEndedSessions(now: Date): Promise<void> {
  const hashes = readHashes();
  if (hashes.size === 0) return;
  const sessions = await db.session.findMany({ select: { id: true } });
  const ended = sessions.filter(({ id }) => hashes.has(hashOf(id))).map(({ id }) => id);
  if (ended.length > 0) await db.session.deleteMany({ where: { id: { in: ended } } });
  const { mtimeMs } = statSync(/*turbopackIgnore: true*/ FILE);
  if (now.getTime() - mtimeMs > KEPT_MS) rmSync(FILE, { force: true });
}

function readHashes(): ReadonlySet<string> {
  const found = statSync(/*turbopackIgnore: true*/ FILE, { throwIfNoEntry: false });
  const stamp = found ? `${found.ino} ${found.size} ${found.mtimeMs}` : "";
  if (known?.stamp !== stamp) {
    const text = found ? readFileSync(/*turbopackIgnore: true*/ FILE, "utf8") : "";
    known = { stamp, hashes: new Set(text.split("\n").filter(Boolean)) };
  }
  return known.hashes;
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
