import { Checkbox, RadioGroup } from "@/components/ui/choice-cards";
import { FieldGroup } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";

type Words = { name: string; label: string; hint?: string; required: boolean };

/** One question of an action's form, as plain values: a server page can hand it to the browser. */
export type ActionQuestion = Words &
  (
    | { kind: "line" | "prose" | "code" }
    | { kind: "number"; min: number; max?: number }
    | { kind: "select"; placeholder?: string; options?: SelectOption[]; groups?: SelectGroup[]; chosen?: string }
    | { kind: "radio"; options: SelectOption[] }
    | { kind: "several"; options: SelectOption[]; nobody: string }
    | { kind: "file"; accept: string }
  );

/** What was typed before a refusal; lists are for questions with several answers. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

type Props = { question: ActionQuestion; id: string; typed?: Typed; error?: string; optional: string };

export function ActionField({ question, id, typed, error, optional }: Props) {
  const { name, label, hint, required } = question;
  const words = { id, label, hint, error, optional: required ? undefined : optional };
  const before = typed?.[name];
  const value = typeof before === "string" ? before : undefined;
  switch (question.kind) {
    case "line":
      return <TextInput {...words} name={name} defaultValue={value} required={required} dir="auto" />;
    case "code":
      return <TextInput {...words} name={name} defaultValue={value} required={required} dir="ltr" autoComplete="off" />;
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
      return <Select {...words} {...choices} name={name} defaultValue={value ?? chosen ?? ""} required={required} />;
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
