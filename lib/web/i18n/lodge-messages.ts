import { MESSAGES } from "./messages";
import type { Locale } from "./routing";

/** The words that the lodging form needs where script runs; the rest stays on the server. */
export function lodgeMessages(locale: Locale) {
  const { common, domain, fields, lodge } = MESSAGES[locale];
  return {
    common: { name: common.name, optional: common.optional },
    domain: { kinds: domain.kinds },
    fields,
    lodge,
  };
}
