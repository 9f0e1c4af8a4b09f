import { existsSync } from "node:fs";
import { folder } from "@/lib/folder";
import { NO_WORKER } from "./generated/no-worker";

/** Where phones look for the service worker, and for one that takes its place. */
export const WORKER_PATH = "/sw.js";

const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "no-cache",
  // What the worker itself may do: fetch from us, and nothing else.
  "content-security-policy": "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
};

/**
 * The answer to GET /sw.js: the build's own worker, or null where it has none; while the operator has switched it off (a file
 * in the portal's folder), the one that removes itself from every phone. Looked up at each request, so that the switch needs
 * no restart. `forDoor`: a door asks for what it will keep, and looks at its own switch.
 */
export function answerWorker(source: Uint8Array<ArrayBuffer> | null, { forDoor = false } = {}): Response | null {
  if (!forDoor && existsSync(/*turbopackIgnore: true*/ folder.workerOff))
    return new Response(NO_WORKER, { headers: HEADERS });
  return source && new Response(source, { headers: HEADERS });
}
