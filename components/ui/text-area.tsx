import type { ComponentProps } from "react";
import { ariaFor, CONTROL, Field, type FieldWords } from "./field";

type Props = FieldWords & Omit<ComponentProps<"textarea">, "id">;

/** Several lines of text. `dir="auto"`, so that Urdu typed on an English page still runs from the right. */
export function TextArea({ id, label, hint, error, optional, className = "", ...rest }: Props) {
  const words = { id, label, hint, error, optional };
  return (
    <Field {...words}>
      <textarea rows={6} dir="auto" {...rest} id={id} {...ariaFor(words)} className={`${CONTROL} ${className}`} />
    </Field>
  );
}
