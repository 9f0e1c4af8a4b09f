/** Codes of the reference data that rules depend on; the words for them are in messages (namespace `domain`). */
export const KINDS = ["complaint", "suggestion", "query", "appreciation"] as const;
export type Kind = (typeof KINDS)[number];

export type EvidenceDemand = "none" | "photo" | "document" | "reference";

/** What an officer may say of a resolved complaint. The taxonomy's others are said by a move itself (merge, withdraw, reject). */
export const OUTCOMES = ["relief_granted", "partial_relief", "relief_not_possible", "guidance_given"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const REJECT_REASONS = [
  "sub_judice",
  "outside_government",
  "private_dispute",
  "rti",
  "no_reply",
  "abusive",
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];
/** `no_reply` is the system's alone (INFO_TIMEOUT): an officer could else say it of a question never asked. */
export const GIVEN_REJECT_REASONS = REJECT_REASONS.filter((reason) => reason !== "no_reply");

/** The independent desk sees these services wherever they are handled. */
export function isCorruptionService(serviceCode: string): boolean {
  return serviceCode.startsWith("COR-");
}

/** Ends the code of a row that stands for services which the portal doesn't know (lib/data/unlisted.ts). */
export const UNLISTED_ENDING = "-0000";

/** Whether no router has said yet what it is about. */
export function isUnlisted(serviceCode: string): boolean {
  return serviceCode.endsWith(UNLISTED_ENDING);
}

/** A query has no appeal and an appreciation nothing to appeal against (design §5, kinds). */
export function hasAppeal(kind: Kind): boolean {
  return kind === "complaint" || kind === "suggestion";
}
