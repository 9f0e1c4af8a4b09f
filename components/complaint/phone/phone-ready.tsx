"use client";

import { useEffect } from "react";
import { hasTodo } from "@/lib/offline/peek";
import { startSending } from "@/lib/offline/runner";

/**
 * Sends what waits on this phone. In the layout of all public pages, and imported outright: so the phone's own code is in one
 * file for all of them, where each page's own `import()` would bring a copy of its own (30 kB more to keep offline).
 */
export function PhoneReady() {
  useEffect(() => {
    if (!window.isSecureContext || !("indexedDB" in window)) return;
    hasTodo().then(
      (has) => {
        if (has) startSending();
      },
      (error: unknown) => console.warn("This phone's complaints could not be read.", error),
    );
  }, []);
  return null;
}
