"use client";

import { useEffect } from "react";

const HOUR_MS = 60 * 60 * 1000;

/**
 * Registers the service worker once the page is there, and asks for a newer one at each visit, and each hour while it stays
 * open. A newer one never reloads a page: it takes over by itself, when no form is open (lib/service-worker).
 */
export function OfflineReady() {
  useEffect(() => {
    // On http:// in a local network there is none (design §7): the portal works without.
    if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
    const look = () => void lookForNewer();
    if (document.readyState === "complete") look();
    else window.addEventListener("load", look, { once: true });
    const timer = setInterval(look, HOUR_MS);
    return () => {
      window.removeEventListener("load", look);
      clearInterval(timer);
    };
  }, []);
  return null;
}

async function lookForNewer(): Promise<void> {
  try {
    // Never from the HTTP cache, or the kill switch would come a day late.
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    // Where one is registered already, that alone asks nobody; and a browser's own look may come much later.
    if (registration.active) await registration.update();
  } catch (error) {
    if (navigator.onLine) console.info("The service worker could not be looked for.", error);
  }
}
