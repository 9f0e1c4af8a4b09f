import type { FieldError } from "@/lib/schemas/field-errors";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";

/** Why nothing was stored, besides fields to mend. Words in messages, `lodge.trouble`. */
export type LodgeTrouble = "no-space" | "read-only" | "unexpected" | "too-many" | "again";

/** A refused form: all that was typed, and what to mend. Null before the first sending. Files never come back. */
export type LodgeState = {
  /** Grows with each refusal, so that the summary takes the focus anew. */
  attempt: number;
  answers: LodgeAnswers;
  errors: FieldError[];
  trouble: LodgeTrouble | null;
  hadFiles: boolean;
} | null;

export type LodgeAction = (before: LodgeState, form: FormData) => Promise<LodgeState>;
