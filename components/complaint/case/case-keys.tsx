"use client";

import { useKeys } from "@/components/shell/keys";

type Props = { actions: readonly string[]; back: string; next: string | null; previous: string | null };

/** The keys of a case: each opens the form of something that may be done here, with the cursor in its first question. */
export function CaseKeys({ actions, back, next, previous }: Props) {
  const opener = (...wanted: string[]) => {
    const action = wanted.find((name) => actions.includes(name));
    return action ? () => openForm(action) : undefined;
  };
  const goTo = (href: string | null) => (href ? () => window.location.assign(href) : undefined);
  useKeys({
    assign: opener("ASSIGN", "TAKE_UP", "REASSIGN"),
    claim: opener("CLAIM"),
    start: opener("START"),
    update: opener("UPDATE"),
    resolve: opener("RESOLVE"),
    reply: opener("REPLY"),
    note: opener("NOTE"),
    next: goTo(next),
    previous: goTo(previous),
    back: goTo(back),
    goDesk: goTo(back),
  });
  return null;
}

function openForm(action: string): void {
  const details = document.querySelector<HTMLDetailsElement>(`[data-action="${action}"] > details`);
  if (!details) return;
  details.open = true;
  const first = details.querySelector<HTMLElement>(
    "form :is(textarea, select:not([name=template]), input:not([type=hidden])):not(:disabled)",
  );
  const target = first ?? details.querySelector<HTMLElement>("form button[type=submit]");
  target?.focus();
  details.scrollIntoView({ block: "nearest" });
}
