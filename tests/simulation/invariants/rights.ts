import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Trail } from "../watch";
import { type Books, OFFICE, type Say, type Step, type Story } from "./stories";

/** Written by hand from design §5 and the issue, not from the table under test: from where, to where, by whom. `=`: it stays; `<`: the state before. */
const RIGHTS: Record<string, [from: string, to: string, who: string]> = {
  SUBMIT: ["", "NEW", "citizen helpline"],
  ASSIGN: ["NEW TRANSFER_REQUESTED", "ASSIGNED", "router supervisor independent system"],
  CLAIM: ["ASSIGNED", "=", "officer independent"],
  REASSIGN: ["ASSIGNED NEEDS_INFO IN_PROGRESS TRANSFER_REQUESTED", "=", "supervisor independent system"],
  RECATEGORISE: ["NEW ASSIGNED", "=", "router independent"],
  ASK_INFO: ["ASSIGNED IN_PROGRESS", "NEEDS_INFO", "officer supervisor independent"],
  PROVIDE_INFO: ["NEEDS_INFO REJECTED_PROPOSED", "<", "citizen helpline"],
  INFO_TIMEOUT: ["NEEDS_INFO", "REJECTED_PROPOSED", "system"],
  START: ["ASSIGNED", "IN_PROGRESS", "officer supervisor independent"],
  UPDATE: ["IN_PROGRESS", "=", "officer supervisor independent"],
  EXTEND: ["IN_PROGRESS", "=", "supervisor independent"],
  REQUEST_TRANSFER: ["ASSIGNED IN_PROGRESS", "TRANSFER_REQUESTED", "officer supervisor independent"],
  REFUSE_TRANSFER: ["TRANSFER_REQUESTED", "<", "router supervisor independent"],
  ACKNOWLEDGE: ["NEW ASSIGNED", "CLOSED_CONFIRMED", "officer router supervisor independent"],
  RESOLVE: ["IN_PROGRESS", "RESOLVED", "officer supervisor independent"],
  TAKE_BACK: ["RESOLVED", "IN_PROGRESS", "officer supervisor independent"],
  REJECT: ["NEW ASSIGNED IN_PROGRESS", "REJECTED_PROPOSED", "router officer supervisor independent"],
  APPROVE_REJECT: ["REJECTED_PROPOSED", "CLOSED_REJECTED", "supervisor independent"],
  REFUSE_REJECT: ["REJECTED_PROPOSED", "<", "supervisor independent"],
  CONFIRM: ["RESOLVED CLOSED_NO_REPLY MERGED", "CLOSED_CONFIRMED =", "citizen callback system"],
  DISPUTE: ["RESOLVED CLOSED_NO_REPLY CLOSED_CONFIRMED MERGED", "DISPUTED APPEAL", "citizen helpline callback system"],
  NO_REPLY: ["RESOLVED MERGED", "CLOSED_NO_REPLY", "system"],
  TAKE_UP: ["DISPUTED", "IN_PROGRESS", "supervisor independent"],
  APPEAL: ["CLOSED_CONFIRMED CLOSED_NO_REPLY CLOSED_REJECTED", "APPEAL", "citizen"],
  DECIDE_APPEAL: ["APPEAL", "IN_PROGRESS CLOSED_APPEAL", "appeal"],
  MERGE: [`${OFFICE.join(" ")} NEEDS_INFO`, "MERGED", "router officer independent citizen"],
  UNMERGE: ["MERGED", "<", "router officer independent system"],
  SPLIT: ["MERGED", "<", "citizen"],
  WITHDRAW: [`${OFFICE.join(" ")} NEEDS_INFO RESOLVED APPEAL MERGED`, "WITHDRAW_PENDING", "citizen"],
  KEEP: ["WITHDRAW_PENDING", "<", "citizen"],
  WITHDRAW_DONE: ["WITHDRAW_PENDING", "WITHDRAWN", "system"],
  ESCALATE: [OFFICE.join(" "), "=", "system citizen supervisor independent"],
  REMIND: [`${OFFICE.join(" ")} NEEDS_INFO RESOLVED APPEAL`, "=", "system"],
  LENGTHEN: ["*", "=", "system"],
  REPLY: ["*", "=", "citizen helpline officer supervisor router callback appeal independent"],
  CHANGE_CONTACT: ["*", "=", "citizen helpline"],
  NOTE: ["*", "=", "officer supervisor router callback appeal independent system"],
  CALL_LOG: ["*", "=", "officer supervisor router callback appeal independent helpline"],
};
/** What only who holds a case, or takes a free one, may do. */
const HOLDERS = "ASK_INFO START UPDATE REQUEST_TRANSFER RESOLVE REJECT ACKNOWLEDGE MERGE".split(" ");
const SUPERVISED =
  "ASSIGN REASSIGN EXTEND REFUSE_TRANSFER TAKE_BACK APPROVE_REJECT REFUSE_REJECT TAKE_UP ESCALATE NOTE REPLY".split(
    " ",
  );

/** Nobody does what is not theirs to do, and a case is only in hands that may have it. */
export function checkRights({ stories, world }: Books, say: Say): void {
  for (const story of stories.values()) {
    for (const step of story.steps) {
      const { event, before } = step;
      const flaw =
        moveFlaw(step) ??
        (before && event.actorId ? personFlaw(story, step, world.town.find(event.actorId)?.actor) : null);
      if (flaw)
        say(
          "no event without the right",
          story,
          `${event.sequence} ${event.action} by ${event.actorId ?? event.role}: ${flaw}`,
        );
      if (event.actorId && story.accused.has(event.actorId))
        say("accused locked out", story, `${event.actorId} did ${event.action}`);
    }
    checkHands(story, stories, say);
    checkSecondPerson(story, say);
    checkHandovers(story, say);
  }
}

function moveFlaw({ event, before, after }: Step): string | null {
  const right = RIGHTS[event.action];
  if (!right) return "no such action";
  const [from, to, who] = right;
  if (!who.split(" ").includes(event.role)) return `not for ${event.role}`;
  // The first events of a complaint are entered with its row.
  if (!before) return null;
  if (event.fromState !== before.state || (event.toState !== after.state && event.action !== "NOTE"))
    return `says ${event.fromState} → ${event.toState}, was ${before.state} → ${after.state}`;
  if (from !== "*" && !from.split(" ").includes(before.state)) return `not from ${before.state}`;
  const stack = (before.statesBefore ?? "").split(" ");
  const allowed = to
    .split(" ")
    .map((state) => (state === "=" ? before.state : state === "<" ? (stack.at(-1) ?? "") : state));
  return allowed.includes(after.state) ? null : `not to ${after.state}`;
}

function personFlaw(story: Story, { event, before }: Step, actor: StaffActor | undefined): string | null {
  if (!before) return null;
  if (!actor) return "nobody of that name works here";
  if (actor.role !== event.role) return `signed as ${event.role}, is ${actor.role}`;
  const { action } = event;
  const isOwn = before.officerId === actor.id;
  const inPlace = before.jurisdictionId === actor.jurisdictionId;
  if (action === "CLAIM" && before.officerId !== null) return "claimed from another";
  switch (actor.role) {
    case "officer":
      if (story.sealed || before.againstUnbound) return "the case is hidden from the office";
      if (before.deskId !== actor.deskId) return `the case is at ${before.deskId}`;
      return HOLDERS.includes(action) && before.officerId !== null && !isOwn ? `${before.officerId} holds it` : null;
    case "supervisor":
      if (story.sealed || before.againstUnbound) return "the case is hidden from the office";
      if (HOLDERS.includes(action)) return isOwn ? null : "not the holder";
      if (isOwn || (SUPERVISED.includes(action) && supervises(actor, before))) return null;
      return "out of reach";
    case "router":
      if (story.sealed || !inPlace) return "out of reach";
      return ["NEW", "TRANSFER_REQUESTED"].includes(before.state) || ["RECATEGORISE", "UNMERGE"].includes(action)
        ? null
        : `not in ${before.state}`;
    case "independent":
      return (story.sealed || before.serviceCode.startsWith("COR-")) && inPlace ? null : "not the independent desk's";
    case "callback":
      return before.callbackSample && !before.sensitive && !story.sealed ? null : "not in the sample";
    case "appeal":
      return before.state === "APPEAL" && before.departmentId !== actor.departmentId && inPlace
        ? null
        : "not before this authority";
    default:
      return "has no business with complaints";
  }
}

function supervises({ level, departmentId, jurisdictionId }: StaffActor, row: Trail): boolean {
  const rung = level ?? 1;
  const inPlace = row.jurisdictionId === jurisdictionId || (rung === 4 && jurisdictionId === null);
  if (rung === 1) return inPlace && row.departmentId === departmentId;
  if (!inPlace) return false;
  if (row.departmentId === null && row.state === "REJECTED_PROPOSED") return true;
  return (departmentId === null || departmentId === row.departmentId) && row.level >= rung;
}

/** No accused ever holds it; after a dispute or an appeal it never comes back to anybody who had it. */
function checkHands(story: Story, stories: ReadonlyMap<string, Story>, say: Say): void {
  const held = new Set<string>();
  let last: Trail | null = null;
  for (const row of story.trail) {
    const { officerId } = row;
    if (officerId !== null && officerId !== last?.officerId) {
      if (story.accused.has(officerId)) say("accused never holds", story, officerId);
      const isContested = last !== null && (last.disputes > 0 || last.appealDecisions > 0 || row.appealDecisions > 0);
      const parents = row.parentId ? (stories.get(row.parentId)?.trail ?? []).filter(({ seq }) => seq < row.seq) : [];
      if (isContested && (held.has(officerId) || parents.some((parent) => parent.officerId === officerId)))
        say("no way back after a dispute", story, `${officerId} has it again, ${row.state}`);
    }
    if (officerId !== null) held.add(officerId);
    last = row;
  }
}

/** Each rejection was decided by somebody else than who proposed it. */
function checkSecondPerson(story: Story, say: Say): void {
  let proposer: string | null = null;
  for (const { action, actorId } of story.events) {
    if (action === "REJECT") proposer = actorId;
    if (action === "INFO_TIMEOUT") proposer = null;
    if ((action === "APPROVE_REJECT" || action === "REFUSE_REJECT") && (actorId === null || actorId === proposer))
      say("second person", story, `${action} by ${actorId ?? "nobody"}, proposed by ${proposer}`);
  }
  const rejected = story.trail.some(({ state }) => state === "CLOSED_REJECTED");
  if (rejected && !story.events.some(({ action }) => action === "APPROVE_REJECT"))
    say("second person", story, "rejected by itself");
}

/** Every change of the desk is counted, but where a merged complaint answers for itself; from the third on the department keeps it. */
function checkHandovers(story: Story, say: Say): void {
  let moves = 0;
  for (const { event, before, after } of story.steps) {
    if (
      !before ||
      before === after ||
      event.action === "DISPUTE" ||
      event.action === "CONFIRM" ||
      event.action === "NO_REPLY"
    )
      continue;
    if (before.deskId !== null && after.deskId !== before.deskId) moves += 1;
    const third = event.action === "ASSIGN" && before.state === "TRANSFER_REQUESTED" && before.handovers >= 2;
    if (
      third &&
      ((event.role !== "supervisor" && event.role !== "independent") || after.departmentId !== before.departmentId)
    )
      say("kept from the third hand-over on", story, `${event.actorId} gave it to ${after.deskId}`);
    if (event.action === "REQUEST_TRANSFER" && before.handovers >= 3)
      say("kept from the third hand-over on", story, "asked for a fourth");
  }
  if (moves !== story.handovers) say("hand-overs counted", story, `${moves} moves, ${story.handovers} counted`);
}
