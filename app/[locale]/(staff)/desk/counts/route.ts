import { createHash } from "node:crypto";
import type { NextRequest } from "next/server";
import { countInbox, countMatching, countNews } from "@/lib/data/inbox";
import { listSavedFilters } from "@/lib/data/saved-filters";
import { viewsOf } from "@/lib/domain/inbox";
import { parseInboxQuery } from "@/lib/schemas/inbox-query";
import { findActor } from "@/lib/web/session";

/** The inbox's figures for a page that is open: short, and shorter still (304) while nothing changes. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await findActor();
  if (!actor || viewsOf(actor).length === 0) return new Response(null, { status: 404 });
  const now = new Date();
  const { searchParams } = request.nextUrl;
  const since = new Date(searchParams.get("since") ?? "");
  const counts = await countInbox(actor, now);
  const own: Record<string, number> = {};
  for (const { id, query } of await listSavedFilters(actor.id))
    own[id] = await countMatching(actor, parseInboxQuery(query), now);
  const news = Number.isNaN(since.getTime()) ? 0 : await countNews(actor, parseInboxQuery(searchParams), since, now);
  const body = JSON.stringify({ counts, own, news });
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { etag, "cache-control": "private, no-store", "content-type": "application/json" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
