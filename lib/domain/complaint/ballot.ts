import type { CaseFacts } from "./case-facts";

/** What the citizen of a complaint that several share has answered to "resolved". `silent`: not within the window. */
export const VOTES = ["confirm", "dispute", "silent"] as const;
export type Vote = (typeof VOTES)[number];

/** The answers of those merged into a complaint, its own citizen's not counted. Who split off is no more among them. */
export type Ballot = { confirmed: number; disputed: number; undecided: number };
export const NO_BALLOT: Ballot = { confirmed: 0, disputed: 0, undecided: 0 };

/** From the merged ones as they are stored: who is still merged hasn't answered yet, who has answered went its own way. */
export function countBallot(children: readonly { state: string; vote: string | null }[]): Ballot {
  const count = (wanted: Vote) => children.filter(({ vote }) => vote === wanted).length;
  const waiting = children.filter(({ state, vote }) => state === "MERGED" && vote === null).length;
  return { confirmed: count("confirm"), disputed: count("dispute"), undecided: waiting + count("silent") };
}

type Shared = Pick<CaseFacts, "ballot" | "vote">;

/** Whether others have a say in how it ends. */
export function isShared({ ballot }: Pick<Shared, "ballot">): boolean {
  return ballot.confirmed + ballot.disputed + ballot.undecided > 0;
}

export type Tally = { confirmed: number; disputed: number; of: number };

/** All votes, its own citizen's among them. */
export function tally({ ballot, vote }: Shared): Tally {
  const { confirmed, disputed, undecided } = ballot;
  const own = (wanted: Vote) => (vote === wanted ? 1 : 0);
  return {
    confirmed: confirmed + own("confirm"),
    disputed: disputed + own("dispute"),
    of: confirmed + disputed + undecided + 1,
  };
}

/**
 * More than half of all, those counted who have not answered. Half is not most. Its own citizen alone is, once all others
 * have gone.
 */
export function mostConfirm(shared: Shared): boolean {
  const { confirmed, of } = tally(shared);
  return confirmed * 2 > of;
}

export function mostDispute(shared: Shared): boolean {
  const { disputed, of } = tally(shared);
  return disputed * 2 > of;
}
