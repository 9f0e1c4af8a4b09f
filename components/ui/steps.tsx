import type { ReactNode } from "react";

export type Step = { key: string; title: ReactNode; body?: ReactNode };

/** What happens, one after the other. */
export function Steps({ steps, columns }: { steps: readonly Step[]; columns?: boolean }) {
  return (
    <ol className={`grid gap-6 ${columns ? "sm:grid-cols-2 lg:grid-cols-4" : ""}`}>
      {steps.map((step, index) => (
        <li key={step.key} className={`flex gap-4 ${columns ? "lg:flex-col lg:gap-3" : ""}`}>
          <span
            aria-hidden="true"
            className="grid size-10 shrink-0 place-items-center rounded-pill border-2 border-brand bg-surface font-sans text-lg leading-none font-bold text-brand"
          >
            {index + 1}
          </span>
          <div className="grid content-start gap-1">
            <h3 className="text-lg">{step.title}</h3>
            {step.body && <p className="text-ink-soft">{step.body}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
