import type { QueueItem } from "@/components/complaint/queue-table";
import type { QueueRow } from "@/lib/data/cases";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** A row as the queue shows it. A router's time is the one to choose a desk, not the one to answer. */
export function toQueueItem(row: QueueRow, actor: StaffActor, locale: Locale): QueueItem {
  const { trackingId, facts, service, district, desk, officer } = row;
  const { state, kind, level, urgent, dueAt, dutyDueAt, windowEndsAt } = facts;
  return {
    trackingId,
    href: paths.deskCase(locale, trackingId),
    state,
    kind,
    level,
    urgent,
    service: service[locale],
    district: district[locale],
    desk: desk?.[locale] ?? null,
    officer: officer?.[locale] ?? null,
    dueAt: actor.role === "router" ? dutyDueAt : dueAt,
    windowEndsAt,
  };
}
