import { reference } from "@/lib/http/api-answer";
import { openApi } from "@/lib/schemas/openapi";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";

export const GET = apiHandler("/api/v1/openapi.json", async () => reference(openApi()));

const other = otherMethods("GET, HEAD, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST, other as PUT };
