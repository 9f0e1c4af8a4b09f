import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@/lib/domain/complaint/actor";
import { eventHash, NO_PREVIOUS_HASH, payloadDigest, SALT_BYTES } from "@/lib/domain/complaint/event-chain";
import type { State } from "@/lib/domain/complaint/states";
import type { Action, Row } from "@/lib/domain/complaint/workflow-table";
import type { Tx } from "./db";
import { seal, unseal } from "./sealed";

/** What an event says, erasable: texts, and references to desks, officers, files. */
export type EventPayload = { publicText?: string; text?: string; reason?: string; [member: string]: unknown };

export type NewEvent = {
  complaintId: string;
  action: Action;
  role: Role;
  actorId: string | null;
  from: State | null;
  to: State;
  shown: Row["shown"];
  /** Of the complaint, after the event. */
  version: number;
  payload: EventPayload;
  at: Date;
};

/** What the next event of a complaint is chained to; null before its first. */
type Link = { sequence: number; hash: string } | null;
type FirstEvent = Omit<NewEvent, "complaintId" | "shown">;

/**
 * Appends one event to a complaint's chain, in the transaction of the change it tells of; a public one takes the next
 * number of the status feed as well.
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<{ id: string; sequence: number }> {
  const last = await tx.event.findFirst({
    where: { complaintId: event.complaintId },
    orderBy: { sequence: "desc" },
    select: { sequence: true, hash: true },
  });
  const { id, link } = await writeEvent(tx, event, last);
  if (event.shown === "public") await recordStatusChange(tx, event.complaintId, event.at);
  return { id, sequence: link.sequence };
}

/**
 * The first events of a complaint that this transaction has made, all of them public: they have nothing to be chained to,
 * and take one number of the feed together. Answers with the first one's id.
 */
export async function beginEvents(
  tx: Tx,
  complaintId: string,
  [first, ...rest]: readonly [FirstEvent, ...FirstEvent[]],
  at: Date,
): Promise<string> {
  const written = await writeEvent(tx, { ...first, complaintId, shown: "public" }, null);
  let last = written.link;
  for (const event of rest) last = (await writeEvent(tx, { ...event, complaintId, shown: "public" }, last)).link;
  await recordStatusChange(tx, complaintId, at);
  return written.id;
}

async function writeEvent(tx: Tx, event: NewEvent, last: Link): Promise<{ id: string; link: NonNullable<Link> }> {
  const { complaintId, payload, from, to, action, role, at, ...columns } = event;
  const id = randomUUID();
  const salt = randomBytes(SALT_BYTES);
  const chained = {
    previousHash: last?.hash ?? NO_PREVIOUS_HASH,
    complaintId,
    sequence: (last?.sequence ?? 0) + 1,
    at,
    action,
    role,
    payloadDigest: payloadDigest(salt, payload),
  };
  const hash = eventHash(chained);
  await tx.event.create({
    data: { ...columns, ...chained, id, fromState: from, toState: to, hash },
    select: { id: true },
  });
  const sealed = seal(JSON.stringify(payload), payloadPlace(id));
  await tx.eventPayload.create({
    data: { eventId: id, salt: salt.toString("hex"), payload: sealed },
    select: { eventId: true },
  });
  return { id, link: { sequence: chained.sequence, hash } };
}

/** An event's payload as it was written; null once it has been erased. */
export function readPayload(eventId: string, row: { payload: string } | null): EventPayload | null {
  return row && (JSON.parse(unseal(row.payload, payloadPlace(eventId))) as EventPayload);
}

/** The next number of the status feed: what the public sees of this complaint has changed. Rows never go back. */
export async function recordStatusChange(tx: Tx, complaintId: string, at: Date): Promise<void> {
  const { seq } = await tx.statusChange.create({ data: { complaintId, at }, select: { seq: true } });
  await tx.complaint.update({ where: { id: complaintId }, data: { feedSeq: seq }, select: { id: true } });
}

/** Erases what one event says; the event itself stays, and so does the chain. */
export async function erasePayload(tx: Tx, complaintId: string, sequence: number): Promise<void> {
  await tx.eventPayload.deleteMany({ where: { event: { complaintId, sequence } } });
}

function payloadPlace(eventId: string) {
  return { table: "EventPayload", column: "payload", row: eventId };
}
