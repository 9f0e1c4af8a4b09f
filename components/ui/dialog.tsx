"use client";

import { type MouseEvent, type ReactNode, type Ref, useId } from "react";
import { Icon } from "./icon";

type Props = {
  /** Whoever opens it calls `showModal()`; the browser keeps the focus inside and gives it back. */
  ref: Ref<HTMLDialogElement>;
  title: ReactNode;
  closeLabel: string;
  children: ReactNode;
};

/** The browser's own: Escape, its button and a press beside it close it. */
export function Dialog({ ref, title, closeLabel, children }: Props) {
  const id = useId();
  const closeBeside = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) event.currentTarget.close();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the browser binds
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClick={closeBeside}
      className="m-auto max-h-[90dvh] w-[min(44rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-surface p-0 text-ink backdrop:bg-ink/60"
    >
      <div className="grid gap-4 p-4 sm:p-6">
        <div className="flex items-start justify-between gap-4">
          <h2 id={id} className="text-xl">
            {title}
          </h2>
          <form method="dialog">
            <button
              type="submit"
              aria-label={closeLabel}
              className="inline-flex size-tap items-center justify-center rounded-md text-ink hover:bg-sunken"
            >
              <Icon name="close" className="size-6" />
            </button>
          </form>
        </div>
        {children}
      </div>
    </dialog>
  );
}
