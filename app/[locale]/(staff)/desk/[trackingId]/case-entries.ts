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
const PLAIN = ["courtCase", "reference", "days", "parent", "level"] as const;

/** The events of a case in words: ids as names, codes as sentences. */
export async function toEntries({ events }: Case, locale: Locale): Promise<CaseEntry[]> {
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk.case.timeline" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
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
  }));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
