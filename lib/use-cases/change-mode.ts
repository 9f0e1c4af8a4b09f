import { randomUUID } from "node:crypto";
import { appendModeChange, type ModeChange } from "@/lib/data/audit-log";
import { type Mode, readMode, writeMode } from "@/lib/mode";

/** What is asked for. A new announcement of a read-only portal keeps the time since when it is so. */
export type WantedMode =
  | { mode: "normal" }
  | { mode: "read-only"; until: Date | null; reason: { en: string; ur: string } };
type Request = { wanted: WantedMode; actor: ModeChange["actor"]; now: Date };

/**
 * Changes the mode of the whole portal, and writes down first who did it, and what was before and after. It needs neither
 * app nor database; every process follows within a second. Source: design §3, "Modes"; issue 3, point 4.
 */
export function changeMode({ wanted, actor, now }: Request): ModeChange {
  const before = readMode();
  const after = toMode(wanted, before, now);
  const change = { id: randomUUID(), at: now.toISOString(), actor, before, after };
  appendModeChange(change);
  writeMode(after);
  return change;
}

function toMode(wanted: WantedMode, before: Mode, now: Date): Mode {
  if (wanted.mode === "normal") return wanted;
  const since = before.mode === "read-only" ? before.since : now.toISOString();
  return { ...wanted, since, until: wanted.until?.toISOString() ?? null };
}
