"use client";

import { useEffect } from "react";

const HOUR_MS = 60 * 60 * 1000;

/**
 * Registers the service worker once the page is there, and asks for a newer one each hour while it stays open. A newer one
 * never reloads a page: it takes over by itself, when no form is open (lib/service-worker).
 */
export function OfflineReady() {
  useEffect(() => {
    // On http:// in a local network there is none (design §7): the portal works without.
    if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
    const register = () => {
      // Never from the HTTP cache, or the kill switch would come a day late.
      navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch((error: unknown) => {
        console.info("The portal does not work offline here.", error);
      });
    };
    if (document.readyState === "complete") register();
    else window.addEventListener("load", register, { once: true });
    const timer = setInterval(() => {
      navigator.serviceWorker.getRegistration().then(
        (registration) => registration?.update().catch(() => {}), // no network: in an hour again
        () => {},
      );
    }, HOUR_MS);
    return () => {
      window.removeEventListener("load", register);
      clearInterval(timer);
    };
  }, []);
  return null;
}
