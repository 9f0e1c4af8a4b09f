import { findFacts, writePatch } from "@/lib/data/case-facts";
import { fromContentRow } from "@/lib/data/complaint-content";
import type { Tx } from "@/lib/data/db";
import { appendEvent, recordStatusChange } from "@/lib/data/events";
import { tellCitizen } from "@/lib/data/outbox";
import { findClockContext } from "@/lib/data/reference";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { isFallen } from "@/lib/domain/complaint/guards";
import { type Action, applyChange, type Change, decide, type Row, WORKFLOW } from "@/lib/domain/complaint/workflow";

type Occasion = { change: Change /** Before the change. */; facts: CaseFacts; eventId: string; now: Date };

/** What a merged complaint may do that changes how the vote on its parent stands. */
const COUNTS: readonly Action[] = ["CONFIRM", "DISPUTE", "APPEAL", "NO_REPLY", "SPLIT", "UNMERGE", "WITHDRAW", "KEEP"];

/** Read by the owner and the offices, in both languages, for it is nobody's own words. */
const MOST_DISPUTE = `Most of those who share this complaint say that it is not solved.
اس شکایت میں شریک اکثر لوگ کہتے ہیں کہ مسئلہ حل نہیں ہوا۔`;

/**
 * What a change of one complaint means for those it is merged with, in the same transaction: merged ones show their
 * parent's state, hear what its citizen hears, and are parted from a parent that fell; their answers close or dispute the
 * parent as soon as most have given the same. Source: design §5, MERGE; docs/decisions/013.
 */
export async function followMerged(tx: Tx, occasion: Occasion): Promise<void> {
  const { change, facts, now } = occasion;
  if (facts.childCount > 0) await tellMerged(tx, occasion);
  if (facts.parentId !== null && COUNTS.includes(change.action)) await countVotes(tx, facts.parentId, now);
  // While its citizen thought of withdrawing, others may have answered or left.
  if (facts.vote !== null && change.action === "KEEP") await countVotes(tx, facts.id, now);
}

async function tellMerged(tx: Tx, { change, facts, eventId, now }: Occasion): Promise<void> {
  const isReminder = facts.state === "RESOLVED" && change.action === "REMIND";
  if (change.shown !== "public" && !isReminder) return;
  const merged = await tx.complaint.findMany({
    where: { parentId: facts.id, state: "MERGED" },
    select: { id: true, trackingId: true, language: true, content: true },
  });
  // What falls due for them is counted anew.
  await tx.complaint.updateMany({ where: { parentId: facts.id, state: "MERGED" }, data: { wakeAt: null } });
  const hasFallen = isFallen(applyChange(facts, change));
  for (const { id, trackingId, language, content } of merged) {
    if (hasFallen) {
      await doBySystem(tx, trackingId, "UNMERGE", {}, now);
      continue;
    }
    await recordStatusChange(tx, id, now); // a late reminder moves the window that they share
    if (!isReminder && !isNews(change)) continue;
    const { contact = null } = content ? fromContentRow(content) : {};
    await tellCitizen(tx, contact, { complaintId: id, eventId, template: change.action, language, at: now });
  }
}

/**
 * What the office or the system did, and what opens or closes it; not what its citizen is still making up their mind about.
 * Dates that an outage moves are told on the page alone.
 */
function isNews({ action, from, to }: Change): boolean {
  const row: Row = WORKFLOW[action];
  const isTheirs = action === "WITHDRAW" || action === "KEEP" || action === "ESCALATE";
  return !row.quiet && !isTheirs && !(action === "CONFIRM" && from === to);
}

async function countVotes(tx: Tx, parentId: string, now: Date): Promise<void> {
  const { trackingId } = await tx.complaint.findUniqueOrThrow({
    where: { id: parentId },
    select: { trackingId: true },
  });
  const isClosed = await doBySystem(tx, trackingId, "CONFIRM", {}, now);
  if (!isClosed) await doBySystem(tx, trackingId, "DISPUTE", { text: MOST_DISPUTE }, now);
}

/** False where the workflow doesn't let the system do it, as things stand in this transaction. */
async function doBySystem(
  tx: Tx,
  trackingId: string,
  action: "CONFIRM" | "DISPUTE" | "UNMERGE",
  input: { text?: string },
  now: Date,
): Promise<boolean> {
  const facts = await findFacts(tx, trackingId, now);
  if (!facts) return false;
  const clock = await findClockContext(tx, facts.jurisdictionId);
  const decision = decide(facts, action, { kind: "system" }, input, { now, clock });
  if (!decision.ok) return false;
  const change = decision.value;
  if (!(await writePatch(tx, facts, change.patch, now))) return false;
  const event = await appendEvent(tx, {
    complaintId: facts.id,
    action,
    role: "system",
    actorId: null,
    from: change.from,
    to: change.to,
    shown: change.shown,
    version: applyChange(facts, change).version,
    payload: { ...input, ...(change.patch.level !== undefined && { level: change.patch.level }) },
    at: now,
  });
  const { language, content } = await tx.complaint.findUniqueOrThrow({
    where: { id: facts.id },
    select: { language: true, content: true },
  });
  const { contact = null } = content ? fromContentRow(content) : {};
  await tellCitizen(tx, contact, { complaintId: facts.id, eventId: event.id, template: action, language, at: now });
  await followMerged(tx, { change, facts, eventId: event.id, now });
  return true;
}
