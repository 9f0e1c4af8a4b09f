"use client";

import { useSyncExternalStore } from "react";
import { Icon } from "@/components/ui/icon";

const KEPT = "jawab.guide";
const NOTHING = "";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The keys of the chapters that were read in this browser, with blanks between. Where storage is closed to us: none. */
function readSoFar(): string {
  try {
    return localStorage.getItem(KEPT) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

function markRead(chapter: string): void {
  const before = readSoFar().split(" ").filter(Boolean);
  if (before.includes(chapter)) return;
  try {
    localStorage.setItem(KEPT, [...before, chapter].join(" "));
  } catch (error) {
    console.info("What was read can't be remembered here.", error);
  }
  for (const listener of listeners) listener();
}

type ListProps = {
  chapters: readonly { key: string; title: string }[];
  /** `progress` by how many are read, `goOn` by the chapter's place. */
  words: { label: string; read: string; progress: readonly string[]; goOn: readonly string[] };
};

/** The chapters, which of them are read, and where to go on. */
export function ReadingList({ chapters, words }: ListProps) {
  const kept = useSyncExternalStore(subscribe, readSoFar, () => NOTHING).split(" ");
  const isRead = (key: string) => kept.includes(key);
  const read = chapters.filter(({ key }) => isRead(key)).length;
  const open = chapters.findIndex(({ key }) => !isRead(key));
  const next = chapters[open];
  return (
    <nav aria-label={words.label} className="grid gap-3">
      <p role="status" className="font-semibold">
        {words.progress[read]}
      </p>
      {read > 0 && next && (
        <p>
          <a href={`#${next.key}`}>{words.goOn[open]}</a>
        </p>
      )}
      <ol className="grid">
        {chapters.map(({ key, title }, index) => (
          <li key={key}>
            <a
              href={`#${key}`}
              className="inline-flex min-h-11 items-center gap-2 text-link underline underline-offset-4"
            >
              <bdi>{index + 1}</bdi> {title}
              {isRead(key) && (
                <>
                  <Icon name="check" className="size-5 text-success" />
                  <span className="sr-only">{words.read}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On to the next chapter; this one then counts as read. */
export function NextChapter({ read, href, label }: { read: string; href: string; label: string }) {
  return (
    <p className="mt-6 print:hidden">
      <a
        href={href}
        onClick={() => markRead(read)}
        className="inline-flex min-h-tap items-center gap-2 rounded-md border-2 border-brand px-5 py-2 font-semibold text-brand no-underline hover:bg-brand-soft"
      >
        {label}
        <Icon name="arrow" className="size-5" />
      </a>
    </p>
  );
}
