"use client";

import { useActionState } from "react";
import { RemoveFromPhone } from "@/components/complaint/phone/remove-from-phone";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice-cards";
import { Details } from "@/components/ui/details";
import { FieldError } from "@/components/ui/field";

type Props = {
  trackingId: string;
  /** Answers with the refusal's words, or goes away. */
  forget: (previous: string | null, form: FormData) => Promise<string | null>;
  words: { title: string; body: string; warning: string; again: string; unsent: string; submit: string };
};

/** Asked twice, once by opening it and once by the tick: a lost key can't be made again. */
export function ForgetForm({ trackingId, forget, words }: Props) {
  const [error, submit, pending] = useActionState(forget, null);
  return (
    <Details summary={words.title} open={error !== null}>
      <form action={submit} className="grid gap-4">
        <RemoveFromPhone trackingId={trackingId} unsentWords={words.unsent} />
        <p>{words.body}</p>
        <p className="font-semibold">{words.warning}</p>
        {error && <FieldError id="forget-sure">{error}</FieldError>}
        <Checkbox
          id="forget-sure"
          name="sure"
          label={words.again}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "forget-sure-error" : undefined}
        />
        <Button variant="secondary" disabled={pending} wide className="justify-self-start">
          {words.submit}
        </Button>
      </form>
    </Details>
  );
}
