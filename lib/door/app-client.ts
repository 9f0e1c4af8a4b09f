import { Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { DOOR_HEADER } from "@/lib/http/door-header";

/** A request to the app that has not been answered in this many milliseconds of silence is given up. */
const SILENCE_MS = 60_000;
const PROBE_MS = 2_000;

export type AppAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
export type AppClient = ReturnType<typeof appClient>;

/** Talks to the app over HTTP, which is all that the door knows of it (design §3). `secret` is `keys/door`. */
export function appClient(first: URL, secret: string) {
  let origin = first;
  let agent = newAgent();
  /** Long polls of our own, which would go on asking an app that is being drained. */
  const polls = new Set<ClientRequest>();

  function open(method: string, path: string, headers: IncomingHttpHeaders, silence = SILENCE_MS): ClientRequest {
    const call = request({
      agent,
      host: origin.hostname,
      port: origin.port,
      method,
      path,
      headers: { host: origin.host, ...headers, [DOOR_HEADER]: secret },
    });
    call.setTimeout(silence, () => call.destroy(new Error("The app kept silent")));
    return call;
  }

  /** One small request with its answer read whole. Rejects when the app doesn't answer. */
  function ask(
    method: string,
    path: string,
    { headers = {}, body, silence }: { headers?: IncomingHttpHeaders; body?: Buffer; silence?: number } = {},
  ): Promise<AppAnswer> {
    return new Promise((resolve, reject) => {
      const length = body ? { "content-length": String(body.length) } : {};
      const call = open(method, path, { ...headers, ...length }, silence);
      if (method === "GET" && path.startsWith("/internal/")) polls.add(call);
      call.on("close", () => polls.delete(call));
      call.on("error", reject);
      call.on("response", (answer) => {
        readAll(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
          reject,
        );
      });
      call.end(body);
    });
  }

  return {
    open,
    ask,
    /** What the app says of itself, or null where it doesn't answer in two seconds. */
    async probe(): Promise<AppAnswer | null> {
      return ask("GET", "/readyz", { silence: PROBE_MS }).catch(() => null);
    },
    /** From now on the app is there. What is under way at the old address finishes there. */
    moveTo(next: URL): void {
      if (next.origin === origin.origin) return;
      origin = next;
      agent = newAgent(); // the old one's idle connections close by its own time-out
      for (const poll of polls) poll.destroy(new Error("The app has moved"));
    },
    get origin(): string {
      return origin.origin;
    },
    close: () => agent.destroy(),
  };
}

function newAgent(): Agent {
  // Shorter than the app's own keep-alive, which then never closes a connection under a request.
  return new Agent({ keepAlive: true, timeout: 30_000, maxSockets: 256 });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
