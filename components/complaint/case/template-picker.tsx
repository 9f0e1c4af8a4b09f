"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CONTROL } from "@/components/ui/field";

/** `language`: of the words themselves, which is the citizen's. */
export type Templates = {
  field: string;
  /** The mark where the officer's own words go (lib/domain/complaint/template.ts). */
  gap: string;
  language: "en" | "ur";
  choices: readonly { id: string; name: string; body: string }[];
};
type Words = { label: string; none: string; use: string; hint: string };
type Props = { templates: Templates; words: Words; chosen?: string };

/**
 * Words ready to be taken over, and still the officer's to change: chosen, they stand in the form's text, in place of what
 * was chosen before, or under what was typed. Without script a button has the page come back with them.
 */
export function TemplatePicker({ templates: { field, gap, choices }, words, chosen = "" }: Props) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const filled = useRef("");
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  function fill(templateId: string): void {
    const area = select.current?.form?.elements.namedItem(field);
    if (!(area instanceof HTMLTextAreaElement)) return;
    const body = choices.find((choice) => choice.id === templateId)?.body ?? "";
    const typed = area.value === filled.current ? "" : area.value.replace(filled.current, "").trim();
    area.value = [typed, body].filter(Boolean).join("\n\n");
    filled.current = body;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.addEventListener("focus", () => selectGap(area, gap), { once: true });
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {words.label}
      </label>
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {words.hint}
      </p>
      <select
        ref={select}
        id={id}
        name="template"
        defaultValue={chosen}
        aria-describedby={`${id}-hint`}
        onChange={(event) => fill(event.target.value)}
        className={CONTROL}
      >
        <option value="">{words.none}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
      {!ready && (
        <div>
          <Button variant="secondary" name="fill" value="1" formNoValidate>
            {words.use}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The first place that waits for the officer's own words, ready to be typed over. */
function selectGap(area: HTMLTextAreaElement, gap: string): void {
  const at = area.value.indexOf(gap);
  if (at >= 0) requestAnimationFrame(() => area.setSelectionRange(at, at + gap.length));
}
