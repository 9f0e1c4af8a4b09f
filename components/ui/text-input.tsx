import type { ComponentProps } from "react";
import { ariaFor, CONTROL, Field, type FieldWords } from "./field";

type Props = FieldWords & Omit<ComponentProps<"input">, "id">;

/** One line of text. Spread react-hook-form's `register(...)` into it, or give `name` and `defaultValue`. */
export function TextInput({ id, label, hint, error, optional, className = "", ...rest }: Props) {
  const words = { id, label, hint, error, optional };
  return (
    <Field {...words}>
      <input type="text" {...rest} id={id} {...ariaFor(words)} className={`${CONTROL} ${className}`} />
    </Field>
  );
}
