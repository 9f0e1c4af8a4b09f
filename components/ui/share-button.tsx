"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";

/** Hands a text and an address to the phone's own sharing. Shown only where there is one. */
export function ShareButton({ text, url, label }: { text: string; url: string; label: string }) {
  const [can, setCan] = useState(false);
  useEffect(() => setCan("share" in navigator), []);

  if (!can) return null;
  return (
    <Button
      type="button"
      variant="secondary"
      icon="share"
      onClick={() => navigator.share({ text, url }).catch(() => {})} // closing the dialogue rejects too
    >
      {label}
    </Button>
  );
}
