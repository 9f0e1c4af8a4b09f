"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/text-input";
import { FIRST, type SignInState } from "./state";

type Props = {
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
  next?: string;
  /** Set where next-auth sent somebody back. */
  first?: SignInState;
  words: { email: string; password: string; submit: string; errorTitle: string };
};

export function SignInForm({ action, next, first = FIRST, words }: Props) {
  const [state, submit, pending] = useActionState(action, first);
  const errorOf = (field: string) => state.problems.find(({ fieldId }) => fieldId === field)?.message;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <ErrorSummary title={words.errorTitle} problems={state.problems} attempt={state.attempt} />
      {next && <input type="hidden" name="next" value={next} />}
      <TextInput
        id="email"
        name="email"
        type="email"
        dir="ltr"
        label={words.email}
        error={errorOf("email")}
        defaultValue={state.email}
        autoComplete="username"
        required
      />
      <TextInput
        id="password"
        name="password"
        type="password"
        dir="ltr"
        label={words.password}
        error={errorOf("password")}
        autoComplete="current-password"
        required
      />
      <div>
        <Button disabled={pending} wide>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
