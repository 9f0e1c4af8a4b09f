"use client";

import { useActionState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { ActionField, type ActionQuestion, type Typed } from "./action-field";

export type ActionForm = {
  action: string;
  title: string;
  lead: string;
  submit: string;
  variant: ButtonVariant;
  /** Minted for this form: the same press twice is one action. */
  actionId: string;
  questions: readonly ActionQuestion[];
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
  typed: Typed;
  hadFiles: boolean;
};
export type ActState = Refused | null;

type Words = Record<
  "title" | "kept" | "lost" | "files" | "staleBody" | "staleGone" | "reload" | "optional" | "more" | "none",
  string
>;

type Props = {
  submit: (previous: ActState, form: FormData) => Promise<ActState>;
  /** This page's address with the anchor of these forms: without script, a refusal then opens where it belongs. */
  permalink: string;
  reloadHref: string;
  /** Why nothing can be done just now, in words; the buttons then can't be pressed. */
  blocked?: string | null;
  version: number;
  forms: readonly ActionForm[];
  /** What is done rarely, or beside the work. */
  more: readonly ActionForm[];
  words: Words;
};

/**
 * The buttons that the workflow allows, each with its form. All share one state, so that a refused press finds its words
 * again even where the complaint has moved on and its button is gone.
 */
export function CaseActions({ submit, permalink, reloadHref, blocked = null, version, forms, more, words }: Props) {
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
  words: Words;
  reloadHref: string;
};

function OneAction({ form, refused, send, pending, version, words, reloadHref }: OneProps) {
  const idOf = (name: string) => `${form.action}-${name}`;
  const errorOf = (name: string) => (refused?.field === name ? refused.message : undefined);
  return (
    <Details summary={form.title} open={refused !== null}>
      <form action={send} noValidate className="grid gap-4">
        {refused?.field && (
          <ErrorSummary
            title={words.title}
            problems={[{ fieldId: idOf(refused.field), message: refused.message }]}
            attempt={refused.attempt}
          />
        )}
        {refused && !refused.field && <Refusal refused={refused} words={words} reloadHref={reloadHref} />}
        <p className="text-ink-soft">{form.lead}</p>
        <input type="hidden" name="action" value={form.action} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="actionId" value={form.actionId} />
        {form.questions.map((question) => (
          <ActionField
            key={question.name}
            question={question}
            id={idOf(question.name)}
            typed={refused?.typed}
            error={errorOf(question.name)}
            optional={words.optional}
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
  );
}

type RefusalProps = { refused: Refused; words: Words; reloadHref: string; gone?: boolean };

function Refusal({ refused, words, reloadHref, gone }: RefusalProps) {
  const { changes, message } = refused;
  return (
    <div role="alert">
      <Notice tone="warning" title={message}>
        {changes && changes.length > 0 && (
          <ul className="list-disc ps-5">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
        <p>{gone ? words.staleGone : changes ? words.staleBody : words.kept}</p>
        <p>
          <a href={reloadHref}>{words.reload}</a>
        </p>
      </Notice>
    </div>
  );
}

/** The press came too late for this button. Nothing that was typed is thrown away. */
function Gone({ refused, words, reloadHref }: { refused: Refused; words: Words; reloadHref: string }) {
  const typed = Object.values(refused.typed)
    .flat()
    .filter((text) => text.trim().length > 20);
  return (
    <div className="grid gap-3">
      <Refusal refused={refused} words={words} reloadHref={reloadHref} gone />
      {typed.length > 0 && (
        <div>
          <p className="font-semibold">{words.lost}</p>
          {typed.map((text) => (
            <p key={text} dir="auto" className="whitespace-pre-line rounded-md border border-line bg-sunken p-3">
              {text}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
