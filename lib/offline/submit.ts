import { contentHash } from "@/lib/domain/complaint/content-hash";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import { decideLodgement } from "@/lib/schemas/lodge-form";
import { tellChange } from "./changes";
import { type ChosenFile, type DraftKey, type LocalComplaint, openPhone } from "./database";
import { filesOf } from "./draft";
import { type Minted, mint } from "./mint";
import { askToPersist } from "./persist";
import { markTodo } from "./todo";
import { whole } from "./whole";

/** A refused complaint that is put right: under its own ID while the portal has nothing under it, else under a new one. */
export type Mending = { trackingId: string; claimKey: string; keepsId: boolean };

type Submission = {
  answers: LodgeAnswers;
  files: readonly ChosenFile[];
  language: "en" | "ur";
  needsPlace: boolean;
  draft: DraftKey;
  mends: Mending | null;
  minted?: Minted;
};

/** `no-room`: the phone is full. Nothing has changed then, and nothing that was typed is lost. */
export type KeepRefusal = { code: "fields"; errors: FieldError[] } | { code: "no-room" };

/**
 * Makes a complaint of the answers, with ID and key, and keeps it on the phone's disk with its files, in one transaction in
 * which the draft goes. Nothing is sent yet, so it works without a network.
 */
export async function keepComplaint(submission: Submission): Promise<Result<LocalComplaint, KeepRefusal>> {
  const { answers, files, language, needsPlace, draft, mends } = submission;
  const { trackingId, claimKey, claimKeyHash } = submission.minted ?? mint(mends?.keepsId ? mends : undefined);
  const savedAt = new Date().toISOString();
  const attachments = files.map(({ sha256, type, bytes, role }) => ({ sha256, type, bytes, role }));
  const decision = decideLodgement(answers, { language, claimKeyHash, savedAt, attachments, needsPlace });
  if (!decision.ok) return err({ code: "fields", errors: decision.error });

  const body = decision.value;
  const complaint: LocalComplaint = {
    ...{ trackingId, claimKey, contentHash: contentHash(body), body, answers, savedAt },
    files: files.map(({ content: _, ...facts }) => ({ ...facts, delivery: "waiting", refusal: null })),
    delivery: "queued",
    queue: { attempts: 0, nextTryAt: 0, error: null },
    refusal: null,
    receivedAt: null,
    state: null,
    dueAt: null,
    seenAt: null,
    checkedAt: 0,
  };
  try {
    await keep(complaint, files, draft, mends);
  } catch (error) {
    if ((error as DOMException).name === "QuotaExceededError") return err({ code: "no-room" });
    throw error;
  }
  tellChange();
  void askToPersist();
  return ok(complaint);
}

/** Resolves when it is on the phone's disk, not merely on its way: only then may anybody be told "saved". */
async function keep(
  complaint: LocalComplaint,
  files: readonly ChosenFile[],
  draft: DraftKey,
  mends: Mending | null,
): Promise<void> {
  const phone = await openPhone();
  const write = phone.transaction(["complaints", "files", "drafts"], "readwrite", { durability: "strict" });
  const complaints = write.objectStore("complaints");
  const kept = write.objectStore("files");
  const owner = complaint.trackingId;
  const ownFiles = (id: string) => IDBKeyRange.bound([id], [id, []]);
  await whole(write, [
    ...(mends ? [complaints.delete(mends.trackingId), kept.delete(ownFiles(mends.trackingId))] : []),
    kept.delete(filesOf(draft)),
    write.objectStore("drafts").delete(draft),
    complaints.put(markTodo(complaint)),
    ...files.map(({ sha256, content }) => kept.put({ owner, sha256, content })),
  ]);
}
