import type { Contact } from "@/lib/schemas/lodgement";
import type { Tx } from "./db";
import { seal } from "./sealed";

export type OutboxEntry = {
  /** Given where the message's own words depend on it (lib/data/caller-keys.ts). */
  id?: string;
  complaintId: string;
  eventId: string;
  template: string;
  language: string;
  at: Date;
};

/**
 * Notes down that the citizen is to be told of an event, in the event's own transaction; the worker sends it afterwards.
 * Nothing where the citizen gave no address or wants no messages. SMS is chosen only where it is asked for, since it costs.
 */
export async function tellCitizen(tx: Tx, contact: Contact | null, entry: OutboxEntry): Promise<void> {
  const address = addressOf(contact);
  if (address) await addMessage(tx, address.channel, address.recipient, entry);
}

/** Where a citizen is written to; null for who can't be, or doesn't want it. */
export function addressOf(contact: Contact | null): { channel: "sms" | "email"; recipient: string } | null {
  if (!contact || contact.channel === "none") return null;
  const bySms = contact.channel === "sms" || (contact.channel === undefined && !contact.email);
  const recipient = bySms ? contact.phone : contact.email;
  return recipient ? { channel: bySms ? "sms" : "email", recipient } : null;
}

/** A message to an officer by e-mail. */
export function tellStaff(tx: Tx, email: string, entry: OutboxEntry): Promise<void> {
  return addMessage(tx, "email", email, entry);
}

async function addMessage(tx: Tx, channel: "sms" | "email", recipient: string, entry: OutboxEntry): Promise<void> {
  const { at, id = crypto.randomUUID(), ...rest } = entry;
  const sealed = seal(recipient, { table: "OutboxMessage", column: "recipient", row: id });
  await tx.outboxMessage.create({ data: { id, ...rest, channel, recipient: sealed, nextAt: at, createdAt: at } });
}
