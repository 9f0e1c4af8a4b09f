export type QueueCount = {
  key: string;
  label: string;
  value: number;
  tone?: "danger" | "warning";
  /** Where the cases that it counts are listed. */
  href?: string;
  current?: boolean;
};

const TONES = { danger: "text-danger", warning: "text-warning" } as const;

/** A few figures in a row, each the way to what it counts. */
export function QueueCounts({ label, counts }: { label: string; counts: readonly QueueCount[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {counts.map((count) => (
          <li key={count.key}>
            <Figure {...count} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

const BOX = "inline-flex min-h-tap items-baseline gap-2 rounded-md border px-3 py-1.5";

function Figure({ label, value, tone, href, current }: QueueCount) {
  const look = tone && value > 0 ? TONES[tone] : "text-ink";
  const words = (
    <>
      <bdi className={`text-xl font-bold tabular-nums ${look}`}>{value}</bdi> <span>{label}</span>
    </>
  );
  if (!href) return <span className={`${BOX} border-line text-ink-soft`}>{words}</span>;
  return (
    <a
      href={href}
      aria-current={current ? "true" : undefined}
      className={`${BOX} border-line text-ink-soft no-underline hover:border-line-strong hover:bg-surface aria-[current]:border-brand aria-[current]:bg-brand-soft aria-[current]:text-ink`}
    >
      {words}
    </a>
  );
}
