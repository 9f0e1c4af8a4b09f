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

/**
 * Appends one event to a complaint's chain, in the transaction of the change it tells of; a public one takes the next
 * number of the status feed as well.
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<{ id: string; sequence: number }> {
  const { complaintId, payload, from, to, action, role, at, ...columns } = event;
  const last = await tx.event.findFirst({
    where: { complaintId },
    orderBy: { sequence: "desc" },
    select: { sequence: true, hash: true },
  });
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
  await tx.event.create({
    data: { ...columns, ...chained, id, fromState: from, toState: to, hash: eventHash(chained) },
    select: { id: true },
  });
  const sealed = seal(JSON.stringify(payload), payloadPlace(id));
  await tx.eventPayload.create({ data: { eventId: id, salt: salt.toString("hex"), payload: sealed } });
  if (event.shown === "public") await recordStatusChange(tx, complaintId, at);
  return { id, sequence: chained.sequence };
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
