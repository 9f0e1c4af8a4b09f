import { MESSAGES } from "./messages";
import { ownerStates } from "./owner-states";
import type { Locale } from "./routing";

/** The words that the list of this phone's complaints needs where script runs. */
export function phoneMessages(locale: Locale) {
  const { queue, phone } = MESSAGES[locale].lodge;
  const states = Object.entries(ownerStates(locale)).map(([state, { name }]) => [state, { name }]);
  return { domain: { states: Object.fromEntries(states) }, lodge: { queue, phone } };
}
