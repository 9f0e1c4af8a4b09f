"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export type TakeState = { attempt: number; trouble: string | null };
type Props = {
  action: (previous: TakeState, form: FormData) => Promise<TakeState>;
  permalink: string;
  label: string;
  refused: string;
  /** Read out after the label, where several such buttons stand on one page. */
  about?: string;
  secondary?: boolean;
  large?: boolean;
};

/** One press takes a citizen to ring up, and keeps everybody else from it. */
export function TakeForm({ action, permalink, label, refused, about, secondary, large }: Props) {
  const [state, submit, pending] = useActionState(action, { attempt: 0, trouble: null }, permalink);
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      {state.trouble && (
        <div role="alert">
          <Notice tone="warning" title={refused}>
            <p>{state.trouble}</p>
          </Notice>
        </div>
      )}
      <Button
        icon="phone-call"
        variant={secondary ? "secondary" : "primary"}
        large={large}
        disabled={pending}
        aria-label={about && `${label}: ${about}`}
      >
        {label}
      </Button>
    </form>
  );
}
