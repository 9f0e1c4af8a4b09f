import type { InboxItem } from "@/components/complaint/inbox/inbox-table";
import type { InboxRow } from "@/lib/data/inbox";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { clockOwner } from "@/lib/domain/complaint/states";
import type { Locale } from "@/lib/web/i18n/routing";

type Shown = { actor: StaffActor; locale: Locale; now: Date; href: string };

/** A row as the inbox shows it. A router's time is the one to choose a desk, not the one to answer. */
export function toInboxItem(row: InboxRow, { actor, locale, now, href }: Shown): InboxItem {
  const { trackingId, facts, service, district, desk, officer, landmark, tags, updatedAt } = row;
  const isRouter = actor.role === "router";
  const { state, kind, level, urgent, dueAt, dutyDueAt, windowEndsAt, version, receivedAt } = facts;
  return {
    trackingId,
    version,
    href,
    state,
    kind,
    level,
    urgent,
    service: service[locale],
    district: district[locale],
    desk: desk?.[locale] ?? null,
    officer: officer?.[locale] ?? null,
    landmark,
    tags,
    dueAt: isRouter ? dutyDueAt : dueAt,
    dutyLate: !isRouter && isDutyLate(row, now),
    windowEndsAt,
    receivedAt,
    updatedAt,
  };
}

/** Said only while the whole still has time: afterwards it is the lesser trouble. */
function isDutyLate({ facts: { state, dueAt, dutyDueAt } }: InboxRow, now: Date): boolean {
  const inTime = dueAt === null || dueAt >= now;
  return clockOwner(state) === "officer" && inTime && dutyDueAt !== null && dutyDueAt < now;
}
