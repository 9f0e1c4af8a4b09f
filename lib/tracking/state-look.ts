import { hasAppeal, type Kind } from "@/lib/domain/complaint/codes";
import type { PublicState } from "@/lib/domain/complaint/states";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

/** Colour only repeats the words: amber waits for somebody's answer, red is against the citizen's word, green is agreed. */
const TONES: Record<PublicState, Tone> = {
  RECEIVED: "info",
  REFUSED: "danger",
  NEW: "info",
  ASSIGNED: "info",
  IN_PROGRESS: "info",
  TRANSFER_REQUESTED: "info",
  REJECTED_PROPOSED: "warning",
  DISPUTED: "danger",
  NEEDS_INFO: "warning",
  RESOLVED: "warning",
  WITHDRAW_PENDING: "neutral",
  APPEAL: "info",
  MERGED: "info",
  CLOSED_CONFIRMED: "success",
  CLOSED_NO_REPLY: "neutral",
  CLOSED_REJECTED: "danger",
  CLOSED_APPEAL: "neutral",
  WITHDRAWN: "neutral",
};

export function toneOf(state: PublicState): Tone {
  return TONES[state];
}

/** The key of a state's words: nobody who only said thanks has had a trouble solved. */
export function stateKey(state: PublicState, kind: Kind): PublicState | "ACKNOWLEDGED" {
  return kind === "appreciation" && state === "CLOSED_CONFIRMED" ? "ACKNOWLEDGED" : state;
}

export const STAGES = ["received", "office", "work", "answer", "agreed"] as const;

/** The stage where a state stands, 0 to 4, or 5 when the last one is done too. Null: the picture would say nothing. */
const STAGE_NUMBERS: Record<PublicState, number | null> = {
  RECEIVED: 0,
  REFUSED: null,
  NEW: 0,
  ASSIGNED: 1,
  TRANSFER_REQUESTED: 1,
  DISPUTED: 1,
  IN_PROGRESS: 2,
  NEEDS_INFO: 2,
  REJECTED_PROPOSED: 2,
  APPEAL: 2,
  RESOLVED: 4,
  CLOSED_NO_REPLY: 4,
  CLOSED_CONFIRMED: 5,
  WITHDRAW_PENDING: null,
  MERGED: null,
  CLOSED_REJECTED: null,
  CLOSED_APPEAL: null,
  WITHDRAWN: null,
};

export function stageOf(state: PublicState, kind: Kind): number | null {
  return kind === "appreciation" ? null : STAGE_NUMBERS[state];
}

export const WAYS = [
  "answer",
  "confirm",
  "dispute",
  "keep",
  "appeal",
  "escalate",
  "reply",
  "withdraw",
  "look",
] as const;
export type Way = (typeof WAYS)[number];

/**
 * What the owner of a complaint in this state may be able to do, for the public page, which knows the state alone. What
 * is really allowed, the owner's page asks the workflow. `overdue`: past its due date while the office's clock runs.
 */
export function waysOf(state: PublicState, kind: Kind, overdue: boolean): Way[] {
  if (state === "CLOSED_CONFIRMED" && kind === "appreciation") return ["look"];
  const ways = WAYS_OF_STATE[state].filter((way) => way !== "appeal" || hasAppeal(kind));
  return overdue ? ["escalate", ...ways] : ways;
}

const WHILE_OPEN = ["reply", "withdraw"] as const satisfies readonly Way[];

const WAYS_OF_STATE: Record<PublicState, readonly Way[]> = {
  RECEIVED: ["look"],
  REFUSED: ["look"],
  NEW: WHILE_OPEN,
  ASSIGNED: WHILE_OPEN,
  IN_PROGRESS: WHILE_OPEN,
  TRANSFER_REQUESTED: WHILE_OPEN,
  REJECTED_PROPOSED: WHILE_OPEN,
  DISPUTED: WHILE_OPEN,
  NEEDS_INFO: ["answer", "withdraw"],
  RESOLVED: ["confirm", "dispute"],
  WITHDRAW_PENDING: ["keep"],
  APPEAL: WHILE_OPEN,
  MERGED: ["reply"],
  CLOSED_CONFIRMED: ["appeal", "look"],
  CLOSED_NO_REPLY: ["confirm", "dispute", "appeal"],
  CLOSED_REJECTED: ["appeal", "look"],
  CLOSED_APPEAL: ["look"],
  WITHDRAWN: ["look"],
};
