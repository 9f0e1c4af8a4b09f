import { Checkbox, RadioGroup } from "@/components/ui/choice-cards";
import { FieldGroup } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { MentionArea } from "./case/mention-area";
import { LONG, NarrowSelect } from "./case/narrow-select";

type Words = { name: string; label: string; hint?: string; required: boolean };

/** One question of an action's form, as plain values: a server page can hand it to the browser. */
export type ActionQuestion = Words &
  (
    | { kind: "line" | "prose" }
    /** `suggestions`: what is often meant; anything else can be typed. */
    | { kind: "code"; suggestions?: SelectOption[] }
    /** `people`: who may be named with @. */
    | { kind: "note"; people: readonly string[] }
    | { kind: "number"; min: number; max?: number }
    | { kind: "select"; placeholder?: string; options?: SelectOption[]; groups?: SelectGroup[]; chosen?: string }
    | { kind: "radio"; options: SelectOption[] }
    | { kind: "several"; options: SelectOption[]; nobody: string }
    | { kind: "file"; accept: string }
  );

/** What was typed before a refusal; lists are for questions with several answers. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** `found`: "{count} found", with the number to be put in. */
export type FieldWords = { optional: string; narrow: string; found: string; people: string };
type Props = { question: ActionQuestion; id: string; typed?: Typed; error?: string; words: FieldWords };

export function ActionField({ question, id, typed, error, words: said }: Props) {
  const { name, label, hint, required } = question;
  const words = { id, label, hint, error, optional: required ? undefined : said.optional };
  const before = typed?.[name];
  const value = typeof before === "string" ? before : undefined;
  switch (question.kind) {
    case "line":
      return <TextInput {...words} name={name} defaultValue={value} required={required} dir="auto" />;
    case "code":
      return <CodeField question={question} words={words} value={value} />;
    case "note":
      return (
        <MentionArea
          {...words}
          name={name}
          defaultValue={value}
          required={required}
          rows={4}
          people={question.people}
          listLabel={said.people}
        />
      );
    case "prose":
      return <TextArea {...words} name={name} defaultValue={value} required={required} rows={4} />;
    case "number": {
      const { min, max } = question;
      return (
        <TextInput
          {...words}
          name={name}
          defaultValue={value}
          required={required}
          type="number"
          inputMode="numeric"
          dir="ltr"
          min={min}
          max={max}
        />
      );
    }
    case "select": {
      const { placeholder, options, groups, chosen } = question;
      const choices = { placeholder, options, groups };
      const control = { ...words, ...choices, name, defaultValue: value ?? chosen ?? "", required };
      const count = (options?.length ?? 0) + (groups ?? []).reduce((sum, group) => sum + group.options.length, 0);
      if (count < LONG) return <Select {...control} />;
      const narrow = {
        label: said.narrow,
        found: (found: number) => said.found.replace("{count}", String(found)),
      };
      return <NarrowSelect {...control} narrow={narrow} />;
    }
    case "radio":
      return (
        <RadioGroup
          {...words}
          name={name}
          choices={question.options}
          defaultValue={value ?? ""}
          control={{ required }}
        />
      );
    case "several":
      return (
        <FieldGroup {...words} optional={undefined}>
          {/* Tells "nobody was marked" from a form that did not ask. */}
          <input type="hidden" name={`${name}Asked`} value="1" />
          {question.options.length === 0 && <p className="text-ink-soft">{question.nobody}</p>}
          {question.options.map((option) => (
            <Checkbox
              key={option.value}
              name={name}
              value={option.value}
              label={option.label}
              defaultChecked={Array.isArray(before) && before.includes(option.value)}
            />
          ))}
        </FieldGroup>
      );
    case "file":
      return <FileInput {...words} name={name} accept={question.accept} required={required} multiple />;
  }
}

type CodeProps = {
  question: Extract<ActionQuestion, { kind: "code" }>;
  words: { id: string; label: string; hint?: string; error?: string; optional?: string };
  value?: string;
};

function CodeField({ question: { name, required, suggestions = [] }, words, value }: CodeProps) {
  const list = suggestions.length > 0 ? `${words.id}-list` : undefined;
  return (
    <>
      <TextInput
        {...words}
        name={name}
        defaultValue={value}
        required={required}
        dir="ltr"
        autoComplete="off"
        list={list}
      />
      {list && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion.value} value={suggestion.value}>
              {suggestion.label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
