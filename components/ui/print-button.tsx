"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";

/** Appears with script only: without it the button would do nothing. */
export function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  if (!ready) return null;
  return (
    <Button type="button" variant="secondary" icon="print" onClick={() => window.print()}>
      {label}
    </Button>
  );
}
