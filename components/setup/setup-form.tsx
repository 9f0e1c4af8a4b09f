"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox, ChoiceCard } from "@/components/ui/choice-cards";
import { Details } from "@/components/ui/details";
import { ErrorSummary, type FieldProblem } from "@/components/ui/error-summary";
import { FieldGroup } from "@/components/ui/field";
import { Notice, type Tone } from "@/components/ui/notice";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

type Words = { name: string; label: string; hint?: string; optional?: string };
export type SetupField = Words &
  (
    | {
        kind: "text" | "area";
        lang?: "en" | "ur";
        type?: "date" | "datetime-local" | "email" | "number";
        most?: number;
      }
    | { kind: "choice"; placeholder?: string; options?: SelectOption[]; groups?: SelectGroup[] }
    | { kind: "tick" }
    | { kind: "ticks"; groups: SelectGroup[] }
    /** Stands once the thing is there. */
    | { kind: "fixed"; shown: string }
  );
export type SetupTable = { caption: string; head: string[]; rows: string[][] };
export type SetupNews = {
  tone: Tone;
  title: string;
  lines: string[];
  table?: SetupTable;
  code?: string;
  lang?: "en" | "ur";
};
/** What came of the last press: nothing typed is lost. */
export type SetupState = {
  attempt: number;
  values: Record<string, string>;
  problems: readonly FieldProblem[];
  news: readonly SetupNews[];
  /** What its author has had before them, and which consequences they have seen. */
  expected: string;
  seen: string;
};

type Props = {
  action: (previous: SetupState, form: FormData) => Promise<SetupState>;
  first: SetupState;
  permalink: string;
  fields: readonly SetupField[];
  words: { save: string; saveSo: string; preview?: string; errorTitle: string };
  danger?: boolean;
  children?: ReactNode;
};

/** One thing of the set-up, made or changed: by a plain form, which works without script. */
export function SetupForm({ action, first, permalink, fields, words, danger, children }: Props) {
  const [state, submit, pending] = useActionState(action, first, permalink);
  const asks = state.seen !== "";
  return (
    <form action={submit} noValidate className="grid gap-5" key={state.attempt}>
      <ErrorSummary title={words.errorTitle} problems={state.problems} attempt={state.attempt} />
      <input type="hidden" name="expected" value={state.expected} />
      <input type="hidden" name="seen" value={state.seen} />
      {fields.map((field) => (
        <OneField key={field.name} field={field} state={state} />
      ))}
      {children}
      {state.news.map((news) => (
        <News key={news.title + news.lines.join()} news={news} />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button name="step" value="save" variant={danger || asks ? "danger" : "primary"} disabled={pending} wide>
          {asks ? words.saveSo : words.save}
        </Button>
        {words.preview && (
          <Button name="step" value="preview" variant="secondary" disabled={pending} wide>
            {words.preview}
          </Button>
        )}
      </div>
    </form>
  );
}

function OneField({ field, state }: { field: SetupField; state: SetupState }) {
  const { name, label, hint, optional } = field;
  const error = state.problems.find(({ fieldId }) => fieldId === name)?.message;
  const value = state.values[name] ?? "";
  const said = { id: name, name, label, hint, optional, error };
  switch (field.kind) {
    case "fixed":
      return (
        <div id={name} tabIndex={-1}>
          <p className="font-semibold">{label}</p>
          <p>{field.shown}</p>
          {error && <p className="font-semibold text-danger">{error}</p>}
        </div>
      );
    case "text":
      return (
        <TextInput
          {...said}
          type={field.type}
          defaultValue={value}
          maxLength={field.most}
          lang={field.lang}
          dir={field.lang === "ur" ? "rtl" : field.lang || field.type ? "ltr" : "auto"}
          className={field.type && field.type !== "email" ? "max-w-72" : ""}
          autoComplete="off"
        />
      );
    case "area":
      return (
        <TextArea
          {...said}
          rows={4}
          defaultValue={value}
          maxLength={field.most}
          lang={field.lang}
          dir={field.lang === "ur" ? "rtl" : field.lang ? "ltr" : "auto"}
        />
      );
    case "choice":
      return (
        <Select
          {...said}
          defaultValue={value}
          placeholder={field.placeholder}
          options={field.options}
          groups={field.groups}
        />
      );
    case "tick":
      return (
        <div className={error ? "grid gap-1.5 border-s-4 border-danger ps-4" : ""}>
          {error && <p className="font-semibold text-danger">{error}</p>}
          <Checkbox id={name} name={name} defaultChecked={value === "on"} label={label} hint={hint} />
        </div>
      );
    case "ticks": {
      const chosen = value.split(",");
      return (
        <FieldGroup id={name} label={label} hint={hint} error={error} optional={optional}>
          {field.groups.map((group) => (
            <Details
              key={group.label}
              summary={`${group.label} (${group.options.filter((option) => chosen.includes(option.value)).length})`}
              open={field.groups.length === 1}
            >
              <div className="grid gap-2 sm:grid-cols-2">
                {group.options.map((option) => (
                  <ChoiceCard
                    key={option.value}
                    type="checkbox"
                    name={name}
                    value={option.value}
                    defaultChecked={chosen.includes(option.value)}
                    choice={{ label: option.label }}
                  />
                ))}
              </div>
            </Details>
          ))}
        </FieldGroup>
      );
    }
  }
}

function News({ news: { tone, title, lines, table, code, lang } }: { news: SetupNews }) {
  return (
    <div lang={lang} dir={lang && (lang === "ur" ? "rtl" : "ltr")}>
      <Notice tone={tone} title={title} live>
        {lines.map((line) => (
          <p key={line} className="whitespace-pre-line">
            {line}
          </p>
        ))}
        {code && (
          <p>
            <bdi dir="ltr" className="font-mono text-lg font-bold">
              {code}
            </bdi>
          </p>
        )}
        {table && (
          <table className="w-full border-collapse text-start">
            <caption className="sr-only">{table.caption}</caption>
            <thead>
              <tr>
                {table.head.map((head) => (
                  <th key={head} scope="col" className="border-b border-line-strong px-2 py-1 text-start font-semibold">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.join()}>
                  {row.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                    <td key={index} className="border-b border-line px-2 py-1 align-top">
                      <bdi>{cell}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Notice>
    </div>
  );
}
