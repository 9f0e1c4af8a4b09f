import { findFactsById, wakeOf } from "@/lib/data/case-facts";
import { transact } from "@/lib/data/db";
import { findClockContext } from "@/lib/data/reference";
import { isUnwritable } from "@/lib/data/unavailable";
import { setWake } from "@/lib/data/wakes";
import { dutyOwed, type SystemAction } from "@/lib/domain/complaint/wake";
import { actWithin } from "./act-on-complaint";

/** One that can't be looked after waits so long, and no other waits for it. */
const AGAIN_MS = 15 * 60_000;
/** More than this at one moment is no life of a complaint: two reminders, four levels, a way back. */
const MOST = 20;

/** Does for one complaint what the system owes it as of `now`, each duty in a transaction of its own. */
export async function lookAfter(id: string, now: Date): Promise<{ done: SystemAction[]; failed: boolean }> {
  const done: SystemAction[] = [];
  try {
    while (done.length < MOST) {
      const action = await transact((tx) => doNext(tx, id, now));
      if (!action) return { done, failed: false };
      done.push(action);
    }
    throw new Error(`Never done with: ${done.join(" ")}`);
  } catch (error) {
    if (isUnwritable(error)) throw error;
    console.error(`Complaint ${id} can't be looked after:`, error instanceof Error ? error.message : "unknown");
    await transact((tx) => setWake(tx, id, new Date(now.getTime() + AGAIN_MS)));
    return { done, failed: true };
  }
}

/** What was done; null where nothing is owed, and then it is noted when something will be. */
async function doNext(tx: Parameters<typeof setWake>[0], id: string, now: Date): Promise<SystemAction | null> {
  const facts = await findFactsById(tx, id, now);
  if (!facts) return null;
  const clock = await findClockContext(tx, facts.jurisdictionId);
  const duty = dutyOwed(facts, now, clock);
  if (!duty) {
    await setWake(tx, id, wakeOf(facts, clock));
    return null;
  }
  const { trackingId, version } = facts;
  const { action } = duty;
  const acted = await actWithin(tx, { trackingId, action, actor: { kind: "system" }, input: {}, version, now });
  if (!acted.ok) throw new Error(`${action} was refused: ${acted.error.code}`);
  return action;
}
