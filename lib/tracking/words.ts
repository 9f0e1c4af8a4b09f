import { createTranslator } from "use-intl/core";
import { ZONE } from "@/lib/domain/working-time";
import type { Locale } from "@/lib/web/i18n/routing";
import enCommon from "@/messages/en/common.json";
import enDomain from "@/messages/en/domain.json";
import enTrack from "@/messages/en/track.json";
import urCommon from "@/messages/ur/common.json";
import urDomain from "@/messages/ur/domain.json";
import urTrack from "@/messages/ur/track.json";

const en = { common: enCommon, domain: enDomain, track: enTrack };
const ur: typeof en = { common: urCommon, domain: urDomain, track: urTrack };

// Made once: a translator keeps its parsed messages, and the door renders thousands of pages a second.
const TRANSLATORS = { en: makeTranslators("en", en), ur: makeTranslators("ur", ur) };
export type Words = ReturnType<typeof makeTranslators>;

/** The sentences of the tracking page in one language. Framework-free: the same in door and app (design §3). */
export function wordsOf(locale: Locale): Words {
  return TRANSLATORS[locale];
}

function makeTranslators(locale: Locale, messages: typeof en) {
  const base = { locale, messages, timeZone: ZONE } as const;
  return {
    common: createTranslator({ ...base, namespace: "common" }),
    domain: createTranslator({ ...base, namespace: "domain" }),
    track: createTranslator({ ...base, namespace: "track" }),
  };
}
