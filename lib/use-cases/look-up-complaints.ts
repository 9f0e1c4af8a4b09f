import { type Tx, transact } from "@/lib/data/db";
import { contactKeyOf, lookUpKeyOf } from "@/lib/data/find-keys";
import { addLookUp, findLookUpPause } from "@/lib/data/look-ups";
import { findPublicStatus } from "@/lib/data/public-status";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import {
  CALLER_TERMS,
  guessSought,
  LOOK_UP_REASONS,
  type LookUpReason,
  type Sought,
  type SoughtKind,
} from "@/lib/domain/complaint/caller";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { findPersonalData, type PersonalDataKind } from "@/lib/domain/complaint/public-text";
import { err, ok, type Result } from "@/lib/domain/result";

export type Reason = { code: string; words?: string };
export type LookUpRequest = { actor: StaffActor; sought: string; reason: Reason; now: Date };
/** The newest first. `more`: there are others that this list leaves out. */
export type LookedUp = { by: SoughtKind; found: PublicStatus[]; more: boolean };
export type LookUpRefusal =
  | { code: "not_permitted" | "unrecorded" }
  | { code: "empty" | "mistyped" | "unclear" }
  | { code: "no_reason" | "words_needed" | "words_too_long" }
  | { code: "personal_data"; found: readonly PersonalDataKind[] }
  | { code: "too_many"; until: Date };

/**
 * Finds complaints for a caller: by the ID, or all that were lodged with a phone, an e-mail or a CNIC. Who sought what and
 * why is written down first, and only then are the public statuses read; while it can't be written, nothing is shown.
 * By a contact no protected complaint is found, so that nobody learns of one with another person's number.
 */
export async function lookUpComplaints(request: LookUpRequest): Promise<Result<LookedUp, LookUpRefusal>> {
  const prepared = prepareLookUp(request);
  if (!prepared.ok) return prepared;
  const recorded = await recordLookUp(request, prepared.value);
  if (!recorded.ok) return recorded;
  const ids = recorded.value.slice(0, CALLER_TERMS.rowsShown);
  const found: PublicStatus[] = [];
  for (const { trackingId } of ids) {
    const status = await findPublicStatus(trackingId);
    if (status) found.push(status);
  }
  return ok({ by: prepared.value.sought.by, found, more: recorded.value.length > ids.length });
}

type Prepared = { sought: Sought; key: string; reason: string };

/** What is sought and why, or what is wrong with it. Nothing has been looked at yet. */
export function prepareLookUp({ actor, sought, reason }: LookUpRequest): Result<Prepared, LookUpRefusal> {
  if (actor.role !== "helpline") return err({ code: "not_permitted" });
  const guessed = guessSought(sought);
  if (!guessed.ok) return err({ code: guessed.error });
  const why = readReason(reason);
  if (!why.ok) return why;
  const { by, value } = guessed.value;
  const key = by === "id" ? lookUpKeyOf(value) : contactKeyOf(by, value);
  return key === null ? err({ code: "unclear" }) : ok({ sought: guessed.value, key, reason: why.value });
}

/** A reason as it is kept: the code, and after a colon the words. Numbers and addresses don't belong into it. */
export function readReason({ code, words = "" }: Reason): Result<string, LookUpRefusal> {
  const known = LOOK_UP_REASONS.find((reason): reason is LookUpReason => reason === code);
  if (!known) return err({ code: "no_reason" });
  const said = words.trim();
  if (known === "other" && Array.from(said).length < 5) return err({ code: "words_needed" });
  if (Array.from(said).length > CALLER_TERMS.reasonLength) return err({ code: "words_too_long" });
  const found = findPersonalData(said);
  if (found.length > 0) return err({ code: "personal_data", found });
  return ok(said === "" ? known : `${known}: ${said}`);
}

export type Match = { id: string; trackingId: string };

/** Writes the look-up down and says what it found, newest first: one more than is shown, where there are more. */
export async function recordLookUp(
  { actor, now }: Pick<LookUpRequest, "actor" | "now">,
  { sought, key, reason }: Prepared,
): Promise<Result<Match[], LookUpRefusal>> {
  try {
    return await transact(async (tx) => {
      const until = await findLookUpPause(tx, actor.id, now);
      if (until) return err({ code: "too_many", until });
      const matches = await findMatches(tx, actor, sought, key);
      const complaintId = sought.by === "id" ? matches[0]?.id : undefined;
      const found = Math.min(matches.length, CALLER_TERMS.rowsShown);
      await addLookUp(tx, { userId: actor.id, by: sought.by, key, reason, found, at: now, complaintId });
      return ok(matches);
    });
  } catch (error) {
    if (isUnwritable(error)) return err({ code: "unrecorded" });
    throw error;
  }
}

/** Whoever is named in a complaint can't find it, by whatever is typed. */
async function findMatches(tx: Tx, actor: StaffActor, { by, value }: Sought, key: string): Promise<Match[]> {
  const accused = { none: { userId: actor.id } };
  if (by === "id") {
    return tx.complaint.findMany({ where: { trackingId: value, accused }, select: { id: true, trackingId: true } });
  }
  return tx.complaint.findMany({
    where: { contactKeys: { some: { kind: by, key } }, sensitive: false, sealed: false, accused },
    orderBy: [{ receivedAt: "desc" }, { id: "asc" }],
    take: CALLER_TERMS.rowsShown + 1,
    select: { id: true, trackingId: true },
  });
}
