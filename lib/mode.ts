import { readFileSync } from "node:fs";
import { z } from "zod";
import { folder, writeAtomically } from "@/lib/folder";

export const ModeSchema = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("normal") }),
  z.object({
    mode: z.literal("read-only"),
    since: z.iso.datetime(),
    /** When it is meant to end, or null where nobody can say. */
    until: z.iso.datetime().nullable(),
    /** Why, in the operator's own words, in both languages. */
    reason: z.object({ en: z.string(), ur: z.string() }),
  }),
]);

/** What an admin has announced of the whole portal (design §3, "Modes"). */
export type Mode = z.infer<typeof ModeSchema>;

const NORMAL: Mode = { mode: "normal" };
const FRESH_MS = 250;

let known: { mode: Mode; at: number } = { mode: NORMAL, at: Number.NEGATIVE_INFINITY };

/**
 * The announced mode, at most a quarter of a second old; any process may ask. A file that isn't there means normal; one
 * that can't be read leaves what was known, for half an announcement must not open what was closed.
 */
export function readMode(): Mode {
  const now = performance.now();
  if (now - known.at < FRESH_MS) return known.mode;
  known = { mode: load() ?? known.mode, at: now };
  return known.mode;
}

/** Announces a mode to every process, atomically. */
export function writeMode(mode: Mode): void {
  writeAtomically(folder.mode, `${JSON.stringify(ModeSchema.parse(mode), null, 2)}\n`);
  known = { mode, at: performance.now() };
}

function load(): Mode | null {
  try {
    return ModeSchema.parse(JSON.parse(readFileSync(/*turbopackIgnore: true*/ folder.mode, "utf8")));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? NORMAL : null;
  }
}
