import { timingSafeEqual } from "node:crypto";
import { claimKeyHash, isClaimKeyShaped } from "@/lib/domain/complaint/claim-key";
import type { Names, PublicStatus } from "@/lib/domain/complaint/public-status";
import { type Action, allowedActions } from "@/lib/domain/complaint/workflow";
import { err, ok, type Result } from "@/lib/domain/result";
import { findFacts } from "./case-facts";
import { type Content, fromContentRow } from "./complaint-content";
import { db } from "./db";
import { readPayload } from "./events";
import { findPublicStatus, NAMES, names } from "./public-status";
import { findClockContext } from "./reference";
import { STORED_FILE, type StoredFile } from "./stored-file";
import { findSharedVote, type SharedVote } from "./votes";

export type OwnAttachment = { sha256: string; type: string; bytes: number; role: string; arrived: boolean };
/** What citizen and office have said to each other, oldest first. */
export type Message = { at: Date; from: "citizen" | "office"; action: Action; text: string };
export type OwnComplaint = Content & {
  status: PublicStatus;
  /** By name for the owner, though a protected complaint's status hides them. */
  service: Names;
  department: Names | null;
  district: Names;
  /** How the vote stands, where others share it. */
  shared: SharedVote | null;
  version: number;
  allowed: Action[];
  language: "en" | "ur";
  savedAt: Date;
  receivedAt: Date;
  occurredOn: string | null;
  country: string | null;
  attachments: OwnAttachment[];
  /** What the office has attached to show that it did what it says. */
  evidence: OwnAttachment[];
  messages: Message[];
};

/**
 * The whole complaint, for whoever holds its claim key. `unknown`: no such complaint. `wrong-key`: there is one, and this
 * key doesn't open it.
 */
export async function findOwnComplaint(
  trackingId: string,
  claimKey: string,
  now: Date,
): Promise<Result<OwnComplaint, "unknown" | "wrong-key">> {
  const row = await db.complaint.findUnique({
    where: { trackingId },
    include: {
      service: { select: NAMES },
      department: { select: NAMES },
      district: { select: NAMES },
      content: true,
      attachments: { orderBy: { position: "asc" } },
      events: {
        where: { shown: { not: "internal" } },
        orderBy: { sequence: "asc" },
        select: { id: true, at: true, action: true, role: true, payload: { select: { payload: true } } },
      },
    },
  });
  if (!row) return err("unknown");
  if (!opens(claimKey, row.claimKeyHash)) return err("wrong-key");
  const [facts, status] = await Promise.all([findFacts(db, trackingId, now), findPublicStatus(trackingId)]);
  if (!facts || !status || !row.content) return err("unknown");
  const clock = await findClockContext(db, facts.jurisdictionId);
  const messages = row.events.flatMap(({ id, at, action, role, payload }): Message[] => {
    const said = readPayload(id, payload);
    const text = said?.text ?? said?.publicText ?? said?.reason;
    return text ? [{ at, from: role === "citizen" ? "citizen" : "office", action: action as Action, text }] : [];
  });
  return ok({
    ...fromContentRow(row.content),
    status,
    service: names(row.service),
    department: row.department && names(row.department),
    district: names(row.district),
    shared: await findSharedVote(facts),
    version: row.version,
    allowed: allowedActions(facts, { kind: "citizen", proof: "key" }, { now, clock }),
    language: row.language === "ur" ? "ur" : "en",
    savedAt: row.savedAt,
    receivedAt: row.receivedAt,
    occurredOn: row.occurredOn,
    country: row.country,
    attachments: row.attachments.filter(({ role }) => role !== "evidence").map(toOwnAttachment),
    evidence: row.attachments.filter(({ role }) => role === "evidence").map(toOwnAttachment),
    messages,
  });
}

function toOwnAttachment(row: Omit<OwnAttachment, "arrived"> & { arrivedAt: Date | null }): OwnAttachment {
  const { sha256, type, bytes, role, arrivedAt } = row;
  return { sha256, type, bytes, role, arrived: arrivedAt !== null };
}

/** A file of a complaint, the office's evidence included, for whoever holds its claim key; else null. */
export async function findOwnFile(trackingId: string, sha256: string, claimKey: string): Promise<StoredFile | null> {
  const file = await db.attachment.findFirst({
    where: { sha256, arrivedAt: { not: null }, complaint: { trackingId } },
    select: { ...STORED_FILE, complaint: { select: { claimKeyHash: true } } },
  });
  return file && opens(claimKey, file.complaint.claimKeyHash) ? file : null;
}

/** Whether a claim key is the one whose hash is kept; in the same time for every wrong one. */
export function opens(claimKey: string, kept: string): boolean {
  if (!isClaimKeyShaped(claimKey)) return false;
  const given = Buffer.from(claimKeyHash(claimKey), "hex");
  const wanted = Buffer.from(kept, "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
