import type { z } from "zod";
import { canWrite } from "@/lib/data/health";
import { health } from "@/lib/http/api-answer";
import type { ReadinessSchema } from "@/lib/schemas/answers";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";

/** For whoever operates the portal: 200 only while every part is normal (design §4). */
export const GET = apiHandler("/readyz", async () => {
  const database = { ok: await canWrite() };
  return health<z.infer<typeof ReadinessSchema>>({ mode: "normal", app: { ok: true }, database }, database.ok);
});

const other = otherMethods("GET, HEAD, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST, other as PUT };
