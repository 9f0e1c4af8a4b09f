"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";

/** Shown only where copying works: over plain HTTP from another machine there is no clipboard (design §7). */
export function CopyButton({ text, label, doneLabel }: { text: string; label: string; doneLabel: string }) {
  const [can, setCan] = useState(false);
  const [done, setDone] = useState(false);

  useEffect(() => setCan(window.isSecureContext && "clipboard" in navigator), []);

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 4000);
    return () => clearTimeout(timer);
  }, [done]);

  async function copy() {
    await navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => setCan(false),
    );
  }

  if (!can) return null;
  return (
    <Button type="button" variant="secondary" icon={done ? "check" : "copy"} onClick={copy}>
      <span aria-live="polite">{done ? doneLabel : label}</span>
    </Button>
  );
}
