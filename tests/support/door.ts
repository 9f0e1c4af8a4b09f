import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appClient } from "@/lib/door/app-client";
import { watchApp } from "@/lib/door/app-health";
import { openDoor } from "@/lib/door/door";
import { openBodyStore } from "@/lib/door/kept-body";
import { openKeptSite } from "@/lib/door/kept-site";
import { openLedger } from "@/lib/door/ledger";
import { openPresses } from "@/lib/door/presses";
import { isAlive, tellReadiness } from "@/lib/door/readiness";
import { serve } from "@/lib/door/serve";
import { openSpool } from "@/lib/door/spool";
import { openStatusStore } from "@/lib/door/status-store";
import { openTaking } from "@/lib/door/taken";
import { openTurns } from "@/lib/door/turns";
import type { Mode } from "@/lib/mode";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An app that says what a test wants, over real HTTP; none until `begin`. */
export async function startApp(handler: Handler) {
  let answer = handler;
  const server = createServer((request, response) => {
    if (request.url === "/readyz") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ mode: "normal", app: { ok: true }, database: { ok: true, readable: true } }));
      return;
    }
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerBy(other: Handler): void {
      answer = other;
    },
    /** As when its process dies. */
    async kill(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A real door on a folder of its own, in this process, in front of `appOrigin`; without the leading door's duties. */
export async function startDoor(appOrigin = "http://127.0.0.1:1") {
  const root = mkdtempSync(join(tmpdir(), "jawab-door-"));
  let mode: Mode = { mode: "normal" };
  const client = appClient(new URL(appOrigin), "secret");
  const store = openStatusStore(join(root, "status.sqlite"), "key");
  const spool = openSpool(join(root, "spool"), { minFreeBytes: 0 });
  const taking = openTaking(spool, store);
  const health = watchApp(client, { everyMs: 50, announced: () => mode });
  const site = openKeptSite(join(root, "site"));
  const startedAt = new Date();
  let draining = false;
  const parts = {
    ...{ client, store, taking, health, site },
    bodies: openBodyStore(join(root, "bodies")),
    presses: openPresses(join(root, "presses.sqlite")),
    turns: openTurns(2, 5_000),
    ledger: openLedger(join(root, "ledger.sqlite")),
    readiness: () =>
      tellReadiness({
        ...{ health, store, taking, root, startedAt },
        refused: { count: () => 0 },
        isDemo: true,
        processes: () => ({}),
      }),
    isAlive: () => isAlive({ store, root }),
    draining: () => draining,
  };
  const server = serve(openDoor(parts));
  await health.known;
  await server.listen(0, "127.0.0.1");
  return {
    ...parts,
    root,
    spool,
    origin: `http://127.0.0.1:${server.port()}`,
    announce(next: Mode): void {
      mode = next;
    },
    async drain(): Promise<void> {
      draining = true;
      await server.drain({ gently: false });
    },
    async close(): Promise<void> {
      health.stop();
      client.close();
      await server.drain({ gently: false });
      await spool.close();
      store.close();
      parts.ledger.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
