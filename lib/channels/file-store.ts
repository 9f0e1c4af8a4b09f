import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folder } from "@/lib/folder";

/** Where citizens' files lie. At scale an S3-compatible store takes its place (design §3). */
export type FileStore = {
  /** Keeps the bytes durably; answers with the file's own random name. Throws with `code: "ENOSPC"` on a full disk. */
  put(bytes: Uint8Array): Promise<string>;
  get(name: string): Promise<Buffer>;
  /** Also where there is none. */
  remove(name: string): Promise<void>;
};

/** Files under `root`, owner-readable only, in folders of their first two characters. */
export function folderStore(root: string): FileStore {
  const pathOf = (name: string): string => {
    if (!/^[0-9a-f]{32}$/.test(name)) throw new Error("Not a name of ours");
    return join(root, name.slice(0, 2), name);
  };
  return {
    async put(bytes) {
      const name = randomBytes(16).toString("hex");
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const temporary = `${path}.part`;
      try {
        const file = await open(temporary, "wx", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return name;
    },
    get: (name) => readFile(pathOf(name)),
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

export const fileStore = folderStore(folder.files);

const FULL = new Set<unknown>(["ENOSPC", "EDQUOT", "SQLITE_FULL"]);

/**
 * A full disk, or a quota reached: the caller answers 507 and keeps nothing half-written. Prisma wraps what SQLite says
 * (`meta.driverAdapterError.cause.originalCode`).
 */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode, cause, meta } = error as {
    code?: unknown;
    originalCode?: unknown;
    cause?: unknown;
    meta?: { driverAdapterError?: unknown };
  };
  return FULL.has(code) || FULL.has(originalCode) || isDiskFull(cause) || isDiskFull(meta?.driverAdapterError);
}
