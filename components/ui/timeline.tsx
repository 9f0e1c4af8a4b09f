import type { ReactNode } from "react";

/** What has happened, in order. Its children are `TimelineItem`s. */
export function Timeline({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="ms-2 border-s-2 border-line">
      {children}
    </ol>
  );
}

type ItemProps = { title: ReactNode; time?: ReactNode; tone?: "plain" | "current" | "internal"; children?: ReactNode };

const DOTS = {
  plain: "border-line-strong bg-surface",
  current: "border-brand bg-brand",
  internal: "border-warning bg-warning-soft",
} as const;

/** `internal` sets staff's notes apart at a glance; `current` marks where things stand now. */
export function TimelineItem({ title, time, tone = "plain", children }: ItemProps) {
  return (
    <li className="relative ps-6 pb-6 last:pb-0">
      <span
        aria-hidden="true"
        className={`absolute start-[-0.5625rem] top-2 size-4 rounded-pill border-2 ${DOTS[tone]}`}
      />
      <div className={tone === "internal" ? "rounded-md border border-warning/30 bg-warning-soft p-3" : ""}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="font-bold">{title}</p>
          {time && <p className="text-sm text-ink-soft">{time}</p>}
        </div>
        {children && <div className="mt-1 grid gap-2">{children}</div>}
      </div>
    </li>
  );
}
