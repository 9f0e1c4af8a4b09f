import type { ComponentProps } from "react";
import { ariaFor, CONTROL, Field, type FieldWords } from "./field";

export type SelectOption = { value: string; label: string };
export type SelectGroup = { label: string; options: readonly SelectOption[] };

type Props = FieldWords &
  Omit<ComponentProps<"select">, "id" | "children"> & {
    /** The first, empty choice: "Choose one". */
    placeholder?: string;
    options?: readonly SelectOption[];
    groups?: readonly SelectGroup[];
  };

function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ));
}

export function Select({
  id,
  label,
  hint,
  error,
  optional,
  placeholder,
  options = [],
  groups = [],
  className = "",
  ...rest
}: Props) {
  const words = { id, label, hint, error, optional };
  return (
    <Field {...words}>
      <select {...rest} id={id} {...ariaFor(words)} className={`${CONTROL} ${className}`}>
        {placeholder && <option value="">{placeholder}</option>}
        <Options options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </Field>
  );
}
