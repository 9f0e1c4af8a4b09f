import type { OwnComplaint } from "@/lib/data/complaints";
import type { Action } from "@/lib/domain/complaint/workflow";

export type HistoryEntry = { at: Date; action: Action; from?: "citizen" | "office"; text?: string };

/** Steps and messages as one story, newest first: what the public timeline tells, and beside it what only the owner reads. */
export function toHistory({ status, messages }: Pick<OwnComplaint, "status" | "messages">): HistoryEntry[] {
  const keyOf = (at: string, action: Action) => `${at} ${action}`;
  const told = new Set(messages.map(({ at, action }) => keyOf(at.toISOString(), action)));
  const steps = status.timeline
    .filter(({ at, action }) => !told.has(keyOf(at, action)))
    .map(({ at, action, publicText }) => ({ at: new Date(at), action, text: publicText }));
  // Stable, and reversed before: of two at the same moment the later one comes first.
  return [...steps, ...messages].toReversed().sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** The office's last words in one kind of step, for the form that answers it. */
export function lastSaid(messages: OwnComplaint["messages"], actions: readonly Action[]): string | null {
  return messages.findLast(({ action, from }) => from === "office" && actions.includes(action))?.text ?? null;
}
