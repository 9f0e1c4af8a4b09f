import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Whoever needs longer for a request's headers isn't going to ask anything. */
const HEADERS_MS = 20_000;
const SILENCE_MS = 60_000;
/** Longer than a proxy's, which then never meets a connection that closes under it. */
const KEEP_ALIVE_MS = 65_000;
const MAX_CONNECTIONS = 10_000;
/** So long an idle connection may still ask once more, and hear that the next request wants another. */
const GRACE_MS = 8_000;
const DRAIN_MS = 28_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The door's server, with the bounds that keep a slow or greedy client from taking it. */
export function serve(handle: Handler) {
  const server = createServer({ connectionsCheckingInterval: 5_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
    void handle(request, response);
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = 0; // counts the whole upload; on a slow network only silence ends it:
  server.setTimeout(SILENCE_MS);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  return {
    listen: (port: number, host: string): Promise<void> =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      }),
    /** Where it listens, for whoever has asked for any port. */
    port(): number {
      const address = server.address();
      return typeof address === "object" && address ? address.port : 0;
    },
    /**
     * Takes no new connections, and ends when the open requests have been answered, at the latest after half a minute.
     * `gently`: others listen already, so that idle connections may stay a while; one that closes as it asks is a failure.
     */
    async drain({ gently }: { gently: boolean }): Promise<void> {
      const closed = new Promise<void>((resolve) => {
        // Not its own close(), which would end the idle ones at once.
        Server.prototype.close.call(server, () => resolve());
      });
      const late = new AbortController();
      const wait = (ms: number) => sleep(ms, undefined, { signal: late.signal }).catch(() => {});
      if (gently) await Promise.race([closed, wait(GRACE_MS)]);
      server.closeIdleConnections();
      // What is answered from now on is idle at once.
      const sweeping = setInterval(() => server.closeIdleConnections(), 250);
      await Promise.race([closed, wait(DRAIN_MS - (gently ? GRACE_MS : 0))]);
      clearInterval(sweeping);
      late.abort();
    },
  };
}
