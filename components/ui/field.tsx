import type { ReactNode } from "react";
import { Icon } from "./icon";

export type FieldWords = {
  /** Also the target of the error summary's link. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** The word "optional" in the page's language; given only where it is. */
  optional?: string;
};

/** What a control must carry so that its hint and its error are read out with it. */
export function ariaFor({ id, hint, error }: Pick<FieldWords, "id" | "hint" | "error">) {
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined };
}

export const CONTROL =
  "block w-full min-h-tap rounded-md border-2 border-line-strong bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-soft disabled:bg-sunken aria-invalid:border-danger";

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={`${id}-hint`} className="text-sm text-ink-soft">
      {children}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="flex items-start gap-2 font-semibold text-danger">
      <Icon name="alert" className="mt-1 size-5" />
      <span>{children}</span>
    </p>
  );
}

/** Label, hint, error and the control, in the order in which they are read. */
export function Field({ id, label, hint, error, optional, children }: FieldWords & { children: ReactNode }) {
  return (
    <div className={`grid gap-1.5 ${error ? "border-s-4 border-danger ps-4" : ""}`}>
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({optional})</span>}
      </label>
      {hint && <FieldHint id={id}>{hint}</FieldHint>}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
    </div>
  );
}

/** The same for a group of controls. */
export function FieldGroup({ id, label, hint, error, optional, children }: FieldWords & { children: ReactNode }) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      {...ariaFor({ id, hint, error })}
      className={error ? "border-s-4 border-danger ps-4" : ""}
    >
      <legend className="mb-1.5 font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({optional})</span>}
      </legend>
      <div className="grid gap-2.5">
        {hint && <FieldHint id={id}>{hint}</FieldHint>}
        {error && <FieldError id={id}>{error}</FieldError>}
        {children}
      </div>
    </fieldset>
  );
}
