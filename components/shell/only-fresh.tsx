"use client";

import { useEffect } from "react";

/**
 * For pages of a session: nothing of them comes back by the Back button. Browsers keep `no-store` pages out of their memory,
 * or drop them with their cookie, but not all of them; so the page blanks itself when it is left, and loads anew when it is
 * shown again. Where script alone has gone on to another page, the document with all that it held is left behind too.
 */
export function OnlyFresh() {
  useEffect(() => {
    const { pathname } = window.location;
    const blank = (event: PageTransitionEvent) => {
      if (event.persisted) document.body.hidden = true;
    };
    const loadAnew = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pagehide", blank);
    window.addEventListener("pageshow", loadAnew);
    return () => {
      window.removeEventListener("pagehide", blank);
      window.removeEventListener("pageshow", loadAnew);
      if (window.location.pathname !== pathname) window.location.reload();
    };
  }, []);
  return null;
}
