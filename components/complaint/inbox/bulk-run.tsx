"use client";

import { type ReactNode, startTransition, useActionState, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";

export type BulkFailure = { trackingId: string; href: string; why: string };
export type BulkState = {
  done: number;
  failed: readonly BulkFailure[];
  /** What is still to do, as the form carries it. */
  left: string;
  total: number;
  /** What was ordered, so that the rest is done in the same way. */
  order: Record<string, string>;
  /** Why nothing could be done at all, in words. */
  refused: string | null;
} | null;

type Words = Record<"submit" | "goOn" | "progress" | "done" | "failed" | "back", string>;
type Props = {
  run: (previous: BulkState, form: FormData) => Promise<BulkState>;
  permalink: string;
  backHref: string;
  picks: string;
  total: number;
  batchId: string;
  words: Words;
  /** The questions of this action. */
  children: ReactNode;
};

/** `{a}` and its like by their values. */
function fill(words: string, values: Record<string, number>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The order, then its progress, then what came of it. With script the rest goes on by itself; without, by a press. */
export function BulkRun({ run, permalink, backHref, picks, total, batchId, words, children }: Props) {
  const [state, send, pending] = useActionState(run, null, permalink);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const left = state && state.refused === null ? state.left : picks;
  const begun = state !== null && state.refused === null;
  const going = begun && state.left !== "";

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer asks for the next stretch, once
  useEffect(() => {
    if (!state || !going) return;
    const form = new FormData();
    for (const [name, value] of Object.entries(state.order)) form.set(name, value);
    form.set("picks", state.left);
    form.set("batch", batchId);
    form.set("scripted", "1");
    startTransition(() => send(form));
  }, [state]);

  const finished = begun ? state.done + state.failed.length : 0;
  return (
    <div className="grid gap-4">
      {state?.refused && (
        <div role="alert">
          <Notice tone="warning" title={state.refused} />
        </div>
      )}
      {(!begun || (going && !pending)) && (
        <form action={send} className="grid max-w-measure gap-4">
          <input type="hidden" name="picks" value={left} />
          <input type="hidden" name="batch" value={batchId} />
          {scripted && <input type="hidden" name="scripted" value="1" />}
          {begun
            ? Object.entries(state.order).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))
            : children}
          <div>
            <Button disabled={pending}>{begun ? words.goOn : words.submit}</Button>
          </div>
        </form>
      )}
      <div role="status" className="grid gap-3">
        {(going || pending) && (
          <>
            <p>{fill(words.progress, { finished, total })}</p>
            <progress value={finished} max={total} className="w-full max-w-measure" aria-label={words.submit} />
          </>
        )}
        {begun && !going && (
          <Notice
            tone={state.failed.length > 0 ? "warning" : "success"}
            title={fill(words.done, { done: state.done, failed: state.failed.length })}
          />
        )}
      </div>
      {begun && state.failed.length > 0 && (
        <section aria-labelledby="failed" className="grid gap-2">
          <h2 id="failed" className="text-lg">
            {words.failed}
          </h2>
          <ul className="grid gap-1">
            {state.failed.map(({ trackingId, href, why }) => (
              <li key={trackingId} className="flex flex-wrap gap-x-3">
                <a href={href} className="inline-flex min-h-11 items-center">
                  <CodeText>{trackingId}</CodeText>
                </a>
                <span className="self-center">{why}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={backHref} className="inline-flex min-h-11 items-center">
          {words.back}
        </a>
      </p>
    </div>
  );
}
