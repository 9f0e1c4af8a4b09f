import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import type { InboxRow } from "@/lib/data/inbox";
import { isUnwritable } from "@/lib/data/unavailable";
import { viewsOf } from "@/lib/domain/inbox";
import { toWallTime } from "@/lib/domain/wall-time";
import { BYTE_ORDER_MARK, csvLine } from "@/lib/http/csv";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { labelOfState } from "@/lib/tracking/labels";
import { exportInbox } from "@/lib/use-cases/read-inbox";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE } from "@/lib/web/i18n/routing";
import { findActor } from "@/lib/web/session";

type Context = { params: Promise<{ locale: string }> };
const COLUMNS = [
  "id",
  "kind",
  "service",
  "district",
  "department",
  "desk",
  "officer",
  "state",
  "level",
  "received",
  "due",
  "updated",
  "handovers",
  "disputes",
  "rating",
  "tags",
] as const;

/** What a filter finds, as a file: no words of the citizen's, no contact, no place. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const actor = await findActor();
  if (!actor || viewsOf(actor).length === 0) return new Response(null, { status: 404 });
  const { locale: asked } = await params;
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "inbox.export" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const now = new Date();
  const stretches = exportInbox({ actor, query: parseInboxQuery(request.nextUrl.searchParams), now });
  let first: Awaited<ReturnType<typeof stretches.next>>;
  try {
    first = await stretches.next(); // by then it is recorded
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    return new Response(t("closed"), { status: 503, headers: { "retry-after": "60", "cache-control": "no-store" } });
  }
  const day = (at: Date | null) => at && toWallTime(at).replace("T", " ");
  const line = (row: InboxRow) => {
    const { facts } = row;
    return csvLine([
      row.trackingId,
      domain(`kinds.${facts.kind}`),
      row.service[locale],
      row.district[locale],
      row.department?.[locale] ?? null,
      row.desk?.[locale] ?? null,
      row.officer?.[locale] ?? null,
      labelOfState({ state: facts.state, kind: facts.kind }, locale),
      facts.level,
      day(facts.receivedAt),
      day(facts.dueAt),
      day(row.updatedAt),
      facts.handovers,
      facts.disputes,
      facts.rating,
      row.tags.join(" · "),
    ]);
  };
  const encoder = new TextEncoder();
  let head = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (head) {
        controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(COLUMNS.map((name) => t(`columns.${name}`)))));
        head = false;
      } else first = await stretches.next();
      if (first.done) controller.close();
      else controller.enqueue(encoder.encode(first.value.map(line).join("")));
    },
    async cancel() {
      await stretches.return(undefined);
    },
  });
  const name = `jawab-${toWallTime(now).slice(0, 10)}.csv`;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
