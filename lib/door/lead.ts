import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

const AGAIN_MS = 200;
/** Held here besides, for a connection that nobody refers to is closed by the garbage collector, and the lead with it. */
const held = new Set<Database.Database>();

export type Lead = ReturnType<typeof electLead>;

/**
 * One process among those that name the same file leads: it holds an open exclusive transaction on it, which the kernel
 * ends when the process dies, however it dies. The others ask again five times a second. Nothing is ever written.
 */
export function electLead(file: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: 0 });
  held.add(db);
  const listeners: (() => void)[] = [];
  let leads = false;
  let timer: NodeJS.Timeout | undefined;

  function run(): void {
    try {
      db.exec("BEGIN EXCLUSIVE");
      leads = true;
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith("SQLITE_BUSY")) throw error;
      timer = setTimeout(run, AGAIN_MS);
      return;
    }
    for (const listener of listeners) listener();
  }

  run();
  return {
    leads: (): boolean => leads,
    /** Called once, when this process begins to lead; at once where it does already. */
    onLead(listener: () => void): void {
      listeners.push(listener);
      if (leads) listener();
    },
    /** Lets another lead: only after this one's work has stopped. */
    close(): void {
      clearTimeout(timer);
      leads = false;
      held.delete(db);
      db.close();
    },
  };
}
