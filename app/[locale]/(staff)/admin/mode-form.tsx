"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import type { ModeState, Preview } from "./state";

type Words = Record<
  | "reasonEn"
  | "reasonUr"
  | "reasonHint"
  | "until"
  | "untilHint"
  | "optional"
  | "preview"
  | "previewAgain"
  | "previewTitle"
  | "set"
  | "setHint"
  | "errorTitle",
  string
>;
type Props = {
  action: (previous: ModeState, form: FormData) => Promise<ModeState>;
  first: ModeState;
  permalink: string;
  maxLength: number;
  words: Words;
};

/** Two presses: the first shows what citizens will read, the second makes it so. */
export function ModeForm({ action, first, permalink, maxLength, words }: Props) {
  const [state, submit, pending] = useActionState(action, first, permalink);
  const errorOf = (field: string) => state.problems.find(({ fieldId }) => fieldId === field)?.message;
  const isShown = state.previews.length > 0;
  return (
    <form action={submit} noValidate className="grid gap-5" key={state.attempt}>
      <ErrorSummary title={words.errorTitle} problems={state.problems} attempt={state.attempt} />
      <TextArea
        id="reasonEn"
        name="reasonEn"
        label={words.reasonEn}
        hint={words.reasonHint}
        error={errorOf("reasonEn")}
        defaultValue={state.values.reasonEn}
        rows={2}
        dir="ltr"
        lang="en"
        maxLength={maxLength}
        required
      />
      <TextArea
        id="reasonUr"
        name="reasonUr"
        label={words.reasonUr}
        error={errorOf("reasonUr")}
        defaultValue={state.values.reasonUr}
        rows={2}
        dir="rtl"
        lang="ur"
        maxLength={maxLength}
        required
      />
      <TextInput
        id="until"
        name="until"
        type="datetime-local"
        dir="ltr"
        label={words.until}
        optional={words.optional}
        hint={words.untilHint}
        error={errorOf("until")}
        defaultValue={state.values.until}
        className="max-w-72"
      />
      {isShown && (
        <section aria-labelledby="preview" className="grid gap-3">
          <h3 id="preview" className="text-base">
            {words.previewTitle}
          </h3>
          <div className="grid gap-3 lg:grid-cols-2">
            {state.previews.map((preview) => (
              <PreviewBox key={preview.locale} preview={preview} />
            ))}
          </div>
          <p className="text-ink-soft">{words.setHint}</p>
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        {isShown && (
          <Button name="step" value="set" variant="danger" disabled={pending} wide>
            {words.set}
          </Button>
        )}
        <Button name="step" value="preview" variant={isShown ? "secondary" : "primary"} disabled={pending} wide>
          {isShown ? words.previewAgain : words.preview}
        </Button>
      </div>
    </form>
  );
}

function PreviewBox({ preview: { locale, title, lines, help } }: { preview: Preview }) {
  return (
    <div lang={locale} dir={locale === "ur" ? "rtl" : "ltr"}>
      <Notice tone="warning" title={title}>
        {[...lines, help].map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Notice>
    </div>
  );
}
