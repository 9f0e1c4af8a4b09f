"use client";

import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from "react";
import { TextArea } from "@/components/ui/text-area";

type Props = ComponentProps<typeof TextArea> & { people: readonly string[]; listLabel: string };
type Open = { from: number; found: readonly string[]; active: number };

const SHOWN = 6;

/**
 * A note in which `@` and the first letters of a name bring up who is meant; arrows choose, Enter or Tab takes, Escape
 * closes. Who is named is read from the text when it is saved, so it works typed out in full as well.
 */
export function MentionArea({ people, listLabel, ...rest }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [open, setOpen] = useState<Open | null>(null);
  const optionId = (index: number) => `${listId}-${index}`;

  function look(): void {
    const field = area.current;
    if (!field) return;
    const upTo = field.value.slice(0, field.selectionStart);
    const typed = /(?:^|[\s(،])@([^@\n]{0,40})$/u.exec(upTo)?.[1];
    const found = typed === undefined ? [] : people.filter((name) => begins(name, typed)).slice(0, SHOWN);
    setOpen(found.length > 0 ? { from: upTo.length - (typed?.length ?? 0), found, active: 0 } : null);
  }

  function take(name: string | undefined): void {
    const field = area.current;
    if (!field || !open || name === undefined) return;
    field.setRangeText(`${name} `, open.from, field.selectionStart, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    setOpen(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (!open || event.nativeEvent.isComposing) return;
    const { found, active } = open;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setOpen({ ...open, active: (active + step + found.length) % found.length });
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") take(found[active]);
    else if (event.key === "Escape") setOpen(null);
    else return;
    event.preventDefault();
  }

  return (
    <div className="relative">
      <TextArea
        {...rest}
        ref={area}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? optionId(open.active) : undefined}
        onInput={look}
        onClick={look}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(null)}
      />
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label={listLabel}
          className="absolute inset-x-0 top-full z-10 mt-1 rounded-md border-2 border-line-strong bg-surface shadow-lg"
        >
          {open.found.map((name, index) => (
            // The keys are the text's own: see onKeyDown.
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text, which points at it
            <div
              key={name}
              id={optionId(index)}
              role="option"
              aria-selected={index === open.active}
              onMouseDown={(event) => {
                event.preventDefault(); // or the text would lose the focus first, and with it the list
                take(name);
              }}
              className="flex min-h-tap cursor-pointer items-center px-3 aria-selected:bg-brand aria-selected:text-on-brand"
            >
              <bdi>{name}</bdi>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** The whole name, or one of its words, begins with what was typed. */
function begins(name: string, typed: string): boolean {
  const [said, sought] = [fold(name), fold(typed)];
  if (said === sought) return false; // it is there already
  return said.startsWith(sought) || said.split(/[\s(]+/u).some((word) => sought !== "" && word.startsWith(sought));
}

function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ي\u0649]/gu, "ی")
    .replace(/ك/gu, "ک")
    .toLowerCase();
}
