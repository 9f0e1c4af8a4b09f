import type { IncomingMessage } from "node:http";
import { clientAddress, isTrustedProxy } from "./client-address";

/** Headers that tell Next or us something which only we may say. */
const OURS_ALONE =
  /^(x-forwarded-|x-middleware-|x-nextjs-|x-jawab-|x-real-ip$|forwarded$|x-invoke-|x-matched-path$|content-security-policy$)/;

/** Takes those away that came from outside, and says ourselves whose address asks, and over what. */
export function cleanHeaders(request: IncomingMessage): void {
  const address = clientAddress(request);
  const protocol = isTrustedProxy(request) ? String(request.headers["x-forwarded-proto"] ?? "") : "";
  for (const name of Object.keys(request.headers)) if (OURS_ALONE.test(name)) delete request.headers[name];
  request.headers["x-forwarded-for"] = address;
  if (protocol === "https" || protocol === "http") request.headers["x-forwarded-proto"] = protocol;
}
