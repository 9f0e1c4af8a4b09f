"use client";

import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";

/** What the address answers. `version`: the complaint's, as it is now. */
export type PresenceAnswer = { present: { name: string; writing: boolean }[]; version: number };
/** Sentences with {name} in them; `changed` with a link to load anew. */
type Words = { looking: string; writing: string; changed: string; reload: string };
type Props = { address: string; reloadHref: string; version: number; words: Words };

const BEAT_MS = 20_000;
/** Whoever has typed something within this time is writing. */
const WRITING_MS = 30_000;

/**
 * Tells the portal every 20 seconds, while the page is seen, that its reader has this case open, and says who else has.
 * What it is told goes into one live line; where it can't ask, it says nothing.
 */
export function Presence({ address, reloadHref, version, words }: Props) {
  const [answer, setAnswer] = useState<PresenceAnswer | null>(null);
  const typedAt = useRef(0);

  useEffect(() => {
    let gone = false;
    const onInput = (event: Event) => {
      if (event.target instanceof HTMLTextAreaElement) typedAt.current = Date.now();
    };
    async function beat(): Promise<void> {
      if (document.visibilityState !== "visible") return;
      const writing = Date.now() - typedAt.current < WRITING_MS;
      const told = await tell(address, writing);
      if (!gone && told) setAnswer(told);
    }
    document.addEventListener("input", onInput);
    document.addEventListener("visibilitychange", beat);
    const timer = setInterval(beat, BEAT_MS);
    void beat();
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener("input", onInput);
      document.removeEventListener("visibilitychange", beat);
    };
  }, [address]);

  const changed = answer !== null && answer.version > version;
  return (
    <div role="status" className="print:hidden">
      {changed && (
        <p className="mb-2 flex flex-wrap items-center gap-2 rounded-md border border-warning/30 bg-warning-soft px-3 py-2 font-semibold">
          <Icon name="alert" className="size-5 text-warning" />
          <span>{words.changed}</span>
          <a href={reloadHref}>{words.reload}</a>
        </p>
      )}
      {answer?.present.map(({ name, writing }) => (
        <p key={name} className="flex items-center gap-2 font-semibold text-info">
          <Icon name={writing ? "pencil" : "user"} className="size-5" />
          <span>{(writing ? words.writing : words.looking).replace("{name}", `\u2068${name}\u2069`)}</span>
        </p>
      ))}
    </div>
  );
}

/** Null where the portal can't be asked, or no longer answers this reader: then nothing is said. */
async function tell(address: string, writing: boolean): Promise<PresenceAnswer | null> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ writing }),
    });
    return response.ok ? ((await response.json()) as PresenceAnswer) : null;
  } catch {
    return null; // no network just now; the next beat tries again
  }
}
