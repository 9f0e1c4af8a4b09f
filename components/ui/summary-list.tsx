import type { ReactNode } from "react";

export type SummaryRow = { key: string; label: ReactNode; value: ReactNode; action?: ReactNode };

/** What is known, a line each: "Where – Lahore – Change". */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <div key={row.key} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(9rem,14rem)_1fr_auto]">
          <dt className="font-semibold text-ink-soft sm:text-ink">{row.label}</dt>
          <dd className="min-w-0">{row.value}</dd>
          {row.action && <dd className="sm:text-end">{row.action}</dd>}
        </div>
      ))}
    </dl>
  );
}
