import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { syncFolder, writeAtomically } from "@/lib/folder";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { AppClient } from "./app-client";
import type { SpoolHead, SpoolRecord } from "./spool";
import type { Verdict } from "./verdict";

/** What is known of a record that lies aside; its body is in the file beside it. No text of a citizen is in it. */
export type RefusedNote = {
  name: string;
  kind: SpoolHead["kind"] | "damaged";
  trackingId: string | null;
  receivedAt: string | null;
  /** The app's answer; null where there was none, since nobody could read it. */
  status: number | null;
  problem: string;
  fields: FieldError[];
  keptAt: string;
  /** The same ID has been entered after all. */
  done: boolean;
};
export type Refused = ReturnType<typeof openRefused>;

const OPEN = ".json";
const DONE = ".done.json";

/**
 * What could not be entered, kept with its bytes and readable by the owner alone until a person has dealt with it. Each is
 * told to the app once, for its admins; a note of it lies in the portal's database then, and the bytes stay here.
 */
export function openRefused(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  /** Names that the app hasn't been told of; all of them at first, for telling twice changes nothing. */
  const untold = new Set(listNotes(folder));

  function keep(note: Omit<RefusedNote, "name" | "keptAt" | "done">, body: Buffer, now: Date): void {
    // The same record always has the same name: a crash before it is ticked off in the spool keeps it once.
    const fingerprint = createHash("sha256")
      .update(`${note.trackingId} ${note.receivedAt} `)
      .update(body)
      .digest("hex");
    const name = `${note.trackingId ?? "damaged"}-${fingerprint.slice(0, 16)}`;
    writeFileSync(join(folder, `${name}.body`), body, { mode: 0o600, flush: true });
    write({ ...note, name, keptAt: now.toISOString(), done: false }, OPEN);
    syncFolder(folder);
    untold.add(`${name}${OPEN}`);
    console.error(
      `A record of the spool could not be entered (${note.problem}); it lies aside as ${fingerprint.slice(0, 16)}`,
    );
  }

  function write(note: RefusedNote, ending: string): void {
    writeAtomically(join(folder, `${note.name}${ending}`), JSON.stringify(note));
  }

  function read(file: string): RefusedNote {
    return JSON.parse(readFileSync(join(folder, file), "utf8")) as RefusedNote;
  }

  return {
    /** A record that the app will never take as it is. */
    keep({ head, body }: SpoolRecord, { status, code, fields }: Verdict, now: Date): void {
      const { kind, trackingId, receivedAt } = head;
      keep({ kind, trackingId, receivedAt, status, problem: code, fields }, body, now);
    },
    /** Bytes that nobody can read any more, with what is still known of them. */
    keepDamaged(bytes: Buffer, head: SpoolHead | null, now: Date): void {
      const { trackingId = null, receivedAt = null } = head ?? {};
      keep({ kind: "damaged", trackingId, receivedAt, status: null, problem: "damaged", fields: [] }, bytes, now);
    },
    /** The same ID has been entered by a later lodging. */
    markDone(trackingId: string): void {
      for (const file of listNotes(folder)) {
        if (!file.startsWith(`${trackingId}-`) || file.endsWith(DONE)) continue;
        const note = { ...read(file), done: true };
        renameSync(join(folder, file), join(folder, `${note.name}${DONE}`));
        write(note, DONE);
        untold.delete(file);
        untold.add(`${note.name}${DONE}`);
      }
    },
    /** Tells the app of what it hasn't heard; what it doesn't take now it is told again. */
    async report(client: Pick<AppClient, "ask">): Promise<void> {
      for (const file of untold) {
        if (existsSync(join(folder, file))) {
          const body = Buffer.from(JSON.stringify(read(file)));
          const answer = await client.ask("PUT", "/internal/refused", {
            headers: { "content-type": "application/json" },
            body,
          });
          if (answer.status !== 200) return;
        }
        untold.delete(file);
      }
    },
    /** How many wait for a person, for /readyz and the operator. */
    count: (): number => listNotes(folder).filter((name) => !name.endsWith(DONE)).length,
    list: (): RefusedNote[] => listNotes(folder).map(read),
  };
}

function listNotes(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(OPEN));
}
