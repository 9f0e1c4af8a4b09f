import type { Against, Contact, Location, Lodgement } from "@/lib/schemas/lodgement";
import type { Prisma } from "./generated/client";
import { seal, unseal } from "./sealed";

/** What the citizen wrote and who they are. */
export type Content = { text: string; location: Location | null; against: Against | null; contact: Contact | null };
type Row = {
  complaintId: string;
  text: string;
  location: string | null;
  against: string | null;
  contact: string | null;
};

/** The columns of a new ComplaintContent row, each sealed in its place. */
export function toContentRow(
  complaintId: string,
  body: Pick<Lodgement, "text" | "location" | "against" | "contact">,
): Row {
  return {
    complaintId,
    text: sealAt(complaintId, "text", body.text ?? ""),
    location: sealJson(complaintId, "location", body.location),
    against: sealJson(complaintId, "against", body.against),
    contact: sealJson(complaintId, "contact", body.contact),
  };
}

/** The text column alone, emptied: for a REDACT of what the citizen wrote. */
export function toErasedText(complaintId: string): Pick<Row, "text"> {
  return { text: sealAt(complaintId, "text", "") };
}

/** The contact column alone, for CHANGE_CONTACT. */
export function toContactColumn(complaintId: string, contact: Contact): Prisma.ComplaintContentUncheckedUpdateInput {
  return { contact: sealJson(complaintId, "contact", contact) };
}

/** A row as people read it. */
export function fromContentRow(row: Row): Content {
  const open = <T>(column: "location" | "against" | "contact"): T | null => {
    const stored = row[column];
    return stored === null ? null : (JSON.parse(unseal(stored, place(row.complaintId, column))) as T);
  };
  return {
    text: unseal(row.text, place(row.complaintId, "text")),
    location: open("location"),
    against: open("against"),
    contact: open("contact"),
  };
}

function place(row: string, column: string) {
  return { table: "ComplaintContent", column, row };
}

function sealAt(row: string, column: string, value: string): string {
  return seal(value, place(row, column));
}

function sealJson(row: string, column: string, value: object | undefined): string | null {
  return value === undefined ? null : sealAt(row, column, JSON.stringify(value));
}
