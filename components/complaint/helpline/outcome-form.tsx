"use client";

import { useActionState } from "react";
import { RatingField } from "@/components/complaint/rating-field";
import { Button } from "@/components/ui/button";
import { type Choice, RadioGroup } from "@/components/ui/choice-cards";
import { ErrorSummary, type FieldProblem } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

export type OutcomeState = {
  attempt: number;
  values: { outcome: string; rating: string; missing: string; note: string };
  problems: readonly FieldProblem[];
  trouble: string | null;
  version?: number;
};
type Words = Record<
  "outcome" | "rating" | "ratingHint" | "missing" | "missingHint" | "note" | "submit" | "refused" | "optional",
  string
>;
type Props = {
  action: (previous: OutcomeState, form: FormData) => Promise<OutcomeState>;
  permalink: string;
  version: number;
  /** Minted for this form: the same press twice is one call. */
  actionId: string;
  outcomes: readonly Choice[];
  ratings: readonly [string, string, string, string, string];
  words: Words;
};

/** What came of a call. Whichever it is, it is recorded; only "solved" and "not solved" move the complaint. */
export function OutcomeForm({ action, permalink, version, actionId, outcomes, ratings, words }: Props) {
  const first: OutcomeState = {
    attempt: 0,
    values: { outcome: "", rating: "", missing: "", note: "" },
    problems: [],
    trouble: null,
  };
  const [state, submit, pending] = useActionState(action, first, permalink);
  const { values } = state;
  const errorOf = (field: string) => state.problems.find(({ fieldId }) => fieldId === field)?.message;
  return (
    <form action={submit} noValidate className="grid gap-5" key={state.attempt}>
      <ErrorSummary title={words.refused} problems={state.problems} attempt={state.attempt} />
      {state.trouble && (
        <div role="alert">
          <Notice tone="warning" title={words.refused}>
            <p>{state.trouble}</p>
          </Notice>
        </div>
      )}
      <input type="hidden" name="version" value={state.version ?? version} />
      <input type="hidden" name="actionId" value={actionId} />
      <RadioGroup
        id="outcome"
        name="outcome"
        label={words.outcome}
        error={errorOf("outcome")}
        choices={outcomes}
        defaultValue={values.outcome}
      />
      <RatingField
        id="rating"
        name="rating"
        legend={`${words.rating}. ${words.ratingHint}`}
        optional={words.optional}
        error={errorOf("rating")}
        words={ratings}
        defaultValue={values.rating}
      />
      <TextArea
        id="missing"
        name="missing"
        label={words.missing}
        hint={words.missingHint}
        error={errorOf("missing")}
        defaultValue={values.missing}
        rows={3}
      />
      <TextInput
        id="note"
        name="note"
        label={words.note}
        optional={words.optional}
        error={errorOf("note")}
        defaultValue={values.note}
        dir="auto"
        autoComplete="off"
        maxLength={500}
      />
      <div>
        <Button icon="check" disabled={pending} wide>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
