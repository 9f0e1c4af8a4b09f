import { findFacts } from "@/lib/data/case-facts";
import { fromContentRow } from "@/lib/data/complaint-content";
import { db } from "@/lib/data/db";
import { isCallerVerified } from "@/lib/data/look-ups";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { err, type Result } from "@/lib/domain/result";
import { type Contact, ContactSchema } from "@/lib/schemas/lodgement";
import { type Acted, type ActRefusal, actOnComplaint } from "./act-on-complaint";
import type { EvidenceFile } from "./keep-evidence";

/** What the helpline may do on a complaint for whoever calls. All but the note of the call want a caller who is known. */
export const CALLER_ACTIONS = [
  "REPLY",
  "PROVIDE_INFO",
  "DISPUTE",
  "ATTACH",
  "CHANGE_CONTACT",
  "CALL_LOG",
] as const satisfies readonly Action[];
export type CallerAction = (typeof CALLER_ACTIONS)[number];

/** What is to be new in the contact: what is left out stays as it is on file, unseen. */
export type NewContact = Partial<Omit<Contact, "quiet">>;
type Request = {
  trackingId: string;
  actor: StaffActor;
  action: CallerAction;
  text?: string;
  contact?: NewContact;
  files?: readonly EvidenceFile[];
  version: number;
  actionId: string;
  now: Date;
};

/**
 * Does for a caller what the workflow lets the helpline do; whether the caller is known is read from the recorded look-ups
 * and never said by a form. `contact-unfit`: the old contact with what is new would not fit together (SMS without a number).
 */
export async function actForCaller(request: Request): Promise<Result<Acted, ActRefusal | { code: "contact-unfit" }>> {
  const { trackingId, actor, action, text, files = [], version, actionId, now } = request;
  // A citizen may answer by a file alone; a caller speaks.
  if (action === "PROVIDE_INFO" && !text?.trim()) {
    return err({ code: "refused", refusal: { code: "missing", field: "text" } });
  }
  const contact = action === "CHANGE_CONTACT" ? await mergeContact(request) : undefined;
  if (contact === null) return err({ code: "contact-unfit" });
  const input = { text, contact, ...(action === "ATTACH" && { files: files.length }) };
  return actOnComplaint({ trackingId, action, actor, input, version, actionId, evidence: files, now });
}

/** Undefined where nothing is new, or nobody may touch it: the workflow then refuses in its own words. */
async function mergeContact({ trackingId, actor, contact = {}, now }: Request): Promise<Contact | null | undefined> {
  const given = Object.fromEntries(Object.entries(contact).filter(([, value]) => value));
  const facts = await findFacts(db, trackingId, now);
  if (!facts || Object.keys(given).length === 0 || !(await isCallerVerified(db, actor, facts.id, now))) {
    return Object.keys(given).length === 0 ? undefined : {};
  }
  const row = await db.complaintContent.findUnique({ where: { complaintId: facts.id } });
  const merged = ContactSchema.safeParse({ ...(row && fromContentRow(row).contact), ...given });
  return merged.success ? merged.data : null;
}
