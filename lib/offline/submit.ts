import { contentHash } from "@/lib/domain/complaint/content-hash";
import { ok, type Result } from "@/lib/domain/result";
import type { FieldError } from "@/lib/schemas/field-errors";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import { decideLodgement } from "@/lib/schemas/lodge-form";
import type { LocalComplaint, LocalFile } from "./database";
import { clearDraft } from "./draft";
import { mint } from "./mint";
import { saveMyComplaint } from "./my-complaints";

type Submission = { answers: LodgeAnswers; files: readonly LocalFile[]; language: "en" | "ur"; needsPlace: boolean };

/**
 * Makes a complaint of the answers, with ID and key, and keeps it on the phone; the draft goes. Nothing is sent yet, so it
 * works without a network. Rejects when the phone can't keep it.
 */
export async function keepComplaint(submission: Submission): Promise<Result<LocalComplaint, FieldError[]>> {
  const { answers, files, language, needsPlace } = submission;
  const { trackingId, claimKey, claimKeyHash } = mint();
  const savedAt = new Date().toISOString();
  const attachments = files.map(({ sha256, type, bytes, role }) => ({ sha256, type, bytes, role }));
  const decision = decideLodgement(answers, { language, claimKeyHash, savedAt, attachments, needsPlace });
  if (!decision.ok) return decision;

  const body = decision.value;
  const complaint: LocalComplaint = {
    ...{ trackingId, claimKey, contentHash: contentHash(body), body, answers, savedAt },
    files: [...files],
    delivery: "waiting",
    receivedAt: null,
    state: null,
    dueAt: null,
  };
  await saveMyComplaint(complaint);
  await clearDraft();
  return ok(complaint);
}
