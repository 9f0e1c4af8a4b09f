import { addCalendarDays, calendarDaysBetween } from "@/lib/domain/working-time";
import { isCitizensWindow, lengthenForOutage, reminderDue } from "./clock";
import type { Apply } from "./move-steps";

/**
 * One reminder, noted so that it is the only one. A citizen's that comes late moves the rest of the window by as many days:
 * nobody gets three reminders and "you didn't answer" in one morning because the portal had slept.
 */
export const remind: Apply = (_input, { facts, context }) => {
  const { state, windowEndsAt } = facts;
  if (!isCitizensWindow(state)) {
    const effect = state === "APPEAL" ? "tell_top" : "remind_office";
    return { patch: { state, officerReminded: context.now }, effects: [effect] };
  }
  const due = reminderDue(facts, context.clock);
  const late = due ? calendarDaysBetween(due, context.now) : 0;
  const moved = late > 0 && windowEndsAt ? { windowEndsAt: addCalendarDays(windowEndsAt, late) } : {};
  return { patch: { state, reminders: facts.reminders + 1, ...moved }, effects: ["remind_citizen"] };
};

export const lengthen: Apply = ({ outage }, { facts, context }) => ({
  patch: { ...(outage && lengthenForOutage(facts, outage, context.clock)), state: facts.state },
});
