import type { Closure } from "@/lib/domain/outage";
import { formatMoment } from "@/lib/tracking/dates";
import { wordsOf } from "@/lib/tracking/words";
import type { Locale } from "./i18n/routing";

/** Why a form's press has changed nothing, for whoever pressed: `closure` is null where it has passed already. */
export function sayNotSaved(closure: Closure | null, locale: Locale): string {
  const { outage } = wordsOf(locale);
  const until = closure?.until;
  return until ? outage("closed.refusedUntil", { time: formatMoment(until, locale) }) : outage("closed.refused");
}

/** The same for whoever can't sign in. */
export function sayNoSignIn(closure: Closure | null, locale: Locale): string {
  const { outage } = wordsOf(locale);
  if (!closure) return outage("closed.refused");
  const { until } = closure;
  return until
    ? outage("closed.signInRefusedUntil", { until: formatMoment(until, locale) })
    : outage("closed.signInRefused");
}
