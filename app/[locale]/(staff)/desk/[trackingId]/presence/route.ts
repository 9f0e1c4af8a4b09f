import type { NextRequest } from "next/server";
import { z } from "zod";
import type { PresenceAnswer } from "@/components/complaint/case/presence";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { meetAtCase } from "@/lib/use-cases/note-presence";
import { isLocale } from "@/lib/web/i18n/locale";
import { findActor } from "@/lib/web/session";

type Context = { params: Promise<{ locale: string; trackingId: string }> };

const BodySchema = z.object({ writing: z.boolean().default(false) });
const HEADERS = { "cache-control": "private, no-store" };
const nobody = () => new Response(null, { status: 404, headers: HEADERS });

/** A sign of life from a case's page, answered by who else has it open. 404 for whoever may not see it, as if there were none. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const actor = await findActor();
  const { trackingId, locale } = await params;
  const id = parseTrackingId(trackingId);
  if (!actor || !id.ok) return nobody();
  const body = BodySchema.safeParse(await request.json().catch(() => ({})));
  const writing = body.success && body.data.writing;
  const met = await meetAtCase({ trackingId: id.value, actor, writing, now: new Date() });
  if (!met) return nobody();
  const language = isLocale(locale) ? locale : "en";
  const answer: PresenceAnswer = {
    version: met.version,
    present: met.present.map(({ name, writing }) => ({ name: name[language], writing })),
  };
  return Response.json(answer, { headers: HEADERS });
}
