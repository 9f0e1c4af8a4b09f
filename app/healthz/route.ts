import { canRead } from "@/lib/data/health";
import type { HealthSchema } from "@/lib/schemas/answers";
import { apiHandler, refuseMethod } from "@/lib/web/api-handler";
import { health } from "@/lib/web/api-answer";
import type { z } from "zod";

/** For load balancers: 200 while look-ups work (design §4). */
export const GET = apiHandler("/healthz", async () => {
  const ok = await canRead();
  return health<z.infer<typeof HealthSchema>>({ ok }, ok);
});

const refused = refuseMethod("GET, HEAD, OPTIONS");
export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
