import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { AppClient } from "./app-client";

/** Of one hop only (RFC 9110 §7.6.1): never passed on. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/**
 * Passes a request on to the app and its answer back, both as they flow. A GET or HEAD that meets a dead connection is sent
 * once more, as long as nothing has been answered. False where the app gave no answer, with nothing said to the client yet.
 */
export async function passOn(client: AppClient, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const repeatable = request.method === "GET" || request.method === "HEAD";
  for (let tries = 0; tries < (repeatable ? 2 : 1); tries += 1) {
    const answer = await callApp(client, request, response).catch(() => null);
    if (!answer) continue;
    response.writeHead(answer.statusCode ?? 502, withoutHops(answer.headers));
    // A client that went away, or an app that died half-way: either side is closed, and nobody is told a lie.
    await pipeline(answer, response).catch(() => response.destroy());
    return true;
  }
  return false;
}

function callApp(client: AppClient, request: IncomingMessage, response: ServerResponse): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = client.open(request.method ?? "GET", request.url ?? "/", withoutHops(request.headers));
    call.on("response", resolve);
    call.on("error", reject);
    response.on("close", () => call.destroy());
    if (request.method === "GET" || request.method === "HEAD") call.end();
    else request.pipe(call);
  });
}

function withoutHops<T extends IncomingMessage["headers"]>(headers: T): T {
  const kept = { ...headers };
  for (const name of HOP_BY_HOP) delete kept[name];
  return kept;
}
