/** Design §5. Each state says whose clock runs; screens ask the questions below and never compare states themselves. */
export const STATES = [
  "NEW",
  "ASSIGNED",
  "IN_PROGRESS",
  "TRANSFER_REQUESTED",
  "REJECTED_PROPOSED",
  "DISPUTED",
  "NEEDS_INFO",
  "RESOLVED",
  "WITHDRAW_PENDING",
  "APPEAL",
  "MERGED",
  "CLOSED_CONFIRMED",
  "CLOSED_NO_REPLY",
  "CLOSED_REJECTED",
  "CLOSED_APPEAL",
  "WITHDRAWN",
] as const;
export type State = (typeof STATES)[number];

/** What answers may say beside the states: a lodging that the door has taken, or had to refuse, before the app saw it. */
const ANSWER_ONLY_STATES = ["RECEIVED", "REFUSED"] as const;
export const PUBLIC_STATES = [...STATES, ...ANSWER_ONLY_STATES] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

export type ClockOwner = "officer" | "citizen" | "authority" | "parent" | "none";

const CLOCK_OWNER: Record<State, ClockOwner> = {
  NEW: "officer",
  ASSIGNED: "officer",
  IN_PROGRESS: "officer",
  TRANSFER_REQUESTED: "officer",
  REJECTED_PROPOSED: "officer",
  DISPUTED: "officer",
  NEEDS_INFO: "citizen",
  RESOLVED: "citizen",
  WITHDRAW_PENDING: "citizen",
  APPEAL: "authority",
  MERGED: "parent",
  CLOSED_CONFIRMED: "none",
  CLOSED_NO_REPLY: "none",
  CLOSED_REJECTED: "none",
  CLOSED_APPEAL: "none",
  WITHDRAWN: "none",
};

/** Whose clock runs in that state. */
export function clockOwner(state: State): ClockOwner {
  return CLOCK_OWNER[state];
}

export const OFFICER_STATES = STATES.filter((state) => clockOwner(state) === "officer");
const CLOSED_STATES = STATES.filter((state) => clockOwner(state) === "none");
/** Somebody still owes something: RESOLVED counts as open, for it is only the officer's claim. MERGED lives through its parent. */
export const OPEN_STATES = STATES.filter((state) => clockOwner(state) !== "none" && state !== "MERGED");
/** Nothing leaves these (design §5). */
export const FINAL_STATES = ["CLOSED_APPEAL", "WITHDRAWN"] as const satisfies readonly State[];

export function isState(value: string): value is State {
  return (STATES as readonly string[]).includes(value);
}

export function isOpen(state: State): boolean {
  return OPEN_STATES.includes(state);
}

export function isClosed(state: State): boolean {
  return CLOSED_STATES.includes(state);
}

export function isFinal(state: State): boolean {
  return (FINAL_STATES as readonly State[]).includes(state);
}

/** What the public counts as open; a lodging still on its way in is open too, a refused one is not. */
export function isOpenForPublic(state: PublicState): boolean {
  return state === "RECEIVED" || (state !== "REFUSED" && !isClosed(state));
}

/** The citizen owes an answer: to a question, or to "resolved". */
export function isAwaitingCitizen(state: PublicState): boolean {
  return state === "NEEDS_INFO" || state === "RESOLVED";
}

/** Waits for a supervisor or router to decide, so nobody works on the complaint meanwhile. */
export function isAwaitingDecision(state: State): boolean {
  return state === "REJECTED_PROPOSED" || state === "TRANSFER_REQUESTED" || state === "DISPUTED";
}

/** Of the column that keeps the states to go back to, innermost first: `ASSIGNED NEEDS_INFO` under a withdrawal. */
export function parseStatesBefore(stored: string | null): State[] {
  return (stored ?? "").split(" ").filter(isState);
}

export function formatStatesBefore(states: readonly State[]): string | null {
  return states.length === 0 ? null : states.join(" ");
}
