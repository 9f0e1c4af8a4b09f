import { z } from "zod";
import { continuesFeed, listStatusFeed, waitForFeed } from "@/lib/data/public-status";
import { isFromDoor } from "@/lib/http/door-header";
import { apiHandler } from "@/lib/web/api-handler";

const QuerySchema = z.object({
  after: z.coerce.number().int().min(0),
  wait: z.coerce.number().int().min(0).max(30).default(0),
  mark: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** The status feed for doors (design §3): what has changed since `after`, held back up to `wait` seconds for something new. 409: this is another feed. */
export const GET = apiHandler("/internal/status-feed", async ({ request }) => {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  const query = QuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return new Response(null, { status: 422 });
  const { after, wait, mark = null } = query.data;
  if (!(await continuesFeed(after, mark))) return new Response(null, { status: 409 });
  await waitForFeed(after, wait * 1_000);
  return Response.json(await listStatusFeed(after, new Date()), { headers: { "cache-control": "no-store" } });
});
