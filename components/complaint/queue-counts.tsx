export type QueueCount = { key: string; label: string; value: number; tone?: "danger" | "warning" };

const TONES = { danger: "text-danger", warning: "text-warning" } as const;

/** A few figures in a row. */
export function QueueCounts({ label, counts }: { label: string; counts: readonly QueueCount[] }) {
  return (
    <dl aria-label={label} className="flex flex-wrap gap-x-8 gap-y-2">
      {counts.map(({ key, label: name, value, tone }) => (
        <div key={key} className="flex flex-row-reverse items-baseline justify-end gap-2">
          <dt className="text-ink-soft">{name}</dt>
          <dd className={`text-xl font-bold tabular-nums ${tone && value > 0 ? TONES[tone] : ""}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
