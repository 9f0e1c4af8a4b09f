import type { Draft, LocalComplaint } from "@/lib/offline/database";
import { findDraft } from "@/lib/offline/draft";
import { findMyComplaint, listFiles, listTodo } from "@/lib/offline/my-complaints";
import { isUnsent } from "@/lib/offline/todo";
import { emptyAnswers } from "@/lib/schemas/lodge-answers";
import { StepForm } from "./step-form";
import type { Found } from "./use-lodging";

/**
 * The steps, and what they go on from: looked up before anything changes on the page, so that nothing jumps afterwards.
 * Rejects where the browser keeps no database; the plain page does then.
 */
export async function prepareStepForm(): Promise<{ StepForm: typeof StepForm; found: Found }> {
  const mending = await findRefused();
  const [draft, todo] = await Promise.all([mending ? draftFor(mending) : findDraft(), listTodo()]);
  const isBegun = draft !== null && (mending !== null || hasWords(draft));
  return { StepForm, found: { draft: isBegun ? draft : null, unsent: todo.filter(isUnsent), mending } };
}

/** The fragment names the refused complaint to put right; no server sees it. */
async function findRefused(): Promise<LocalComplaint | null> {
  const id = new URLSearchParams(window.location.hash.slice(1)).get("mend");
  const complaint = id && (await findMyComplaint(id));
  return complaint && complaint.delivery === "refused" ? complaint : null;
}

/** What was mended of it before the page was closed, or else as it was refused. */
async function draftFor(complaint: LocalComplaint): Promise<Draft> {
  const begun = await findDraft("mend");
  if (begun?.mends === complaint.trackingId) return begun;
  const { answers, savedAt, trackingId } = complaint;
  return { step: "check", answers, files: await listFiles(complaint), changedAt: savedAt, mends: trackingId };
}

function hasWords({ answers, files }: Draft): boolean {
  return files.length > 0 || JSON.stringify(answers) !== JSON.stringify(emptyAnswers());
}
