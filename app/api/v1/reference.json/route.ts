import { findPublicReference } from "@/lib/data/public-reference";
import { reference } from "@/lib/http/api-answer";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";

/** The codes that a lodging may name, with their words in both languages. */
export const GET = apiHandler("/api/v1/reference.json", async () => reference(await findPublicReference()));

const other = otherMethods("GET, HEAD, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST, other as PUT };
