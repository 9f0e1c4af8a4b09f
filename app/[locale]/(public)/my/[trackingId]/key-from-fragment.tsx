"use client";

import { useEffect, useState } from "react";

type Props = { formId: string; fieldId: string; words: string };

/**
 * Reads the key from the fragment of a printed QR code's address, which no server sees, takes it out of the address (and
 * so of the history), and sends the form by POST.
 */
export function KeyFromFragment({ formId, fieldId, words }: Props) {
  const [reading, setReading] = useState(false);

  useEffect(() => {
    const key = new URLSearchParams(window.location.hash.slice(1)).get("k");
    if (!key) return;
    window.history.replaceState(null, "", window.location.pathname);
    const form = document.getElementById(formId);
    const field = document.getElementById(fieldId);
    if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
    field.value = key;
    setReading(true);
    form.submit();
  }, [formId, fieldId]);

  return reading ? <p role="status">{words}</p> : null;
}
