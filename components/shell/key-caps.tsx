import { Fragment } from "react";
import { KEY_MAP, type KeyName } from "./key-map";

const CAP =
  "inline-flex min-w-7 items-center justify-center rounded-sm border border-line-strong bg-surface px-1.5 py-0.5 font-mono text-xs leading-tight font-semibold text-ink";

/** The keys of a row of the table, as they stand on a keyboard: `g`, `then` in words, `d`. */
export function KeyCaps({ name, then }: { name: KeyName; then: string }) {
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap">
      {KEY_MAP[name].keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className="text-xs text-ink-soft">{then}</span>}
          <kbd dir="ltr" className={CAP}>
            {key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
