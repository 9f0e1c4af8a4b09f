import type { ComponentProps } from "react";
import { ariaFor, Field, type FieldWords } from "./field";

type Props = FieldWords & Omit<ComponentProps<"input">, "id" | "type">;

/** The browser's own chooser, given room: phones offer camera and gallery from it without a line of script. */
export function FileInput({ id, label, hint, error, optional, className = "", ...rest }: Props) {
  const words = { id, label, hint, error, optional };
  return (
    <Field {...words}>
      <input
        {...rest}
        type="file"
        id={id}
        {...ariaFor(words)}
        className={`block w-full rounded-md border-2 border-dashed border-line-strong bg-surface p-3 text-sm text-ink-soft file:me-3 file:min-h-tap file:cursor-pointer file:rounded-md file:border-2 file:border-solid file:border-brand file:bg-surface file:px-4 file:font-semibold file:text-brand hover:file:bg-brand-soft aria-invalid:border-danger ${className}`}
      />
    </Field>
  );
}
