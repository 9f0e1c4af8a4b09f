import { listInbox } from "@/lib/data/inbox";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { formatInboxQuery, parseInboxQuery } from "@/lib/schemas/inbox-query";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { caseLink } from "../case-link";

/** The list that somebody came from: its query as its address carries it, and this case's place on that page. */
export type Way = { from: string; n: number; back: string; next: string | null; previous: string | null };
type Asked = { trackingId: string; actor: StaffActor; from: unknown; n: unknown; locale: Locale; now: Date };

/** Longer than what the inbox writes is nothing of its own. */
const FROM_LIMIT = 600;

/**
 * The cases before and after this one in the list that its reader came from, as the list is now. Where this one has left
 * the list meanwhile (it was assigned, say), the one that has moved up into its place comes next.
 */
export async function findWay({ trackingId, actor, from, n, locale, now }: Asked): Promise<Way> {
  const query = parseInboxQuery(new URLSearchParams(typeof from === "string" ? from.slice(0, FROM_LIMIT) : ""));
  const written = String(formatInboxQuery(query));
  const back = written ? `${paths.desk(locale)}?${written}` : paths.desk(locale);
  const page = await listInbox(actor, query, now);
  const ids = page?.rows.map((row) => row.trackingId) ?? [];
  const at = ids.indexOf(trackingId);
  const place = at >= 0 ? at : Math.min(Math.max(0, Math.trunc(Number(n)) || 0), ids.length);
  const link = (id: string | undefined, index: number, list: string) =>
    id ? caseLink(locale, id, { from: list, n: index }) : null;
  const following = at >= 0 ? place + 1 : place;
  const next = link(ids[following], following, written) ?? (await firstOf(page?.next ?? null));
  return { from: written, n: place, back, next, previous: link(ids[place - 1], place - 1, written) };

  async function firstOf(after: string | null): Promise<string | null> {
    if (!after) return null;
    const nextQuery = { ...query, after, before: null };
    const [first] = (await listInbox(actor, nextQuery, now))?.rows ?? [];
    return link(first?.trackingId, 0, String(formatInboxQuery(nextQuery)));
  }
}
