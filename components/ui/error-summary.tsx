"use client";

import { useEffect, useRef } from "react";

export type FieldProblem = { fieldId: string; message: string };
type Props = {
  title: string;
  problems: readonly FieldProblem[];
  /** Changes with each refusal, so that the same summary takes the focus again. */
  attempt?: number | string;
};

/** What must be mended, at the top of the page: one link a field. Takes the focus where script runs; complete without. */
export function ErrorSummary({ title, problems, attempt }: Props) {
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what moves the focus
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [attempt, problems.length]);

  if (problems.length === 0) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary-title"
      className="mb-6 rounded-md border-2 border-danger bg-surface p-4 sm:p-5"
    >
      <h2 id="error-summary-title" className="text-xl text-danger">
        {title}
      </h2>
      <ul className="mt-2 grid gap-1">
        {problems.map((problem) => (
          <li key={`${problem.fieldId} ${problem.message}`}>
            <a
              href={`#${problem.fieldId}`}
              onClick={(event) => {
                const field = document.getElementById(problem.fieldId);
                if (field) event.preventDefault(); // no entry of its own in the history, where lodging counts its steps
                field?.focus();
              }}
              className="inline-flex min-h-11 items-center font-semibold text-danger underline underline-offset-4"
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
