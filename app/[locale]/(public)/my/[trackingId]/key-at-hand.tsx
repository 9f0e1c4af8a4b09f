"use client";

import { useEffect, useState } from "react";

type Props = { trackingId: string; formId: string; fieldId: string; words: string };

/**
 * Takes the key from the fragment of a printed QR code's address, or else from this phone's own database where it was
 * lodged, and sends the form by POST. Where there is no form it only takes the key out of the address.
 */
export function KeyAtHand({ trackingId, formId, fieldId, words }: Props) {
  const [reading, setReading] = useState(false);

  useEffect(() => {
    let gone = false;

    function send(key: string) {
      const form = document.getElementById(formId);
      const field = document.getElementById(fieldId);
      if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
      field.value = key;
      setReading(true);
      form.submit();
    }

    const key = keyFromFragment();
    if (key) {
      send(key);
      return;
    }
    // An address with a query is an answer to a key that was sent already: to send it again would go round for ever.
    const isAsked = document.getElementById(formId) !== null && window.location.search === "";
    if (!isAsked || !("indexedDB" in window)) return;
    keyOnPhone(trackingId).then(
      (found) => {
        const field = document.getElementById(fieldId);
        const isTyped = field instanceof HTMLInputElement && field.value !== "";
        if (found && !gone && !isTyped) send(found);
      },
      (error: unknown) => console.warn("This phone's complaints could not be read.", error),
    );
    return () => {
      gone = true;
    };
  }, [trackingId, formId, fieldId]);

  return reading ? <p role="status">{words}</p> : null;
}

/** No server sees a fragment; it is taken out of the address, and so of the history, at once. */
function keyFromFragment(): string | null {
  const key = new URLSearchParams(window.location.hash.slice(1)).get("k");
  if (key) window.history.replaceState(null, "", window.location.pathname);
  return key;
}

async function keyOnPhone(trackingId: string): Promise<string | null> {
  const { findMyComplaint } = await import("@/lib/offline/my-complaints");
  return (await findMyComplaint(trackingId))?.claimKey ?? null;
}
