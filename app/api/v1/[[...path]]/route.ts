import { findPublicReference } from "@/lib/data/public-reference";
import { reference } from "@/lib/http/api-answer";
import { problem } from "@/lib/http/problem";
import { apiHandler } from "@/lib/web/api-handler";

type Params = { path?: string[] };
const ROUTE = "/api/v1/*";

/**
 * Every address under /api/v1 that no other route takes. Among them `reference.{version}.json`: services and districts
 * under an address that changes with them (design §3).
 */
export const GET = apiHandler<Params>(ROUTE, async ({ params, locale }) => {
  const asked = /^reference\.([\w-]+)\.json$/.exec(params.path?.join("/") ?? "")?.[1];
  const found = asked ? await findPublicReference() : null;
  return found && found.version === asked ? reference(found, "forever") : problem("not-found", locale);
});

const nothing = apiHandler<Params>(ROUTE, async ({ locale }) => problem("not-found", locale));

export { nothing as DELETE, nothing as PATCH, nothing as POST, nothing as PUT };
