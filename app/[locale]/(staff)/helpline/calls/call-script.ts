import { getTranslations } from "next-intl/server";
import type { ReadOutLine } from "@/components/complaint/helpline/read-out";
import type { Case } from "@/lib/data/cases";
import { formatDay } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";

/** What the call-back desk says to a citizen: nothing of the matter before it is sure who is there. */
export async function writeCallScript(theCase: Case, locale: Locale): Promise<ReadOutLine[]> {
  const t = await getTranslations({ locale, namespace: "helpline.callScript" });
  const { content, facts, service, district, events } = theCase;
  const name = content.contact?.name;
  const claim = events.findLast(({ action }) => action === "RESOLVE")?.payload?.publicText;
  const about = { day: formatDay(facts.receivedAt, locale), service: service[locale], district: district[locale] };
  return [
    { key: "greet", text: name ? t("greet", { name }) : t("greetNoName"), strong: true },
    { key: "stop", text: t("stop") },
    { key: "about", text: t("about", about) },
    { key: "claim", text: t("claim"), quote: claim },
    { key: "ask", text: t("ask"), strong: true },
    { key: "yes", text: t("yes") },
    { key: "no", text: t("no") },
    { key: "free", text: t("free") },
    { key: "thanks", text: t("thanks") },
  ];
}
