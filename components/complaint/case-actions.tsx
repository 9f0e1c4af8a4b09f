"use client";

import { type KeyboardEvent, useActionState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { ActionField, type ActionQuestion, type Typed } from "./action-field";
import { CaseKeys } from "./case/case-keys";
import type { ActionWords } from "./case/case-words";
import type { SeenRow } from "./case/meanwhile";
import { Gone, Refusal } from "./case/refusal";
import { TemplatePicker, type Templates } from "./case/template-picker";

export type ActionForm = {
  action: string;
  title: string;
  lead: string;
  /** What has to be known before: what is demanded, what is left. */
  notes: readonly string[];
  submit: string;
  variant: ButtonVariant;
  /** Minted for this form: the same press twice is one action. */
  actionId: string;
  /** What the case looks like as this form is made, for the form to say when it is sent. */
  seen: string;
  questions: readonly ActionQuestion[];
  templates: Templates | null;
};

/** What became of a press that changed nothing. */
export type Refused = {
  attempt: number;
  action: string;
  message: string;
  /** The question that the message is about. */
  field?: string;
  /** Others' changes, of which the author knew nothing, one sentence each; and the version that they led to. */
  changes?: readonly string[];
  version?: number;
  /** With them: how the case looked and looks, and what can be done now. */
  meanwhile?: { rows: readonly SeenRow[]; seen: string; stillAllowed: boolean; instead: readonly string[] };
  /** Nothing was wrong: a template was asked for without script. */
  filled?: boolean;
  typed: Typed;
  hadFiles: boolean;
};
export type ActState = Refused | null;

type Props = {
  submit: (previous: ActState, form: FormData) => Promise<ActState>;
  /** This page's address with the anchor of these forms: without script, a refusal then opens where it belongs. */
  permalink: string;
  reloadHref: string;
  /** Where the keys for the list lead, as far as there is somewhere to go. */
  ways: { back: string; next: string | null; previous: string | null };
  /** Why nothing can be done just now, in words; the buttons then can't be pressed. */
  blocked?: string | null;
  version: number;
  forms: readonly ActionForm[];
  /** What is done rarely, or beside the work. */
  more: readonly ActionForm[];
  words: ActionWords;
};

/**
 * The buttons that the workflow allows, each with its form. All share one state, so that a refused press finds its words
 * again even where the complaint has moved on and its button is gone.
 */
export function CaseActions(props: Props) {
  const { submit, permalink, reloadHref, ways, blocked = null, version, forms, more, words } = props;
  const [state, send, pending] = useActionState(submit, null, permalink);
  const known = [...forms, ...more].some(({ action }) => action === state?.action);
  const draw = (form: ActionForm) => {
    const refused = state?.action === form.action ? state : null;
    const shared = {
      form,
      refused,
      send,
      pending: pending || blocked !== null,
      words,
      reloadHref,
      version: refused?.version ?? version,
    };
    return <OneAction key={`${form.action} ${refused?.attempt ?? 0}`} {...shared} />;
  };
  // The next step stands out, but nobody is nudged towards what can't be taken back.
  const next = forms.length > 1 && forms[0]?.variant !== "danger" ? 1 : 0;
  return (
    <div className="grid gap-3">
      <CaseKeys actions={[...forms, ...more].map(({ action }) => action)} {...ways} />
      {state && !known && <Gone refused={state} words={words} reloadHref={reloadHref} />}
      {blocked && <p className="font-semibold text-warning">{blocked}</p>}
      {forms.length + more.length === 0 && <p className="text-ink-soft">{words.none}</p>}
      {next > 0 && <div className="rounded-md ring-2 ring-brand">{forms.slice(0, next).map(draw)}</div>}
      {forms.slice(next).map(draw)}
      {more.length > 0 && forms.length > 0 && <h3 className="mt-3 text-base text-ink-soft">{words.more}</h3>}
      {more.map(draw)}
    </div>
  );
}

type OneProps = {
  form: ActionForm;
  refused: Refused | null;
  send: (form: FormData) => void;
  pending: boolean;
  version: number;
  words: ActionWords;
  reloadHref: string;
};

function OneAction({ form, refused, send, pending, version, words, reloadHref }: OneProps) {
  const idOf = (name: string) => `${form.action}-${name}`;
  const errorOf = (name: string) => (refused?.field === name ? refused.message : undefined);
  const isSaid = refused !== null && !refused.field && !refused.filled;
  const template = refused?.typed.template;
  return (
    <div data-action={form.action}>
      <Details summary={form.title} open={refused !== null}>
        <form action={send} noValidate onKeyDown={sendByKey} className="grid gap-4">
          {refused?.field && (
            <ErrorSummary
              title={words.title}
              problems={[{ fieldId: idOf(refused.field), message: refused.message }]}
              attempt={refused.attempt}
            />
          )}
          {isSaid && <Refusal refused={refused} words={words} reloadHref={reloadHref} />}
          <p className="text-ink-soft">{form.lead}</p>
          {form.notes.length > 0 && (
            <ul className="grid gap-1 border-s-4 border-accent bg-accent-soft px-3 py-2">
              {form.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          <input type="hidden" name="action" value={form.action} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="actionId" value={form.actionId} />
          <input type="hidden" name="seen" value={refused?.meanwhile?.seen ?? form.seen} />
          {form.templates && (
            <TemplatePicker
              templates={form.templates}
              chosen={typeof template === "string" ? template : undefined}
              words={{
                label: words.templateLabel,
                none: words.templateNone,
                use: words.templateUse,
                hint: words.templateHint,
              }}
            />
          )}
          {form.questions.map((question) => (
            <ActionField
              key={question.name}
              question={question}
              id={idOf(question.name)}
              typed={refused?.typed}
              error={errorOf(question.name)}
              words={words}
            />
          ))}
          {refused?.hadFiles && <p className="text-warning">{words.files}</p>}
          <div>
            <Button variant={form.variant} disabled={pending} wide>
              {form.submit}
            </Button>
          </div>
        </form>
      </Details>
    </div>
  );
}

/** Ctrl and Enter (or Cmd and Enter) send the form that one is in, from any of its fields. */
function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const buttons = event.currentTarget.querySelectorAll<HTMLButtonElement>("button[type=submit]:not([name=fill])");
  const own = buttons.item(buttons.length - 1);
  if (own && !own.disabled) event.currentTarget.requestSubmit(own);
}
