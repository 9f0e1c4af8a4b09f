import { z } from "zod";
import { noteRefused } from "@/lib/data/refused";
import { isFromDoor } from "@/lib/http/door-header";
import { apiHandler } from "@/lib/web/api-handler";

const NoticeSchema = z.object({
  name: z.string().min(1).max(80),
  kind: z.enum(["complaint", "file", "damaged"]),
  trackingId: z.string().max(30).nullable(),
  receivedAt: z.coerce.date().nullable(),
  status: z.int().nullable(),
  problem: z.string().max(60),
  fields: z.array(z.object({ field: z.string().max(80), code: z.string().max(60) })).max(50),
  keptAt: z.coerce.date(),
  done: z.boolean(),
});

/** What a door could not have entered (lib/door/refused.ts). The same name again changes nothing but whether it is done. */
export const PUT = apiHandler("/internal/refused", async ({ request }) => {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  const notice = NoticeSchema.safeParse(await request.json().catch(() => null));
  if (!notice.success) return new Response(null, { status: 422 });
  const { done, ...record } = notice.data;
  await noteRefused(record, done, new Date());
  return Response.json({ ok: true });
});
