"use client";

import { useEffect, useState } from "react";
import { useKeys } from "@/components/shell/keys";

type Props = {
  formId: string;
  /** What the role may do to many: buttons of the form by their value. */
  bulks: readonly string[];
  /** "{count}" stands for the number. */
  words: { one: string; many: string; none: string };
};

/** The keyboard in a list: the row that has the focus is the one that is meant. Also says how many are chosen. */
export function ListKeys({ formId, bulks, words }: Props) {
  const [chosen, setChosen] = useState(0);
  const form = () => document.getElementById(formId) as HTMLFormElement | null;
  const boxes = () => [...(form()?.querySelectorAll<HTMLInputElement>("input[name=pick]") ?? [])];
  const rows = () => [...document.querySelectorAll<HTMLTableRowElement>("tr[data-row]")];
  const row = () => document.activeElement?.closest<HTMLTableRowElement>("tr[data-row]") ?? null;
  const count = () => setChosen(boxes().filter((box) => box.checked).length);

  function move(by: 1 | -1): void {
    const all = rows();
    const here = row();
    const next = here ? all.indexOf(here) + by : by === 1 ? 0 : all.length - 1;
    const link = all[next]?.querySelector<HTMLAnchorElement>("a[href]");
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  }

  function check(box: HTMLInputElement | null | undefined, checked = !box?.checked): void {
    if (box) box.checked = checked;
    count();
  }

  const press = (bulk: string) =>
    bulks.includes(bulk)
      ? () => {
          const here = row()?.querySelector<HTMLInputElement>("input[name=pick]");
          // Nothing is chosen: then the row with the focus is meant.
          if (boxes().every((box) => !box.checked)) check(here, true);
          form()?.querySelector<HTMLButtonElement>(`button[value=${bulk}]`)?.click();
        }
      : undefined;

  useKeys({
    next: () => move(1),
    previous: () => move(-1),
    open: () => row()?.querySelector<HTMLAnchorElement>("a[href]")?.click(),
    select: bulks.length > 0 ? () => check(row()?.querySelector<HTMLInputElement>("input[name=pick]")) : undefined,
    selectAll:
      bulks.length > 0
        ? () => {
            const on = boxes().some((box) => !box.checked);
            for (const box of boxes()) box.checked = on;
            count();
          }
        : undefined,
    search: () => document.getElementById("q")?.focus(),
    assign: press("assign"),
    reply: press("reply"),
    claim: press("claim"),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `count` reads the page itself
  useEffect(() => {
    count(); // a browser that comes back keeps the boxes
    const listening = form();
    listening?.addEventListener("change", count);
    return () => listening?.removeEventListener("change", count);
  }, [formId]);

  if (bulks.length === 0) return null;
  const said = chosen === 0 ? words.none : chosen === 1 ? words.one : words.many;
  return (
    <output className="text-ink-soft" aria-live="polite">
      {said.replace("{count}", String(chosen))}
    </output>
  );
}
