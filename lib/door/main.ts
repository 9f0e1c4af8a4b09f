/** The door: the small process at the public port, which outlives the app (design §3). `npm run door` starts it alone. */
import { createServer } from "node:http";
import { join } from "node:path";
import { env } from "@/lib/env";
import { readOrCreateKey } from "@/lib/folder";
import { appClient } from "./app-client";
import { watchApp } from "./app-health";
import { openDoor } from "./door";
import { followFeed } from "./feed-follower";
import { openKeptSite } from "./kept-site";
import { replaySpool } from "./replay";
import { openSpool } from "./spool";
import { openStatusStore } from "./status-store";
import { openTaking } from "./taken";

const SITE_EVERY_MS = 5_000;

const root = join(env.dataDir, "door");
const client = appClient(new URL(env.appUrl), readOrCreateKey("door"));
const store = openStatusStore(join(root, "status.sqlite"), readOrCreateKey("status"));
const spool = openSpool(join(root, "spool"));
const taking = openTaking(spool, store);
const site = openKeptSite(join(root, "site"));
const health = watchApp(client);
const feed = followFeed(client, store);
const replay = replaySpool({ client, health, spool, store, taking, refusedFolder: join(root, "refused") });
// A new build is noticed by its ID; until it is whole on our disk the old pages are served.
const refreshing = setInterval(() => {
  if (health.state !== "away") site.refresh(client).catch(() => {});
}, SITE_EVERY_MS);

const server = createServer(openDoor({ client, health, store, taking, site }));
server.requestTimeout = 0; // only silence ends an upload on a slow network
server.setTimeout(60_000);
server.keepAliveTimeout = 65_000;
server.listen(env.port, env.host, () => {
  process.title = "jawab-door";
  console.log(`The door is at http://localhost:${env.port}, the app behind it at ${env.appUrl}`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearInterval(refreshing);
    health.stop();
    server.close(async () => {
      await Promise.all([feed.stop(), replay.stop()]);
      process.exit(0);
    });
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 10_000).unref();
  });
}
