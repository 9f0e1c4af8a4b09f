import { createHash, randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startChild } from "../support/door/processes";
import { lodging } from "../support/door/records";
import type { WorkerTask, WorkerTold } from "../support/door/worker-process";
import { contentHashOf } from "../support/mint";

let root = "";
let app: ReturnType<typeof startApp>;
let server: Server;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "jawab-workers-"));
  app = startApp();
  server = app.server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

/**
 * An app beyond the doors' wall: idempotent by ID and content as ours is, a complaint before its files, and now and then it
 * breaks a connection after it has entered what it was sent, or fails before.
 */
function startApp() {
  const complaints = new Map<string, { hash: string; receivedAt: string }>();
  const files = new Map<string, number>();
  const conflicts: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = request.url ?? "";
    const [, trackingId = "", sha256] = /^\/api\/v1\/complaints\/([^/]+)(?:\/attachments\/(.+))?$/.exec(path) ?? [];
    const say = (status: number, said: object) => response.writeHead(status).end(JSON.stringify(said));
    if (path === "/readyz") return say(200, { mode: "normal", database: { ok: true } });
    if (path.startsWith("/internal/status-feed")) return say(200, { entries: [], next: 0, asOf: new Date() });
    const luck = randomInt(60);
    if (luck === 0) return say(500, {});
    if (sha256) {
      if (!complaints.has(trackingId)) return say(404, { code: "unknown-complaint" });
      if (createHash("sha256").update(body).digest("hex") !== sha256) conflicts.push(sha256);
      files.set(sha256, (files.get(sha256) ?? 0) + 1);
    } else {
      const hash = contentHashOf(JSON.parse(body.toString()));
      const known = complaints.get(trackingId);
      if (known && known.hash !== hash) conflicts.push(trackingId);
      complaints.set(trackingId, known ?? { hash, receivedAt: String(request.headers["x-jawab-received-at"]) });
    }
    if (luck === 1) return response.destroy();
    say(201, { ok: true, sha256, contentHash: complaints.get(trackingId)?.hash });
  });
  return { server, complaints, files, conflicts };
}

function startWorkers() {
  const { port } = server.address() as AddressInfo;
  const told: WorkerTold[] = [];
  const start = () => {
    const child = startChild("worker-process.ts", [root, `http://127.0.0.1:${port}`]);
    child.on("message", (message) => {
      if (message !== "ready") told.push(message as WorkerTold);
    });
    return child;
  };
  const workers = [start(), start(), start()];
  return {
    told,
    ready: () => Promise.all(workers.map((worker) => once(worker, "message"))),
    send(task: WorkerTask): void {
      const worker = workers[randomInt(workers.length)];
      if (worker?.connected) worker.send(task);
    },
    /** One of them dies at once, and another begins in its place. */
    async killOne(): Promise<void> {
      const place = randomInt(workers.length);
      const [victim] = workers.splice(place, 1, start());
      victim?.kill("SIGKILL");
      await once(workers[place] ?? process, "message");
    },
    async stop(): Promise<void> {
      const exits = workers.map((worker) => once(worker, "exit"));
      for (const worker of workers) worker.kill("SIGKILL");
      await Promise.all(exits);
    },
  };
}

test("three workers on one folder, killed at random while they take and replay: all that they have acknowledged is entered, once, with its files", async () => {
  const tasks = Array.from({ length: 240 }, (): WorkerTask => {
    const { trackingId, bytes, claimKeyHash, files } = lodging({ files: randomInt(3), fileBytes: 20_000 });
    return {
      trackingId,
      claimKeyHash,
      body: bytes.toString(),
      files: files.map((file) => ({ sha256: file.sha256, bytes: file.bytes.toString("base64") })),
    };
  });
  const workers = startWorkers();
  await workers.ready();
  let kills = 0;
  for (const [i, task] of tasks.entries()) {
    workers.send(task);
    if (i % 4 === 0) workers.send(task); // the same from an impatient phone, perhaps to another worker
    if (i % 30 === 29) {
      kills += 1;
      await workers.killOne();
    } else if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const missing = () =>
    workers.told.filter(
      ({ trackingId, acknowledged }) =>
        app.complaints.get(trackingId)?.hash !== acknowledged && !app.files.has(acknowledged),
    );
  await vi.waitFor(() => expect(missing()).toEqual([]), { timeout: 40_000, interval: 100 });
  await workers.stop();

  expect(kills).toBe(8);
  expect(workers.told.length).toBeGreaterThan(200);
  expect(app.conflicts).toEqual([]);
  // Nobody was told that something is safe and lies aside instead.
  expect(readdirSync(join(root, "refused"))).toEqual([]);
});
