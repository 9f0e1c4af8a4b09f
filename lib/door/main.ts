/** The door: the small process at the public port, which outlives the app (design §3). Alone, or one of a launcher's. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { isDemo, readOrCreateKey } from "@/lib/folder";
import { logSurprise } from "@/lib/http/log-surprise";
import { appClient } from "./app-client";
import { watchApp } from "./app-health";
import { openDoor } from "./door";
import { startDuties } from "./duties";
import { keepLedger } from "./keep-ledger";
import { openBodyStore } from "./kept-body";
import { openKeptSite } from "./kept-site";
import { electLead } from "./lead";
import { openLedger } from "./ledger";
import { openPresses } from "./presses";
import { isAlive, type ProcessParts, tellReadiness } from "./readiness";
import { openRefused } from "./refused";
import { serve } from "./serve";
import { openSpool } from "./spool";
import { openStatusStore } from "./status-store";
import { openTaking } from "./taken";
import { openTurns } from "./turns";

const SITE_EVERY_MS = 1_000;
/** With two doors, four forms of 26 MB at once take the app to about half a gigabyte. */
const LARGE_AT_ONCE = 2;
const PATIENCE_MS = 20_000;
/** The first look at the app takes no longer, so that a new door knows it before its first request. */
const FIRST_LOOK_MS = 2_500;

const startedAt = new Date();
const root = join(env.dataDir, "door");
const client = appClient(new URL(env.appUrl), readOrCreateKey("door"));
const store = openStatusStore(join(root, "status.sqlite"), readOrCreateKey("status"));
const spool = openSpool(join(root, "spool"), { maxBytes: env.spoolBytes });
const taking = openTaking(spool, store);
const site = openKeptSite(join(root, "site"));
const health = watchApp(client);
const refused = openRefused(join(root, "refused"));
let processes: ProcessParts = {};
let isDraining = false;

const lead = electLead(join(root, "lead.sqlite"));
const ledger = openLedger(join(root, "ledger.sqlite"));
let duties: ReturnType<typeof startDuties> | undefined;
let keeping: ReturnType<typeof keepLedger> | undefined;
lead.onLead(() => {
  duties = startDuties({ client, health, spool, store, taking, refused, root });
  keeping = keepLedger({ client, health, ledger });
});

// A new build is noticed by its name; until it is whole on our disk the old pages are served. One worker fetches it.
let isRefreshing = false;
async function refreshSite(): Promise<void> {
  if (!lead.leads()) return void site.reload();
  if (isRefreshing || health.state === "away") return;
  isRefreshing = true;
  try {
    await site.refresh(client);
  } catch {
    // The app went away meanwhile; what is kept stays.
  } finally {
    isRefreshing = false;
  }
}
const refreshing = setInterval(() => void refreshSite(), SITE_EVERY_MS);

const server = serve(
  openDoor({
    client,
    health,
    store,
    taking,
    site,
    bodies: openBodyStore(join(root, "bodies")),
    presses: openPresses(join(root, "presses.sqlite")),
    ledger,
    turns: openTurns(LARGE_AT_ONCE, PATIENCE_MS),
    readiness: () =>
      tellReadiness({ health, store, taking, refused, root, startedAt, isDemo: isDemo(), processes: () => processes }),
    isAlive: () => isAlive({ store, root }),
    draining: () => isDraining,
  }),
);

async function stop({ gently }: { gently: boolean }): Promise<void> {
  if (isDraining) return;
  isDraining = true;
  clearInterval(refreshing);
  const drained = server.drain({ gently });
  // Another may lead while we still answer.
  keeping?.stop();
  await duties?.stop();
  lead.close();
  await drained;
  health.stop();
  await spool.close();
  process.exit(0);
}

type FromLauncher = { app?: string; parts?: ProcessParts; drain?: boolean };
process.on("message", ({ app, parts, drain }: FromLauncher) => {
  if (app) {
    client.moveTo(new URL(app));
    health.lookAnew();
  }
  if (parts) processes = parts;
  if (drain) void stop({ gently: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches us as well as the launcher, which then tells us itself.
    if (signal === "SIGTERM" || !process.connected) void stop({ gently: false });
  });
}
// A launcher that died without a word must not leave us behind.
process.on("disconnect", () => void stop({ gently: false }));
process.on("unhandledRejection", (error) => logSurprise("the door's background", error));

await Promise.race([health.known, sleep(FIRST_LOOK_MS)]);
try {
  await server.listen(env.port, env.host);
} catch (error) {
  console.error(`The door can't serve on port ${env.port}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
process.title = "jawab-door";
if (process.send) process.send({ ready: true });
else console.log(`The door is at http://localhost:${env.port}, the app behind it at ${env.appUrl}`);
