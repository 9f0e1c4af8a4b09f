import type { ComponentProps, ReactNode } from "react";
import { FieldGroup, type FieldWords } from "./field";
import { Icon, type IconName } from "./icon";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; icon?: IconName };

type CardProps = Omit<ComponentProps<"input">, "type"> & { type: "radio" | "checkbox"; choice: Omit<Choice, "value"> };

/** One whole row to tap. Which one is chosen shows in the native control, the border and the ground. */
export function ChoiceCard({ type, choice, className = "", ...rest }: CardProps) {
  return (
    <label className="flex min-h-tap cursor-pointer items-start gap-3 rounded-md border-2 border-line bg-surface px-4 py-3 hover:border-line-strong has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink has-disabled:cursor-not-allowed has-disabled:opacity-60">
      <input {...rest} type={type} className={`mt-[0.3em] size-5 shrink-0 accent-brand ${className}`} />
      {choice.icon && <Icon name={choice.icon} className="mt-[0.2em] size-6 text-brand" />}
      <span className="grid gap-0.5">
        <span>{choice.label}</span>
        {choice.hint && <span className="text-sm text-ink-soft">{choice.hint}</span>}
      </span>
    </label>
  );
}

type GroupProps = FieldWords & {
  name: string;
  choices: readonly Choice[];
  columns?: boolean;
  /** Goes to every control: react-hook-form's `register(...)`, or `required`. */
  control?: Omit<ComponentProps<"input">, "type" | "value">;
};

export function RadioGroup({
  name,
  choices,
  columns,
  control,
  defaultValue,
  ...words
}: GroupProps & { defaultValue?: string }) {
  return (
    <FieldGroup {...words}>
      <div className={`grid gap-2.5 ${columns ? "sm:grid-cols-2" : ""}`}>
        {choices.map(({ value, ...choice }) => (
          <ChoiceCard
            key={value}
            type="radio"
            name={name}
            defaultChecked={defaultValue === undefined ? undefined : value === defaultValue}
            {...control}
            value={value}
            choice={choice}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** A single yes: "I agree …". */
export function Checkbox({
  label,
  hint,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return <ChoiceCard {...rest} type="checkbox" choice={{ label, hint }} />;
}
