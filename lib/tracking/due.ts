import { daysLeft } from "@/lib/domain/complaint/clock";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { clockOwner, isState } from "@/lib/domain/complaint/states";

/** `days` are calendar days in Pakistan: a page knows no holidays, and neither does the citizen's wall. */
export type Due =
  | { kind: "left" | "over"; days: number; at: Date }
  | { kind: "paused"; until: Date | null }
  | { kind: "window"; until: Date };

/** Whose time runs, and how long still; null where none runs that a reader could wait for. */
export function dueOf(status: Pick<PublicStatus, "state" | "dueAt" | "windowEndsAt">, now: Date): Due | null {
  const { state } = status;
  if (!isState(state)) return null;
  const owner = clockOwner(state);
  const until = status.windowEndsAt === null ? null : new Date(status.windowEndsAt);
  if (state === "NEEDS_INFO") return { kind: "paused", until };
  if (owner === "citizen") return until && { kind: "window", until };
  if (owner !== "officer" || status.dueAt === null) return null;
  const at = new Date(status.dueAt);
  return { kind: now > at ? "over" : "left", days: Math.abs(daysLeft(at, now)), at };
}
