import { enterModeChanges } from "@/lib/data/audit";
import { enterEndedSessions } from "@/lib/data/ended-sessions";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";

/** Enters into the database what was written beside it while it took nothing. Does nothing while it still doesn't. */
export async function catchUp(now: Date): Promise<void> {
  if (findClosure()) return;
  try {
    await enterModeChanges();
    await enterEndedSessions(now);
  } catch (error) {
    if (!isUnwritable(error)) throw error; // it has closed again meanwhile; the lines wait
  }
}
