import type { FieldProblem } from "@/components/ui/error-summary";
import type { CitizenVerb } from "@/lib/schemas/actions";

/** What the owner's forms send: the API's verbs, and those that only this page has. */
export type OwnerVerb = CitizenVerb | "split" | "join";

/** What came of the last press. `values` is what was typed, given back; `notice` is a refusal that no field can mend. */
export type ActionState = {
  attempt: number;
  verb: OwnerVerb | null;
  values: Readonly<Record<string, string>>;
  problems: readonly FieldProblem[];
  notice: { text: string; changes: readonly string[]; after?: string } | null;
};

export const FIRST: ActionState = { attempt: 0, verb: null, values: {}, problems: [], notice: null };
