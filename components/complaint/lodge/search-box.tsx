import type { KeyboardEvent, ReactNode } from "react";
import { ariaFor, CONTROL, FieldHint } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

type Props = {
  id: string;
  label: ReactNode;
  hint: ReactNode;
  query: string;
  onQuery: (query: string) => void;
  /** Read out at each change: how many were found. */
  report: string;
  large?: boolean;
  children: ReactNode;
};

/** A box to type into and a plain list of buttons under it: works alike for thumbs, keyboards and screen readers. */
export function SearchBox({ id, label, hint, query, onQuery, report, large, children }: Props) {
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault(); // Enter would send the form
    document.querySelector<HTMLElement>(`#${id}-results button`)?.focus();
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
      <div className="relative">
        <Icon
          name="search"
          className="pointer-events-none absolute start-3 top-1/2 size-6 -translate-y-1/2 text-ink-soft"
        />
        <input
          id={id}
          type="search"
          dir="auto"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          aria-controls={`${id}-results`}
          {...ariaFor({ id, hint: true })}
          className={`${CONTROL} px-12 ${large ? "min-h-16 text-lg" : ""}`}
        />
      </div>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {report}
      </p>
      <ul id={`${id}-results`} className="grid gap-2 empty:hidden">
        {children}
      </ul>
    </div>
  );
}

type ResultProps = { icon?: ReactNode; title: string; note?: string; onChoose: () => void };

export function SearchResult({ icon, title, note, onChoose }: ResultProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="flex min-h-14 w-full items-center gap-3 rounded-md border-2 border-line bg-surface px-4 py-2 text-start hover:border-brand hover:bg-brand-soft"
      >
        {icon}
        <span className="grid min-w-0 flex-1">
          <span className="font-semibold leading-tight">{title}</span>
          {note && <span className="text-sm leading-tight text-ink-soft">{note}</span>}
        </span>
        <Icon name="arrow" className="size-5 text-brand" />
      </button>
    </li>
  );
}
