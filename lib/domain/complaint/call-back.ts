import { toWallTime } from "@/lib/domain/wall-time";
import { addHours } from "@/lib/domain/working-time";
import type { CaseFacts } from "./case-facts";
import type { State } from "./states";

/** What can come of ringing a citizen up. Only the first two are an answer to "is it solved?". */
export const CALL_OUTCOMES = ["confirmed", "disputed", "no_answer", "wrong_number", "no_call"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** In these somebody picked up and was the citizen. */
export const REACHED: readonly CallOutcome[] = ["confirmed", "disputed", "no_call"];

export const CALL_TERMS = {
  /** After so many tries without an answer the citizen is left in peace. */
  tries: 3,
  /** Hours until the second and the third try. */
  waitHours: [4, 24],
  /** How long one person has a citizen to themselves. */
  holdMinutes: 15,
  /** Of the complaints that officers call solved; a Setting overrules it. */
  share: 0.1,
} as const;

/** Where an answer to the call still changes something. */
export const CALL_STATES = ["RESOLVED", "CLOSED_NO_REPLY"] as const satisfies readonly State[];

/** The part of a contact that says whether and when somebody may be rung up. */
export type Ringable = { phone?: string; channel?: "sms" | "email" | "none"; quiet?: { from: string; to: string } };

/** Whether this complaint may be drawn for the sample at all. Source: design §5, "Kinds" and "Reach". */
export function canBeSampled({ kind, sensitive, sealed }: Pick<CaseFacts, "kind" | "sensitive" | "sealed">): boolean {
  return kind === "complaint" && !sensitive && !sealed;
}

/** Somebody who wants no messages wants no calls either, for another person may pick up. */
export function mayBeRung(contact: Ringable | null): boolean {
  return Boolean(contact?.phone) && contact?.channel !== "none";
}

/** When the quiet hours that hold at `now` (Karachi's clock) end; null outside of them. They may span midnight. */
export function quietUntil(quiet: Ringable["quiet"], now: Date): Date | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const clock = toWallTime(now).slice(11);
  const { from, to } = quiet;
  const within = from < to ? clock >= from && clock < to : clock >= from || clock < to;
  if (!within) return null;
  const minutes = (minutesOf(to) - minutesOf(clock) + 1_440) % 1_440;
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000 + minutes * 60_000);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** What an outcome does to the tries: `attempts` counted so far, and when the next one may be made (null: never). */
export function afterCall(
  outcome: CallOutcome,
  attempts: number,
  now: Date,
): { attempts: number; nextAt: Date | null } {
  if (outcome !== "no_answer") return { attempts: CALL_TERMS.tries, nextAt: null };
  const made = attempts + 1;
  const wait = CALL_TERMS.waitHours[made - 1];
  return { attempts: made, nextAt: made >= CALL_TERMS.tries || wait === undefined ? null : addHours(now, wait) };
}
