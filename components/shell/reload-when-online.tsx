"use client";

import { useEffect } from "react";

/** Shows the page that was asked for as soon as there is a network again; on the offline page's own address there is none. */
export function ReloadWhenOnline({ except }: { except: string }) {
  useEffect(() => {
    if (window.location.pathname === except) return;
    const reload = () => window.location.reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [except]);
  return null;
}
