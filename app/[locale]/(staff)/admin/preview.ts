import { sayClosure } from "@/lib/tracking/closure-words";
import { wordsOf } from "@/lib/tracking/words";
import type { Locale } from "@/lib/web/i18n/routing";
import type { Preview } from "./state";

type Announcement = { until: Date | null; reason: { en: string; ur: string } };

/** What citizens will read of an announcement: the very words of the pages. */
export function previewOf(
  { until, reason }: Announcement,
  { locale, since, now }: { locale: Locale; since: Date; now: Date },
): Preview {
  const { common, outage } = wordsOf(locale);
  const closure = { why: "announced", since, until, reason } as const;
  const said = sayClosure(closure, { locale, audience: "citizen", now });
  // Unbroken and from left to right within a line of Urdu: plain text has no element to say so.
  const number = `\u2066${common("footer.helplineNumber").replaceAll("-", "\u2011")}\u2069`;
  return { locale, ...said, help: outage("closed.helpPlain", { number }) };
}
