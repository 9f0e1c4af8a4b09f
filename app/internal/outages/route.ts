import { z } from "zod";
import { keepOutages } from "@/lib/data/outages";
import { isFromDoor } from "@/lib/http/door-header";
import { apiHandler } from "@/lib/web/api-handler";

const BodySchema = z.object({
  outages: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.enum(["away", "read-only", "dark"]),
        startedAt: z.coerce.date(),
        endedAt: z.coerce.date(),
        announced: z.boolean(),
        reason: z.object({ en: z.string(), ur: z.string() }).nullable(),
        until: z.coerce.date().nullable(),
      }),
    )
    .max(100),
});

/** Outages that are over, as a door's ledger has them (lib/door/keep-ledger.ts). The same again changes nothing. */
export const PUT = apiHandler("/internal/outages", async ({ request }) => {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  const body = BodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return new Response(null, { status: 422 });
  await keepOutages(body.data.outages);
  return Response.json({ ok: true });
});
