/** The app's own server: Next behind our front (front.ts). One process, stateless, stopped by SIGTERM. */
import { createServer } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { findPortal, readOrCreateKey } from "@/lib/folder";
import { DOOR_HEADER } from "@/lib/http/door-header";
import { pathOf } from "@/lib/http/gate";
import { logSurprise } from "@/lib/http/log-surprise";
import { catchUp } from "@/lib/use-cases/catch-up";
import { readWorker } from "./build-files";
import { front } from "./front";
import { startPublishing } from "./publish";
import { readStaticPolicies } from "./static-policies";
import { refuseUnsafeStart } from "./unsafe-start";

/** Open requests may take so long to end. */
const DRAIN_MS = 30_000;
/** How soon what was written beside the database is entered once it can be. */
const CATCH_UP_EVERY_MS = 15_000;
/** Hosts that stand for every address of this machine. */
const LOCAL = ["0.0.0.0", "::"];

// next-auth believes localhost:3000 unless it is told.
process.env.NEXTAUTH_URL ??= env.portalUrl ?? `http://localhost:${env.port}`;

await refuseUnsafeStart(findPortal());

const dev = process.env.NODE_ENV !== "production";
const app = next({ dev, dir: process.cwd(), hostname: env.host, port: env.port });
await app.prepare();
const doorSecret = readOrCreateKey("door");
const policies = dev ? new Map<string, string>() : readStaticPolicies(".next");
let publishing: ReturnType<typeof startPublishing> | undefined;
const handle = front(app.getRequestHandler(), {
  staticPolicies: policies,
  doorSecret,
  dev,
  worker: dev ? null : readWorker(".next"),
});

const server = createServer(async (request, response) => {
  // The door waits for nothing here: it fetches what is new when it is told that it is there.
  if (publishing && request.headers[DOOR_HEADER] === undefined) await publishing.settled(pathOf(request));
  return handle(request, response);
});
server.headersTimeout = 60_000;
server.requestTimeout = 0; // counts the whole upload; on 2G only silence may end it:
server.setTimeout(60_000);
server.keepAliveTimeout = 65_000; // longer than a proxy's, which then never meets a connection that closes under it
server.listen(env.port, env.host, async () => {
  process.title = "next-server (jawab)";
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.port;
  // Where the doors find it, which is no address for people.
  const url = `http://${LOCAL.includes(env.host) ? "127.0.0.1" : env.host}:${port}`;
  // After an action that redirects Next asks itself for the next page: here, whatever the port and the public protocol are.
  process.env.__NEXT_PRIVATE_ORIGIN = url;
  if (!dev) {
    publishing = startPublishing({ origin: url, doorSecret, policies });
    await publishing.ready();
  }
  if (process.send) process.send({ ready: true, url });
  else console.log(`The app is at ${url}`);
});

server.on("error", (error) => {
  console.error(`The app can't serve on port ${env.port}: ${error.message}`);
  process.exit(1);
});

setInterval(() => {
  catchUp(new Date()).catch((error) => logSurprise("catching up", error));
}, CATCH_UP_EVERY_MS).unref();

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches us as well; under a launcher the doors finish first, which still need us.
    if (stopping || (signal === "SIGINT" && process.connected)) return;
    stopping = true;
    server.close(() => void app.close().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
  });
}
// A launcher that died without a word must not leave us behind.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
