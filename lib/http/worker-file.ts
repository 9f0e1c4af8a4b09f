import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { folder } from "@/lib/folder";
import { matchesTag, tagOf } from "./encoding";
import { NO_WORKER } from "./generated/no-worker";

/** Where phones look for the service worker, and for one that takes its place. */
export const WORKER_PATH = "/sw.js";

const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "no-cache",
  // What the worker itself may do: fetch from us, and nothing else.
  "content-security-policy": "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
};

type Asker = Pick<IncomingMessage, "headers">;

/**
 * The answer to GET /sw.js: the build's own worker, or null where it has none; while the operator has switched it off (a file
 * in the portal's folder), the one that removes itself from every phone. Looked up at each request, so that the switch needs
 * no restart. `forDoor`: a door asks for what it will keep, and looks at its own switch. Phones ask at each visit, so who has
 * it already hears 304.
 */
export function answerWorker(
  request: Asker,
  source: Uint8Array<ArrayBuffer> | null,
  { forDoor = false } = {},
): Response | null {
  const isOff = !forDoor && existsSync(/*turbopackIgnore: true*/ folder.workerOff);
  const body = isOff ? new TextEncoder().encode(NO_WORKER) : source;
  if (!body) return null;
  const etag = tagOf(body);
  const headers = { ...HEADERS, etag };
  if (matchesTag(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
