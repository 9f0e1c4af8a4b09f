import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";

/** Where things lie under PORTAL_DATA_DIR (docs/data-folder.md). */
export const folder = {
  audit: join(env.dataDir, "audit"),
  database: join(env.dataDir, "db", "portal.sqlite"),
  files: join(env.dataDir, "files"),
  keys: join(env.dataDir, "keys"),
  mode: join(env.dataDir, "mode.json"),
  outbox: join(env.dataDir, "outbox"),
  portal: join(env.dataDir, "portal.json"),
  /** Switches the service worker off on every phone while it is there (docs/operating). */
  workerOff: join(env.dataDir, "service-worker-off"),
} as const;

const PortalSchema = z.object({
  demo: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Since when it has a database, whose absence is a loss from then on. */
  preparedAt: z.iso.datetime().optional(),
});
export type Portal = z.infer<typeof PortalSchema>;

/** What the first start wrote of this folder, or null where there was none yet. Throws on an unreadable file. */
export function findPortal(): Portal | null {
  return existsSync(/*turbopackIgnore: true*/ folder.portal)
    ? PortalSchema.parse(JSON.parse(readFileSync(/*turbopackIgnore: true*/ folder.portal, "utf8")))
    : null;
}

/** Written by the first start (design §4, Demo), and once more when that has come to its end. */
export function writePortal(portal: Portal): void {
  writeAtomically(folder.portal, `${JSON.stringify(portal, null, 2)}\n`);
}

let demo: boolean | undefined;

/** Whether this folder is a demo. False where no folder exists, so that nothing demo-only is on by accident. */
export function isDemo(): boolean {
  demo ??= findPortal()?.demo ?? false;
  return demo;
}

/**
 * The 256-bit secret of that name, base64url, made on first use and readable by the owner alone. A second process that
 * makes it at the same moment takes the first one's: the file is created exclusively.
 */
export function readOrCreateKey(name: string): string {
  const path = join(folder.keys, name);
  if (!existsSync(path)) {
    mkdirSync(folder.keys, { recursive: true, mode: 0o700 });
    try {
      writeSynced(path, randomBytes(32).toString("base64url"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  const key = readFileSync(path, "utf8").trim();
  if (key.length < 43) throw new Error(`The key file ${name} is too short to be one of ours`);
  return key;
}

/** Replaces a small file so that a reader sees the old or the new one, never half of it. Throws with the old one in place. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    writeSynced(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A new name in a folder survives a power cut only once the folder itself is on disk. */
export function syncFolder(directory: string): void {
  const opened = openSync(directory, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** A new file. `writeFileSync` writes on where a nearly full disk has taken only a part; `writeSync` would not. */
function writeSynced(path: string, content: string | Uint8Array): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
