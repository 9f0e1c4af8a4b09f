import type { ReactNode } from "react";
import { Icon } from "./icon";

/** More for who asks. The browser's own element: it opens without script and is found by "find in page". */
export function Details({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group rounded-md border border-line bg-surface">
      <summary className="flex min-h-tap list-none items-center justify-between gap-3 px-4 py-2 font-semibold text-link [&::-webkit-details-marker]:hidden">
        <span>{summary}</span>
        <Icon name="chevron-down" className="size-5 motion-safe:transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 border-t border-line px-4 py-4">{children}</div>
    </details>
  );
}
