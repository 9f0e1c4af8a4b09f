"use client";

import { type ComponentProps, useRef, useState } from "react";
import { SearchBox, SearchResult } from "@/components/complaint/lodge/search-box";
import { useSearch } from "@/components/complaint/lodge/use-search";
import { Select, type SelectGroup } from "@/components/ui/select";

type Props = Omit<ComponentProps<typeof Select>, "groups"> & {
  which: "services" | "districts";
  groups: readonly SelectGroup[];
  search: { label: string; hint?: string; found: (count: number) => string };
};

const MOST = 6;

/** A list to choose from, and with script a box above it that finds the choice by the caller's own word, in any script. */
export function SearchSelect({ which, groups, search, ...select }: Props) {
  const field = useRef<HTMLSelectElement>(null);
  const [query, setQuery] = useState("");
  const ids = useSearch(which, query, MOST);
  const options = groups.flatMap(({ label, options }) => options.map((option) => ({ ...option, group: label })));
  const found = (ids ?? []).flatMap((id) => options.find(({ value }) => value === id) ?? []);

  function choose(value: string): void {
    if (!field.current) return;
    field.current.value = value;
    setQuery("");
    field.current.focus();
  }

  return (
    <div className="grid gap-3">
      <SearchBox
        id={`${select.id}-search`}
        label={search.label}
        hint={search.hint}
        query={query}
        onQuery={setQuery}
        report={ids ? search.found(found.length) : ""}
      >
        {found.map(({ value, label, group }) => (
          <SearchResult key={value} title={label} note={group} onChoose={() => choose(value)} />
        ))}
      </SearchBox>
      <Select {...select} ref={field} groups={groups} />
    </div>
  );
}
