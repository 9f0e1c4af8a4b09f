/** The app's own server: Next behind our front (front.ts). One process, stateless, stopped by SIGTERM. */
import { createServer } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { findPortal, readOrCreateKey } from "@/lib/folder";
import { front } from "./front";
import { readStaticPolicies } from "./static-policies";
import { refuseUnsafeStart } from "./unsafe-start";

// next-auth believes localhost:3000 unless it is told.
process.env.NEXTAUTH_URL ??= env.portalUrl ?? `http://localhost:${env.port}`;

await refuseUnsafeStart(findPortal());

const dev = process.env.NODE_ENV !== "production";
const app = next({ dev, dir: process.cwd(), hostname: env.host, port: env.port });
await app.prepare();
const handle = front(app.getRequestHandler(), {
  staticPolicies: dev ? new Map() : readStaticPolicies(".next"),
  doorSecret: readOrCreateKey("door"),
  dev,
});

const server = createServer(handle);
server.headersTimeout = 60_000;
server.requestTimeout = 0; // counts the whole upload; on 2G only silence may end it:
server.setTimeout(60_000);
server.keepAliveTimeout = 65_000; // longer than a proxy's, which then never meets a connection that closes under it
server.listen(env.port, env.host, () => {
  process.title = "next-server (jawab)";
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.port;
  const url = env.portalUrl ?? `http://localhost:${port}`;
  if (process.send) process.send({ ready: true, url });
  else console.log(`The app is at ${url}`);
});

server.on("error", (error) => {
  console.error(`The app can't serve on port ${env.port}: ${error.message}`);
  process.exit(1);
});

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    server.close(() => void app.close().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 20_000).unref();
  });
}
// A launcher that died without a word must not leave us behind.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
