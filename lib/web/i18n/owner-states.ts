import { MESSAGES, type Messages } from "./messages";
import type { Locale } from "./routing";

type StateWords = Messages["domain"]["states"];

/** The words of each state as its owner reads them: "you" where a stranger reads "the citizen". */
export function ownerStates(locale: Locale): StateWords {
  const { domain, my } = MESSAGES[locale];
  return { ...domain.states, ...my.states };
}
