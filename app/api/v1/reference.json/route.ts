import { findPublicReference } from "@/lib/data/public-reference";
import { reference } from "@/lib/web/api-answer";
import { apiHandler, refuseMethod } from "@/lib/web/api-handler";

/** The codes that a lodging may name, with their words in both languages. */
export const GET = apiHandler("/api/v1/reference.json", async () => reference(await findPublicReference()));

const refused = refuseMethod("GET, HEAD, OPTIONS");
export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
