import { countBallot, isShared, type Tally, tally, VOTES, type Vote } from "@/lib/domain/complaint/ballot";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import type { State } from "@/lib/domain/complaint/states";
import { db } from "./db";

/** How those who share a complaint have answered, for any one of them: numbers, and nobody's name but the asker's own answer. */
export type SharedVote = Tally & {
  mine: Vote | null;
  /** It is merged into another and has not answered for itself. */
  isMerged: boolean;
  /** Of the complaint that they share. */
  state: State;
};

/** Null for a complaint that nobody shares. */
export async function findSharedVote(facts: CaseFacts): Promise<SharedVote | null> {
  const { state, vote: mine, parentId } = facts;
  if (isShared(facts)) return { ...tally(facts), mine, isMerged: false, state };
  const isMerged = state === "MERGED";
  if (parentId === null || (!isMerged && mine === null)) return null;
  const parent = await db.complaint.findUnique({
    where: { id: parentId },
    select: { state: true, vote: true, children: { select: { state: true, vote: true } } },
  });
  if (!parent) return null;
  const vote = VOTES.find((known) => known === parent.vote) ?? null;
  return {
    ...tally({ vote, ballot: countBallot(parent.children) }),
    mine,
    isMerged,
    state: parent.state as State,
  };
}
