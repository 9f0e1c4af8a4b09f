import type { ClockContext } from "@/lib/domain/working-time";
import type { CaseFacts } from "./case-facts";
import { isCitizensWindow, reminderDue, silenceCounts, thresholds } from "./clock";
import { isFallen } from "./guards";
import { clockOwner } from "./states";
import type { Action } from "./workflow-table";

/** What the system does by itself to one complaint. Absences and outages are not a complaint's own (lib/use-cases). */
export type SystemAction = Extract<
  Action,
  "REMIND" | "ESCALATE" | "INFO_TIMEOUT" | "NO_REPLY" | "WITHDRAW_DONE" | "UNMERGE"
>;
/** `after`: owed at every later instant, till something changes the case. */
export type Duty = { action: SystemAction; after: Date };

/** For what is owed already, whatever the time. */
const LONG_AGO = new Date(0);

/**
 * The first instant at which the system owes this complaint something; null where it owes nothing until somebody else
 * acts. Kept in `Complaint.wakeAt`. Source: design §5: reminders, levels, silence, cooling-off, fallen parents.
 */
export function nextWake(facts: CaseFacts, context: ClockContext): Date | null {
  const [first] = systemDuties(facts, context);
  return first ? new Date(first.after.getTime() + 1) : null;
}

/** What the system owes at `now`, the longest due first; null for nothing. The workflow table lets it pass. */
export function dutyOwed(facts: CaseFacts, now: Date, context: ClockContext): Duty | null {
  const [first] = systemDuties(facts, context);
  return first && now > first.after ? first : null;
}

/** All that time will call for as the case stands now, soonest first. */
export function systemDuties(facts: CaseFacts, context: ClockContext): Duty[] {
  return listDuties(facts, context).toSorted((a, b) => a.after.getTime() - b.after.getTime());
}

function listDuties(facts: CaseFacts, context: ClockContext): Duty[] {
  if (facts.state === "MERGED") return ofMerged(facts);
  if (facts.state === "WITHDRAW_PENDING") return due("WITHDRAW_DONE", facts.withdrawEndsAt);
  if (isCitizensWindow(facts.state)) return ofWindow(facts, context);
  if (facts.state === "APPEAL") return due("REMIND", reminderDue(facts, context));
  return clockOwner(facts.state) === "officer" ? ofOffice(facts, context) : [];
}

function due(action: SystemAction, after: Date | null): Duty[] {
  return after ? [{ action, after }] : [];
}

/** A merged complaint lives through its parent: parted when that can't carry it any more, silent when that is over. */
function ofMerged({ parent }: CaseFacts): Duty[] {
  if (parent === null) return [];
  if (isFallen(parent)) return due("UNMERGE", LONG_AGO);
  const isOver = parent.state === "CLOSED_CONFIRMED" || parent.state === "CLOSED_NO_REPLY";
  return isOver ? due("NO_REPLY", parent.windowEndsAt ?? LONG_AGO) : [];
}

/** As many reminders as were promised, then silence counts. */
function ofWindow(facts: CaseFacts, context: ClockContext): Duty[] {
  const reminder = reminderDue(facts, context);
  if (reminder) return due("REMIND", reminder);
  return due(facts.state === "NEEDS_INFO" ? "INFO_TIMEOUT" : "NO_REPLY", facts.windowEndsAt);
}

/** A reminder at half of the clock, the levels, and the silence of whoever owes a decision. */
function ofOffice(facts: CaseFacts, context: ClockContext): Duty[] {
  if (facts.pausedAt !== null) return [];
  const duties = due("REMIND", reminderDue(facts, context));
  if (facts.kind === "appreciation" || facts.level >= 4) return duties;
  const at = thresholds(facts, context);
  const calls: [level: number, after: Date | null][] = [
    [facts.baseLevel + 1, at?.overdue ?? null],
    [facts.baseLevel + 2, at?.halfOver ?? null],
    [3, at?.levelThree ?? null],
    [4, at?.levelFour ?? null],
  ];
  for (const [level, after] of calls) if (level > facts.level) duties.push(...due("ESCALATE", after));
  if (silenceCounts(facts)) duties.push(...due("ESCALATE", facts.dutyDueAt));
  return duties;
}
