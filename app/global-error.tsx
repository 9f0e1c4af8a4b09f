"use client";

import { Broken } from "@/components/shell/broken";
import { directionOf } from "@/lib/web/i18n/locale";
import "./globals.css";

/** The root layout itself broke, so only the address still tells the language. */
export default function GlobalError({ reset }: { reset: () => void }) {
  const path = typeof window === "undefined" ? "" : window.location.pathname;
  const locale = path === "/ur" || path.startsWith("/ur/") ? "ur" : "en";
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body>
        <Broken locale={locale} onRetry={reset} />
      </body>
    </html>
  );
}
