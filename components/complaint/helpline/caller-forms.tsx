"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FileInput } from "@/components/ui/file-input";
import { Notice } from "@/components/ui/notice";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

type Question = { name: string; label: string; optional?: boolean } & (
  | { kind: "prose" | "line" | "code" }
  | { kind: "file"; accept: string }
  | { kind: "select"; placeholder: string; options: readonly SelectOption[] }
);
export type CallerForm = {
  action: string;
  title: string;
  lead: string;
  submit: string;
  /** Minted for this form: the same press twice is one action. */
  actionId: string;
  questions: readonly Question[];
};
export type CallerState = {
  attempt: number;
  action: string;
  message: string;
  /** The question that the message is about. */
  field?: string;
  /** The version that others' changes led to. */
  version?: number;
  values: Readonly<Record<string, string>>;
} | null;
type Props = {
  submit: (previous: CallerState, form: FormData) => Promise<CallerState>;
  permalink: string;
  version: number;
  forms: readonly CallerForm[];
  words: Record<"refused" | "optional", string>;
};

/** What may be done for this caller, a folded form each. Whatever is refused comes back as it was typed. */
export function CallerForms({ submit, permalink, version, forms, words }: Props) {
  const [state, send, pending] = useActionState(submit, null, permalink);
  const isGone = state !== null && forms.every(({ action }) => action !== state.action);
  return (
    <div className="grid gap-3">
      {state && isGone && <Refusal state={state} title={words.refused} typed />}
      {forms.map((form) => {
        const refused = state?.action === form.action ? state : null;
        return (
          <Details key={`${form.action} ${refused?.attempt ?? 0}`} summary={form.title} open={refused !== null}>
            <form action={send} noValidate className="grid gap-4">
              {refused?.field && (
                <ErrorSummary
                  title={words.refused}
                  problems={[{ fieldId: `${form.action}-${refused.field}`, message: refused.message }]}
                  attempt={refused.attempt}
                />
              )}
              {refused && !refused.field && <Refusal state={refused} title={words.refused} />}
              <p className="text-ink-soft">{form.lead}</p>
              <input type="hidden" name="action" value={form.action} />
              <input type="hidden" name="actionId" value={form.actionId} />
              <input type="hidden" name="version" value={refused?.version ?? version} />
              {form.questions.map((question) => (
                <Asked
                  key={question.name}
                  question={question}
                  id={`${form.action}-${question.name}`}
                  value={refused?.values[question.name]}
                  error={refused?.field === question.name ? refused.message : undefined}
                  optional={question.optional ? words.optional : undefined}
                />
              ))}
              <div>
                <Button disabled={pending} wide>
                  {form.submit}
                </Button>
              </div>
            </form>
          </Details>
        );
      })}
    </div>
  );
}

type AskedProps = { question: Question; id: string; value?: string; error?: string; optional?: string };

function Asked({ question, id, value = "", error, optional }: AskedProps) {
  const { name, label } = question;
  const shared = { id, name, label, error, optional };
  switch (question.kind) {
    case "prose":
      return <TextArea {...shared} defaultValue={value} rows={4} required={!optional} />;
    case "line":
      return <TextInput {...shared} defaultValue={value} dir="auto" autoComplete="off" />;
    case "code":
      return <TextInput {...shared} defaultValue={value} dir="ltr" autoComplete="off" spellCheck={false} />;
    case "file":
      return <FileInput {...shared} accept={question.accept} multiple />;
    case "select":
      return <Select {...shared} defaultValue={value} placeholder={question.placeholder} options={question.options} />;
  }
}

function Refusal({ state, title, typed }: { state: NonNullable<CallerState>; title: string; typed?: boolean }) {
  const texts = typed ? Object.values(state.values).filter((text) => text.trim().length > 20) : [];
  return (
    <div role="alert">
      <Notice tone="warning" title={title}>
        <p>{state.message}</p>
        {texts.map((text) => (
          <p key={text} dir="auto" className="whitespace-pre-line rounded-md border border-line bg-surface p-3">
            {text}
          </p>
        ))}
      </Notice>
    </div>
  );
}
