import type { z } from "zod";
import { canRead } from "@/lib/data/health";
import { health } from "@/lib/http/api-answer";
import type { HealthSchema } from "@/lib/schemas/answers";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";

/** For load balancers: 200 while look-ups work (design §4). */
export const GET = apiHandler("/healthz", async () => {
  const ok = await canRead();
  return health<z.infer<typeof HealthSchema>>({ ok }, ok);
});

const other = otherMethods("GET, HEAD, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST, other as PUT };
