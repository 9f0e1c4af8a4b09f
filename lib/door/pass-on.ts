import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { VISITOR_HEADER } from "@/lib/http/door-header";
import type { AppClient } from "./app-client";
import type { AppHealth } from "./app-health";

/** Of one hop only (RFC 9110 §7.6.1): never passed on. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];
const CARRY_BODIES: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

type App = {
  client: Pick<AppClient, "open">;
  health: Pick<AppHealth, "state" | "noteFailure" | "noteAnswer" | "onAway">;
};

/**
 * Passes a request on to the app and its answer back, both as they flow. A GET or HEAD that meets a dead connection is sent
 * once more, as long as nothing has been answered. False where the app gave no answer, with nothing said to the client yet.
 */
export async function passOn(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const carriesBody = CARRY_BODIES.has(request.method ?? "");
  const tries = request.method === "GET" || request.method === "HEAD" ? 2 : 1;
  const answer = await callApp(app, request, response, { tries, body: () => (carriesBody ? request : null) });
  if (answer) await passBack(answer, response);
  else if (carriesBody) letGo(request, response);
  return answer !== null || response.destroyed;
}

type Sending = { tries: number; body: () => Readable | null; headers?: IncomingHttpHeaders };

/**
 * Asks the app in the client's name, with its headers and `headers` besides; `body` is made anew for each try, null for
 * none. Null where it doesn't answer, where it is found away meanwhile, and where the client has gone.
 */
export async function callApp(
  { client, health }: App,
  request: IncomingMessage,
  response: ServerResponse,
  { tries, body, headers = {} }: Sending,
): Promise<IncomingMessage | null> {
  // Nobody tells a second try that the app has gone: it would wait until the client is cut off.
  for (let left = tries; left > 0 && !response.destroyed && health.state !== "away"; left -= 1) {
    const stream = body();
    const passed = passable(request.headers);
    // A length that is announced and not sent would make the app take the next request for this one's body.
    if (!stream) delete passed["content-length"];
    const call = client.open(request.method ?? "GET", request.url ?? "/", {
      ...passed,
      ...headers,
      [VISITOR_HEADER]: "1",
    });
    try {
      return await answerTo(call, stream, { response, health });
    } catch (error) {
      stream?.unpipe(call);
      if (!response.destroyed && isNobodyThere(error)) health.noteFailure();
    }
  }
  return null;
}

function answerTo(
  call: ClientRequest,
  body: Readable | null,
  { response, health }: { response: ServerResponse; health: App["health"] },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const leave = health.onAway(() => call.destroy(new Error("The app is away")));
    const hangUp = () => call.destroy();
    response.once("close", hangUp);
    call.on("response", (answer) => {
      health.noteAnswer();
      leave();
      resolve(answer);
    });
    call.on("error", reject);
    call.on("close", () => {
      leave();
      response.off("close", hangUp);
      reject(new Error("Closed without an answer"));
    });
    if (body) body.pipe(call);
    else call.end();
  });
}

/** The app's answer to the client, as it flows. */
export async function passBack(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, passable(answer.headers));
  // A client that went away, or an app that died half-way: either side is closed, and nobody is told a lie.
  await pipeline(answer, response).catch(() => response.destroy());
}

/** What is still coming can't be used any more: it is read on to nowhere, and then the connection closes. */
export function letGo(request: IncomingMessage, response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
  request.resume();
}

/** More than a form with all its files and the same again; whoever sends more meets a closed connection. */
const PATIENCE_BYTES = 64 * 1024 ** 2;

/**
 * Resolves when nothing more comes of a body that nobody wants: a connection that closes before would take the answer along,
 * for many clients read it only when they have got rid of their body.
 */
export function readToNowhere(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > PATIENCE_BYTES) resolve();
    });
    for (const event of ["end", "close", "error"]) request.once(event, () => resolve());
    if (request.complete || request.destroyed) resolve();
  });
}

function passable(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = { ...headers };
  for (const name of HOP_BY_HOP) delete kept[name];
  return kept;
}

/** A connection that breaks says little: it may be one that had been idle, or the client's doing. The next look will tell. */
function isNobodyThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ECONNREFUSED";
}
