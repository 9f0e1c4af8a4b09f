import { getTranslations } from "next-intl/server";
import type { CaseEntry } from "@/components/complaint/case-timeline";
import type { Case } from "@/lib/data/cases";
import { findNames } from "@/lib/data/staff-choices";
import { ROLES } from "@/lib/domain/complaint/actor";
import { OUTCOMES, REJECT_REASONS } from "@/lib/domain/complaint/codes";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";

/** What an event may say beside its texts. */
const IDS = ["desk", "officer", "service"] as const;
const PLAIN = ["courtCase", "reference", "days", "parent"] as const;

/** The events of a case in words: ids as names, codes as sentences. */
export async function toEntries({ events }: Case, locale: Locale): Promise<CaseEntry[]> {
  const [t, work, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk.case.timeline" }),
    getTranslations({ locale, namespace: "caseWork.timeline.marks" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const marks = marksOf(events, work);
  const idsOf = (name: (typeof IDS)[number]) => events.flatMap(({ payload }) => textOf(payload?.[name]) ?? []);
  const names = await findNames({ desks: idsOf("desk"), users: idsOf("officer"), services: idsOf("service") });

  const factsOf = (payload: Readonly<Record<string, unknown>>): CaseEntry["facts"] => {
    const outcome = OUTCOMES.find((code) => code === payload.outcome);
    const reason = REJECT_REASONS.find((code) => code === payload.rejectReason);
    const fact = (
      key: "outcome" | "rejectReason" | "rating" | (typeof IDS)[number] | (typeof PLAIN)[number],
      value?: string,
    ) => (value ? [{ key, label: t(`fields.${key}`), value }] : []);
    const decision = payload.decision === "uphold" || payload.decision === "dismiss" ? payload.decision : null;
    return [
      ...(decision ? [{ key: "decision", label: t("decided"), value: t(`decision.${decision}`) }] : []),
      ...fact("outcome", outcome && domain(`outcomes.${outcome}`)),
      ...fact("rejectReason", reason && domain(`rejectReasons.${reason}`)),
      ...PLAIN.flatMap((key) => fact(key, textOf(payload[key]))),
      ...IDS.flatMap((key) => {
        const named = names.get(textOf(payload[key]) ?? "");
        return fact(key, named && nameIn(locale, named));
      }),
      ...fact(
        "rating",
        typeof payload.rating === "number" ? t("fields.ratingValue", { rating: payload.rating }) : undefined,
      ),
    ];
  };

  return events.map(({ sequence, at, action, role, actorName, shown, payload }) => ({
    sequence,
    at,
    action,
    role: ROLES.find((known) => known === role) ?? "system",
    actor: actorName?.[locale] ?? null,
    shown,
    texts: payload && [payload.publicText, payload.text, payload.reason].flatMap((text) => text || []),
    facts: payload ? factsOf(payload) : [],
    marks: marks.get(sequence) ?? [],
  }));
}

type Marks = Map<number, CaseEntry["marks"][number][]>;

/** What each event did beside what it says: to the level, to who has the case, to the clock. Told in the order of the events. */
function marksOf(
  events: Case["events"],
  t: Awaited<ReturnType<typeof getTranslations<"caseWork.timeline.marks">>>,
): Marks {
  const marks: Marks = new Map();
  let level = 0;
  let desk: string | undefined;
  let handovers = 0;
  for (const { sequence, action, from, to, payload } of events) {
    const own: CaseEntry["marks"][number][] = [];
    const reached = typeof payload?.level === "number" ? payload.level : level;
    if (reached !== level) own.push({ key: "level", icon: "flag", text: t("level", { from: level, to: reached }) });
    level = reached;
    const given = action === "ASSIGN" || action === "REASSIGN" ? textOf(payload?.desk) : undefined;
    if (given && desk && given !== desk) {
      handovers += 1;
      own.push({ key: "handover", icon: "share", text: t("handover", { number: handovers }) });
    }
    desk = given ?? desk;
    if (to === "NEEDS_INFO" && from !== to) own.push({ key: "paused", icon: "clock", text: t("paused") });
    if (from === "NEEDS_INFO" && to !== from && to !== "WITHDRAW_PENDING")
      own.push({ key: "resumed", icon: "clock", text: t("resumed") });
    if (own.length > 0) marks.set(sequence, own);
  }
  return marks;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
