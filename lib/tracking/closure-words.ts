import type { Closure } from "@/lib/domain/outage";
import type { Locale } from "@/lib/web/i18n/routing";
import { formatMoment } from "./dates";
import { wordsOf } from "./words";

/** Whose page it stands on: what has to wait differs. */
export type Audience = "staff" | "citizen" | "signIn";

/** Why nothing can be changed just now, since when and until when, what works all the same: a title and a line each. */
export function sayClosure(
  { why, since, until, reason }: Closure,
  { locale, audience, now }: { locale: Locale; audience: Audience; now: Date },
): { title: string; lines: string[] } {
  const { outage } = wordsOf(locale);
  const end =
    until && until > now
      ? outage("closed.until", { time: formatMoment(until, locale) })
      : outage("closed.untilUnknown");
  return {
    title: outage(`closed.${why}`),
    lines: [
      `${outage("closed.since", { time: formatMoment(since, locale) })} ${end}`,
      reason ? outage("closed.reason", { reason: reason[locale] }) : outage("closed.noReason"),
      outage(`closed.${audience}`),
    ],
  };
}
