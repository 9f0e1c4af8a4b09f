import { listWaking, nextWaking } from "@/lib/data/wakes";
import type { Action } from "@/lib/domain/complaint/workflow";
import { creditOutages } from "./credit-outages";
import { handOverAbsent } from "./hand-over-absent";
import { lookAfter } from "./look-after";

export type SweepRequest = {
  /** The moment as of which everything owed is done. Tests and the simulation move it. */
  now: Date;
  /** At most so many complaints are looked at, so that a long backlog doesn't hold the worker; without it all are. */
  limit?: number;
  /** Stops between two transactions. */
  signal?: AbortSignal;
};
export type SweepReport = {
  /** How often each of the system's actions was done. */
  done: Partial<Record<Action, number>>;
  /** Complaints that were looked at. */
  looked: number;
  /** Complaints that could not be looked after, and are tried again a quarter of an hour later. */
  failed: number;
  /** Whether the limit was reached before everything was done. */
  more: boolean;
  /** When the next complaint is to be looked at; null where none is. */
  next: Date | null;
};

const BATCH = 100;

/**
 * Does everything that the system owes as of `now`: clocks are given the time of outages, the cases of absent officers are
 * handed over, then reminders, levels, silence, cooling-off and fallen parents. Each duty is one transaction that reads what
 * it decides on, so any number of runners do it once. Throws where the database can't be written. Source: design §5, table.
 */
export async function sweepDuties({ now, limit, signal }: SweepRequest): Promise<SweepReport> {
  const report: SweepReport = { done: {}, looked: 0, failed: 0, more: false, next: null };
  const count = (action: Action, times = 1) => {
    if (times > 0) report.done[action] = (report.done[action] ?? 0) + times;
  };
  const isOver = () => signal?.aborted ?? false;

  // First, lest somebody be called late for the portal's own time.
  count("LENGTHEN", await creditOutages(now, isOver));
  count("REASSIGN", await handOverAbsent(now, isOver));
  while (!isOver()) {
    const room = limit === undefined ? BATCH : Math.min(BATCH, limit - report.looked);
    const ids = room > 0 ? await listWaking(now, room) : [];
    report.more = room <= 0;
    if (ids.length === 0) break;
    for (const id of ids) {
      if (isOver()) break;
      const { done, failed } = await lookAfter(id, now);
      report.looked += 1;
      report.failed += failed ? 1 : 0;
      for (const action of done) count(action);
    }
  }
  report.next = await nextWaking();
  return report;
}
