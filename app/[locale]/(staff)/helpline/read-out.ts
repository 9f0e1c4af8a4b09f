import { getTranslations } from "next-intl/server";
import type { ReadOutLine } from "@/components/complaint/helpline/read-out";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { dueOf } from "@/lib/tracking/due";
import { wordsOfState } from "@/lib/tracking/labels";
import { waysOf } from "@/lib/tracking/state-look";
import { wordsOf } from "@/lib/tracking/words";
import type { Locale } from "@/lib/web/i18n/routing";

/** A complaint's public status as it is read out to a caller, in the tracking page's own words. Nothing that is not public. */
export async function writeReadOut(status: PublicStatus, locale: Locale, now: Date): Promise<ReadOutLine[]> {
  const t = await getTranslations({ locale, namespace: "helpline.script" });
  const { track } = wordsOf(locale);
  const words = wordsOfState(status, locale);
  const due = dueOf(status, now);
  const { service, district, department } = status;
  const last = status.timeline.findLast(({ publicText }) => publicText);
  const ways = waysOf(status.state, status.kind, due?.kind === "over").filter((way) => way !== "look");
  return [
    {
      key: "about",
      text:
        service && district
          ? t("about", { service: service[locale], district: district[locale] })
          : t("aboutProtected"),
    },
    { key: "received", text: t("received", { day: formatDay(new Date(status.lodgedAt), locale) }) },
    { key: "state", text: `${words.name}.`.replace(/\.\.$/, "."), strong: true },
    { key: "means", text: words.means },
    ...(department ? [{ key: "office", text: t("office", { office: department[locale] }) }] : []),
    ...(due ? [{ key: "due", text: sayDue(due), strong: true }] : []),
    { key: "next", text: `${track("next")}: ${words.next}` },
    ...(last?.publicText
      ? [
          {
            key: "wrote",
            text: t("wrote", { day: formatDay(new Date(last.at), locale) }),
            quote: last.publicText,
          },
        ]
      : []),
    ...(ways.length > 0
      ? [{ key: "ways", text: t("ways"), items: ways.map((way) => track(`can.${way}`)) }]
      : [{ key: "end", text: t("end") }]),
  ];

  function sayDue(owed: NonNullable<ReturnType<typeof dueOf>>): string {
    if ("at" in owed) {
      const time = formatMoment(owed.at, locale);
      const amount = track(`due.${owed.kind}`, { days: owed.days });
      return owed.kind === "over" ? t("over", { over: amount, time }) : t("due", { left: amount, time });
    }
    if (!owed.until) return t("pausedOpen");
    const day = formatDay(owed.until, locale);
    return owed.kind === "paused" ? t("paused", { day }) : t("window", { day });
  }
}
