import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { folder } from "@/lib/folder";
import { ModeSchema } from "@/lib/mode";

const ChangeSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** `id` is null for whoever has the machine itself and gave a name on the command line. */
  actor: z.object({ id: z.string().nullable(), name: z.string() }),
  before: ModeSchema,
  after: ModeSchema,
});

/** One change of the portal's mode, and whose it was. */
export type ModeChange = z.infer<typeof ChangeSchema>;

const FILE = join(folder.audit, "mode.jsonl");

/**
 * Adds a line for good, before the change is made: it needs no database. A line that a crash has torn is followed by a
 * new one. Throws where the disk takes nothing.
 */
export function appendModeChange(change: ModeChange): void {
  mkdirSync(folder.audit, { recursive: true, mode: 0o700 });
  const file = openSync(FILE, "a", 0o600);
  try {
    writeSync(file, `\n${JSON.stringify(change)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** All that were ever made, oldest first. */
export function listModeChanges(): ModeChange[] {
  let text: string;
  try {
    text = readFileSync(/*turbopackIgnore: true*/ FILE, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    const change = parse(line);
    return change ? [change] : [];
  });
}

function parse(line: string): ModeChange | null {
  try {
    return ChangeSchema.parse(JSON.parse(line));
  } catch {
    return null; // empty, or torn by a crash
  }
}
