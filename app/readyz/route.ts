import type { z } from "zod";
import { findStanding } from "@/lib/data/health";
import { isDemo } from "@/lib/folder";
import { health } from "@/lib/http/api-answer";
import type { ReadinessSchema } from "@/lib/schemas/answers";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";

const SINCE = new Date(Date.now() - process.uptime() * 1000).toISOString();

/** For whoever operates the portal, and for the door: 200 only while every part is normal (design §4). */
export const GET = apiHandler("/readyz", async () => {
  const { mode, database } = await findStanding();
  const app = { ok: true, since: SINCE, ...(isDemo() && { pid: process.pid }) };
  return health<z.infer<typeof ReadinessSchema>>({ mode, app, database }, mode === "normal" && database.ok);
});

const other = otherMethods("GET, HEAD, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST, other as PUT };
