"use client";

import { useActionState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice-cards";
import { CodeText } from "@/components/ui/code-text";
import { ErrorSummary, type FieldProblem } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { Tag, type TagTone } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-input";

export type FoundRow = {
  trackingId: string;
  href: string;
  title: string;
  state: string;
  tone: TagTone;
  /** When it came, how much time is left: a line each. */
  lines: readonly string[];
};
export type LookUpState = {
  attempt: number;
  values: { sought: string; reason: string; words: string };
  problems: readonly FieldProblem[];
  /** Why nothing was done, where no field is to blame. */
  trouble?: string;
  found?: { title: string; lead: string; rows: readonly FoundRow[]; more: string | null };
  sent?: { title: string; lead: string };
};
type Words = Record<
  | "sought"
  | "soughtHint"
  | "reason"
  | "words"
  | "wordsHint"
  | "submit"
  | "resend"
  | "resendHint"
  | "recorded"
  | "refused"
  | "open"
  | "optional",
  string
>;
type Props = {
  action: (previous: LookUpState, form: FormData) => Promise<LookUpState>;
  first: LookUpState;
  permalink: string;
  reasons: readonly { value: string; label: string }[];
  /** Where one complaint is opened again, nothing else is looked for and nothing sent. */
  fixed?: boolean;
  words: Words;
};

/** What the caller gives and why it is looked for. What is found comes back in the answer, never by an address. */
export function LookUpForm({ action, first, permalink, reasons, fixed, words }: Props) {
  const [state, submit, pending] = useActionState(action, first, permalink);
  const errorOf = (field: string) => state.problems.find(({ fieldId }) => fieldId === field)?.message;
  return (
    <div className="grid gap-6">
      {state.trouble && (
        <div role="alert">
          <Notice tone="warning" title={words.refused}>
            <p>{state.trouble}</p>
          </Notice>
        </div>
      )}
      {state.sent && (
        <Notice tone="success" title={state.sent.title} live>
          <p>{state.sent.lead}</p>
        </Notice>
      )}
      {state.found && <Found {...state.found} open={words.open} />}
      <form action={submit} noValidate className="grid gap-5" key={state.attempt}>
        <ErrorSummary title={words.refused} problems={state.problems} attempt={state.attempt} />
        {fixed ? (
          <input type="hidden" name="sought" value={state.values.sought} />
        ) : (
          <TextInput
            id="sought"
            name="sought"
            label={words.sought}
            hint={words.soughtHint}
            error={errorOf("sought")}
            defaultValue={state.values.sought}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            maxLength={254}
            required
            className="text-xl rtl:text-end"
          />
        )}
        <RadioGroup
          id="reason"
          name="reason"
          label={words.reason}
          hint={words.recorded}
          error={errorOf("reason")}
          choices={reasons}
          columns
          defaultValue={state.values.reason}
        />
        <TextInput
          id="words"
          name="words"
          label={words.words}
          hint={words.wordsHint}
          optional={words.optional}
          error={errorOf("words")}
          defaultValue={state.values.words}
          dir="auto"
          autoComplete="off"
          maxLength={300}
        />
        <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
          <Button name="step" value="look" icon="search" disabled={pending} wide>
            {words.submit}
          </Button>
          {!fixed && (
            <div className="grid max-w-96 gap-1">
              <Button
                name="step"
                value="send"
                variant="secondary"
                disabled={pending}
                aria-describedby="resend-hint"
                wide
              >
                {words.resend}
              </Button>
              <p id="resend-hint" className="text-xs text-ink-soft">
                {words.resendHint}
              </p>
            </div>
          )}
        </div>
      </form>
    </div>
  );
}

type FoundProps = NonNullable<LookUpState["found"]> & { open: string };

function Found({ title, lead, rows, more, open }: FoundProps) {
  return (
    <section aria-labelledby="found" className="grid gap-3">
      <h2 id="found" className="text-xl">
        {title}
      </h2>
      <p role="status" className="sr-only">
        {title}
      </p>
      <p className="max-w-measure text-ink-soft">{lead}</p>
      <ul className="grid gap-3 lg:grid-cols-2">
        {rows.map((row) => (
          <li key={row.trackingId} className="grid content-start gap-2 rounded-lg border border-line bg-surface p-4">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <CodeText className="font-semibold">{row.trackingId}</CodeText>
              <Tag tone={row.tone}>{row.state}</Tag>
            </p>
            <p className="text-base font-semibold">{row.title}</p>
            {row.lines.map((line) => (
              <p key={line} className="text-ink-soft">
                {line}
              </p>
            ))}
            <div>
              <ButtonLink href={row.href} variant="secondary" aria-label={`${open} ${row.trackingId}`}>
                {open}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
      {more && <p className="text-warning">{more}</p>}
    </section>
  );
}
