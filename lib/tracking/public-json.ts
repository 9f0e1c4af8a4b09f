import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import type { Locale } from "@/lib/web/i18n/routing";
import { labelOfAction, labelOfState } from "./labels";

/** What a protected complaint's members read, in every language: programs compare it. */
const PROTECTED = "protected";

/** The body of GET /api/v1/complaints/{trackingId} for anybody (design §4). `asOf` is when that was surely so. */
export function toPublicJson(status: PublicStatus, locale: Locale, asOf: Date) {
  const { trackingId, state, kind, sensitive, lodgedAt, dueAt, updatedAt, level } = status;
  const shown = <T>(value: T) => (sensitive ? PROTECTED : value);
  return {
    trackingId,
    state,
    stateLabel: labelOfState(status, locale),
    kind,
    serviceCode: shown(status.serviceCode),
    service: shown(status.service?.[locale] ?? null),
    department: shown(status.department?.[locale] ?? null),
    district: shown(status.district?.[locale] ?? null),
    lodgedAt,
    dueAt,
    updatedAt,
    asOf: asOf.toISOString(),
    level,
    handovers: status.handovers,
    ...(status.refusal && { refusal: { code: status.refusal.code, errors: status.refusal.fields } }),
    timeline: status.timeline.map((event) => ({ ...event, label: labelOfAction(event.action, locale) })),
  };
}
