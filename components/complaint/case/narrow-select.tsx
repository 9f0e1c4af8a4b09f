"use client";

import { type ComponentProps, useEffect, useId, useState } from "react";
import { CONTROL } from "@/components/ui/field";
import { Select, type SelectGroup, type SelectOption } from "@/components/ui/select";

type Words = { label: string; found: (count: number) => string };
type Props = ComponentProps<typeof Select> & { narrow: Words };

/** From so many on a list is looked through by typing. */
export const LONG = 12;

/** A long list with a line above it that narrows it down as one types; without script it is the long list alone. */
export function NarrowSelect({ narrow, options = [], groups = [], defaultValue, ...rest }: Props) {
  const id = useId();
  const [ready, setReady] = useState(false);
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState(String(defaultValue ?? ""));
  useEffect(() => setReady(true), []);

  const words = fold(sought).split(/\s+/u).filter(Boolean);
  const fits = (text: string) => words.every((word) => fold(text).includes(word));
  // What is chosen stays in the list, or narrowing would quietly choose something else.
  const keep = (group: string) => (option: SelectOption) => option.value === chosen || fits(`${group} ${option.label}`);
  const shown = options.filter(keep(""));
  const shownGroups = groups
    .map((group): SelectGroup => ({ ...group, options: group.options.filter(keep(group.label)) }))
    .filter(({ options }) => options.length > 0);
  const count = shown.length + shownGroups.reduce((sum, group) => sum + group.options.length, 0);

  return (
    <div className="grid gap-2">
      {ready && (
        <div className="grid gap-1">
          <label htmlFor={id} className="text-sm text-ink-soft">
            {narrow.label}
          </label>
          <input
            id={id}
            type="search"
            dir="auto"
            autoComplete="off"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
            }}
            className={CONTROL}
          />
          <p role="status" className="text-sm text-ink-soft">
            {sought && narrow.found(count)}
          </p>
        </div>
      )}
      <Select
        {...rest}
        options={shown}
        groups={shownGroups}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      />
    </div>
  );
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ي\u0649]/gu, "ی")
    .replace(/ك/gu, "ک")
    .toLowerCase();
}
