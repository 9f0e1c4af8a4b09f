import { findDraft } from "@/lib/offline/draft";
import { isUnsent, listMyComplaints } from "@/lib/offline/my-complaints";
import { StepForm } from "./step-form";
import type { Found } from "./use-lodging";

/**
 * The steps, and what they go on from: looked up before anything changes on the page, so that nothing jumps afterwards.
 * Rejects where the browser keeps no database; the plain page does then.
 */
export async function prepareStepForm(): Promise<{ StepForm: typeof StepForm; found: Found }> {
  const [draft, complaints] = await Promise.all([findDraft(), listMyComplaints()]);
  return { StepForm, found: { draft, unsent: complaints.filter(isUnsent) } };
}
