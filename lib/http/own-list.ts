import type { IncomingMessage } from "node:http";
import { CLAIM_COOKIE } from "./cookie-names";

const MY = /^\/(ur\/)?my\/?$/;

/**
 * `/my` is static for whoever has nothing in a cookie; the address of its dynamic twin, with the query, where a cookie holds
 * claim keys or the address says more. Null for every other request.
 */
export function ownListAddress({ url, headers }: Pick<IncomingMessage, "url" | "headers">): string | null {
  const [path = "", query] = (url ?? "").split("?", 2);
  const language = MY.exec(path);
  if (!language) return null;
  const hasKeys = new RegExp(`(?:^|;\\s*)${CLAIM_COOKIE}=[^;]`).test(headers.cookie ?? "");
  if (!hasKeys && !query) return null;
  return `${language[1] ? "/ur" : ""}/my/list${query ? `?${query}` : ""}`;
}
