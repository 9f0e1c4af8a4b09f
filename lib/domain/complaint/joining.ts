import type { CaseFacts } from "./case-facts";
import { OFFICER_STATES, type State } from "./states";

/**
 * Where others may still join a complaint: an office works on it, or has asked its citizen something. Not once a refusal
 * is proposed, and not once "resolved" is claimed: votes that come after the claim could be brought along to carry it.
 */
export const JOINABLE_STATES: readonly State[] = [
  ...OFFICER_STATES.filter((state) => state !== "REJECTED_PROPOSED"),
  "NEEDS_INFO",
];

type Candidate = Pick<CaseFacts, "state" | "kind" | "sensitive" | "sealed" | "againstUnbound" | "accusedIds">;

/** Whether strangers are shown that there is such a complaint: open, about a matter of everybody, against nobody. */
export function canBeJoined({ state, kind, sensitive, sealed, againstUnbound, accusedIds }: Candidate): boolean {
  const isProtected = sensitive || sealed || againstUnbound || accusedIds.length > 0;
  return kind === "complaint" && !isProtected && JOINABLE_STATES.includes(state);
}

export type Point = { lat: number; long: number };

/** Edge of the squares, in degrees, to which a place is blurred before a stranger learns how far it is: some 30 m. */
const BLUR = 0.0003;

/**
 * The middle of the square that a place lies in. Whoever asks from many places can find out this square and not the door:
 * distances to the place itself would tell it to the metre.
 */
export function blur({ lat, long }: Point): Point {
  const middle = (degrees: number) => (Math.floor(degrees / BLUR) + 0.5) * BLUR;
  return { lat: middle(lat), long: middle(long) };
}

export const DISTANCE_BANDS = ["under-100", "under-500", "farther"] as const;
export type DistanceBand = (typeof DISTANCE_BANDS)[number];

/** In words only, for nobody needs the metres. */
export function bandOf(metres: number): DistanceBand {
  if (metres <= 100) return "under-100";
  return metres <= 500 ? "under-500" : "farther";
}
