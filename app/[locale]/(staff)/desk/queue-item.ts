import type { QueueItem } from "@/components/complaint/queue-table";
import type { QueueRow } from "@/lib/data/queue";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { clockOwner } from "@/lib/domain/complaint/states";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** A row as the queue shows it. A router's time is the one to choose a desk, not the one to answer. */
export function toQueueItem(row: QueueRow, actor: StaffActor, locale: Locale, now: Date): QueueItem {
  const { trackingId, facts, service, district, desk, officer, landmark } = row;
  const isRouter = actor.role === "router";
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
    landmark,
    dueAt: isRouter ? dutyDueAt : dueAt,
    dutyLate: !isRouter && isDutyLate(row, now),
    windowEndsAt,
  };
}

/** Said only while the whole still has time: afterwards it is the lesser trouble. */
function isDutyLate({ facts: { state, dueAt, dutyDueAt } }: QueueRow, now: Date): boolean {
  const inTime = dueAt === null || dueAt >= now;
  return clockOwner(state) === "officer" && inTime && dutyDueAt !== null && dutyDueAt < now;
}
