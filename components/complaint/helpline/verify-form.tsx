"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { Select, type SelectGroup } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";

type Fact = { name: string; label: string; kind: "line" | "code" | "day" | "district" };
export type VerifyState = { attempt: number; values: Readonly<Record<string, string>>; problem: string | null };
type Words = Record<"lead" | "weak" | "choose" | "submit" | "refused" | "left", string>;
type Props = {
  action: (previous: VerifyState, form: FormData) => Promise<VerifyState>;
  permalink: string;
  facts: readonly Fact[];
  districts: readonly SelectGroup[];
  words: Words;
};

/** What the caller says of themselves, to be compared where nobody sees what it is compared with. */
export function VerifyForm({ action, permalink, facts, districts, words }: Props) {
  const [state, submit, pending] = useActionState(action, { attempt: 0, values: {}, problem: null }, permalink);
  return (
    <form action={submit} noValidate className="grid gap-4" key={state.attempt}>
      {state.problem && (
        <ErrorSummary
          title={words.refused}
          problems={[{ fieldId: `fact-${facts[0]?.name}`, message: state.problem }]}
          attempt={state.attempt}
        />
      )}
      <p>{words.lead}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {facts.map(({ name, label, kind }) => {
          const shared = { id: `fact-${name}`, name, label, defaultValue: state.values[name] ?? "" };
          if (kind === "district")
            return <Select key={name} {...shared} placeholder={words.choose} groups={districts} />;
          return (
            <TextInput
              key={name}
              {...shared}
              type={kind === "day" ? "date" : "text"}
              dir={kind === "line" ? "auto" : "ltr"}
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
            />
          );
        })}
      </div>
      <p className="text-xs text-ink-soft">{words.weak}</p>
      <Notice tone="info">
        <p>{words.left}</p>
      </Notice>
      <div>
        <Button disabled={pending} wide>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
