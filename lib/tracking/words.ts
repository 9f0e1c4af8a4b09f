import { createTranslator } from "use-intl/core";
import { ZONE } from "@/lib/domain/zone";
import type { Locale } from "@/lib/web/i18n/routing";
import enCommon from "@/messages/en/common.json";
import enDomain from "@/messages/en/domain.json";
import enDoor from "@/messages/en/door.json";
import enFields from "@/messages/en/fields.json";
import enLodge from "@/messages/en/lodge.json";
import enOutage from "@/messages/en/outage.json";
import enTrack from "@/messages/en/track.json";
import urCommon from "@/messages/ur/common.json";
import urDomain from "@/messages/ur/domain.json";
import urDoor from "@/messages/ur/door.json";
import urFields from "@/messages/ur/fields.json";
import urLodge from "@/messages/ur/lodge.json";
import urOutage from "@/messages/ur/outage.json";
import urTrack from "@/messages/ur/track.json";

const en = {
  common: enCommon,
  domain: enDomain,
  track: enTrack,
  door: enDoor,
  fields: enFields,
  lodge: enLodge,
  outage: enOutage,
};
const ur: typeof en = {
  common: urCommon,
  domain: urDomain,
  track: urTrack,
  door: urDoor,
  fields: urFields,
  lodge: urLodge,
  outage: urOutage,
};

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
    door: createTranslator({ ...base, namespace: "door" }),
    fields: createTranslator({ ...base, namespace: "fields" }),
    lodge: createTranslator({ ...base, namespace: "lodge" }),
    outage: createTranslator({ ...base, namespace: "outage" }),
  };
}
