"use client";

import { useParams } from "next/navigation";
import { Broken } from "@/components/shell/broken";
import { isLocale } from "@/lib/web/i18n/locale";

/** Next gives no more than a digest here; what happened is in the server's log. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  return <Broken locale={isLocale(locale) ? locale : "en"} onRetry={reset} />;
}
