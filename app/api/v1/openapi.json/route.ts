import { openApi } from "@/lib/schemas/openapi";
import { reference } from "@/lib/web/api-answer";
import { apiHandler, refuseMethod } from "@/lib/web/api-handler";

export const GET = apiHandler("/api/v1/openapi.json", async () => reference(openApi()));

const refused = refuseMethod("GET, HEAD, OPTIONS");
export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
