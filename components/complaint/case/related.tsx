"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import type { ActState } from "../case-actions";

type Words = { join: string; reload: string };
type Props = {
  submit: (previous: ActState, form: FormData) => Promise<ActState>;
  parent: string;
  version: number;
  actionId: string;
  permalink: string;
  reloadHref: string;
  blocked: boolean;
  words: Words;
};

/** Joins the open case with the one that stands beside the button, by one press. */
export function JoinButton({ submit, parent, version, actionId, permalink, reloadHref, blocked, words }: Props) {
  const [state, send, pending] = useActionState(submit, null, permalink);
  return (
    <form action={send} className="grid justify-items-start gap-2">
      <input type="hidden" name="action" value="MERGE" />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="actionId" value={actionId} />
      <input type="hidden" name="parent" value={parent} />
      {state && (
        <p role="alert" className="font-semibold text-warning">
          {state.message} <a href={reloadHref}>{words.reload}</a>
        </p>
      )}
      <Button variant="secondary" disabled={pending || blocked} className="px-3 text-sm">
        {words.join}
      </Button>
    </form>
  );
}
