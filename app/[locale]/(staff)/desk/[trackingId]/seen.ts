import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { SeenRow } from "@/components/complaint/case/meanwhile";
import type { Case } from "@/lib/data/cases";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { labelOfState } from "@/lib/tracking/labels";
import type { Locale } from "@/lib/web/i18n/routing";

const KEYS = ["state", "service", "desk", "officer", "due", "level"] as const;
type Seen = Record<(typeof KEYS)[number], string>;

const SeenSchema = z.record(z.enum(KEYS), z.string().max(300));

/** The case in the few words that a form's author goes by. The form carries them, to be laid beside what is true when it is sent. */
export async function seenOf({ facts, service, desk, department, officer }: Case, locale: Locale): Promise<Seen> {
  const t = await getTranslations({ locale, namespace: "caseWork.meanwhile" });
  const say = facts.urgent ? formatMoment : formatDay;
  return {
    state: labelOfState({ state: facts.state, kind: facts.kind }, locale),
    service: service[locale],
    desk: (desk ?? department)?.[locale] ?? t("nobody"),
    officer: officer?.[locale] ?? t("nobody"),
    due: facts.dueAt ? say(facts.dueAt, locale) : t("noClock"),
    level: String(facts.level),
  };
}

/** What the form's author saw beside what is so now; empty where the form didn't say. */
export async function compareSeen(sent: unknown, theCase: Case, locale: Locale): Promise<SeenRow[]> {
  const before = readSeen(sent);
  if (!before) return [];
  const t = await getTranslations({ locale, namespace: "caseWork.meanwhile.rows" });
  const now = await seenOf(theCase, locale);
  return KEYS.map((key) => ({ key, label: t(key), before: before[key], now: now[key] }));
}

function readSeen(sent: unknown): Seen | null {
  try {
    const read = SeenSchema.safeParse(JSON.parse(String(sent ?? "")));
    return read.success ? read.data : null;
  } catch {
    return null; // somebody's own form: then nothing is laid side by side
  }
}
