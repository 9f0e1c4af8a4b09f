import { getTranslations } from "next-intl/server";
import type { Refused } from "@/components/complaint/case-actions";
import { findCase } from "@/lib/data/cases";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import type { Locale } from "@/lib/web/i18n/routing";
import { MORE, MOVES } from "./form-fields";
import { compareSeen, seenOf } from "./seen";

type About = {
  trackingId: string;
  action: Action;
  actor: StaffActor;
  locale: Locale;
  now: Date;
  /** What the form's author saw, as the form says it (seen.ts). */
  seen: unknown;
};

/** For a press that came too late: the case then and now, and what can be done with it as it is. Nothing to whoever may no longer see it. */
export async function meanwhile({
  trackingId,
  action,
  actor,
  locale,
  now,
  seen,
}: About): Promise<Refused["meanwhile"]> {
  const theCase = await findCase(trackingId, actor, now);
  if (!theCase) return { rows: [], seen: "", stillAllowed: false, instead: [] };
  const t = await getTranslations({ locale, namespace: "desk.act" });
  const instead = [...MOVES, ...MORE.slice(0, 2)].filter((move) => theCase.allowed.includes(move));
  return {
    rows: await compareSeen(seen, theCase, locale),
    seen: JSON.stringify(await seenOf(theCase, locale)),
    stillAllowed: theCase.allowed.includes(action),
    instead: instead.map((move) => t(`${move}.title`)),
  };
}
