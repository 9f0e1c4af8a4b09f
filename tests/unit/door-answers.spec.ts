import { readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildNoWorker } from "@/lib/launcher/service-worker";
import { buildTrackingStyles } from "@/lib/launcher/tracking-styles";
import type { Mode } from "@/lib/mode";
import { contentHashOf, lodgement, mint, sha256 } from "@/tests/support/e2e/api";

buildTrackingStyles();
buildNoWorker();
const { startApp, startDoor } = await import("@/tests/support/door");

const READ_ONLY = {
  mode: "read-only",
  since: "2026-11-24T08:00:00.000Z",
  until: "2026-11-24T10:00:00.000Z",
  reason: { en: "The database moves house", ur: "ڈیٹابیس منتقل ہو رہا ہے" },
} satisfies Mode;

let app: Awaited<ReturnType<typeof startApp>>;
let door: Awaited<ReturnType<typeof startDoor>>;
beforeEach(async () => {
  app = await startApp((request, response) => {
    request.resume();
    response.end(`app: ${request.method} ${request.url}`);
  });
  door = await startDoor(app.origin);
});
afterEach(async () => {
  await door.close();
  await app.kill();
});

async function killApp(): Promise<void> {
  await app.kill();
  await expect.poll(() => door.health.state).toBe("away");
}

function put(trackingId: string, body: object): Promise<Response> {
  return fetch(`${door.origin}/api/v1/complaints/${trackingId}`, {
    method: "PUT",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}

async function given(): Promise<string> {
  const { trackingId, claimKey } = mint();
  expect((await put(trackingId, lodgement(claimKey))).status).toBe(202);
  return trackingId;
}

test("a tracking page goes out compressed, at most 14 kB with its style, as brotli and for old phones as gzip", async () => {
  await killApp();
  const trackingId = await given();
  for (const [encoding, unpack] of [
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    for (const path of [`/t/${trackingId}`, `/ur/t/${trackingId}`]) {
      const { status, headers, body } = await rawGet(path, encoding);
      expect([status, headers["content-encoding"]]).toEqual([200, encoding]);
      expect(headers.vary).toContain("accept-encoding");
      expect(body.length).toBeLessThanOrEqual(14 * 1024);
      const html = unpack(body).toString("utf8");
      expect(html).toContain(trackingId);
      expect(html).toContain("<style>");
      expect(html).not.toMatch(/<link rel="stylesheet"|<script/);
    }
  }
  expect((await rawGet(`/t/${trackingId}`, "identity")).headers).not.toHaveProperty("content-encoding");
  expect((await rawGet(`/t/${trackingId}`, "br;q=0, gzip;q=0")).headers).not.toHaveProperty("content-encoding");
});

/** By node:http, for fetch unpacks by itself. */
async function rawGet(path: string, encoding: string) {
  const { get } = await import("node:http");
  return new Promise<{ status?: number; headers: Record<string, unknown>; body: Buffer }>((resolve) => {
    get(door.origin + path, { headers: { "accept-encoding": encoding } }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode, headers: answer.headers, body });
    });
  });
}

test("the track form finds its way without the app", async () => {
  await killApp();
  for (const [path, to] of [
    ["/t?id=7f3k-9qxm 2t8v7", "/t/PCP-7F3K-9QXM-2T8V7"],
    ["/ur/t?id=nonsense", "/ur/t/nonsense"],
    ["/ur/t?id=", "/ur/track"],
  ] as const) {
    const answer = await fetch(door.origin + path, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, to]);
  }
});

test("misses are limited tightly while the app is away, hits never", async () => {
  await killApp();
  const trackingId = await given();
  const miss = () => fetch(`${door.origin}/t/${mint().trackingId}`);
  for (let i = 0; i < 20; i += 1) expect((await miss()).status).toBe(404);
  const refused = await miss();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.text()).toContain("Too many wrong IDs");
  const api = await fetch(`${door.origin}/api/v1/complaints/${mint().trackingId}`);
  expect(api.status).toBe(429);
  expect(await api.json()).toMatchObject({ code: "too-many-requests" });
  for (let i = 0; i < 50; i += 1) expect((await fetch(`${door.origin}/t/${trackingId}`)).status).toBe(200);
});

test("with the app there, an unknown ID is the app's to answer", async () => {
  const { trackingId } = mint();
  expect(await (await fetch(`${door.origin}/t/${trackingId}`)).text()).toBe(`app: GET /t/${trackingId}`);
});

test("away: a page says since when, what works, what became of answers and whom to call, in both languages", async () => {
  await killApp();
  for (const [path, words] of [
    ["/desk", ["This page is not there just now", "Nobody can name the hour", "/lodge", "/track", "is safe", "tel:"]],
    ["/ur/desk", ["یہ صفحہ ابھی دستیاب نہیں", "/ur/lodge", "/ur/track", "محفوظ", "tel:"]],
  ] as const) {
    const answer = await fetch(door.origin + path, { headers: { accept: "text/html" } });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const html = await answer.text();
    for (const word of words) expect(html).toContain(word);
    expect(html).not.toMatch(/\bdoor\.[a-z]/);
  }
});

test("away: a form that isn't a lodging hears that it was not saved; programs get a problem with Retry-After", async () => {
  await killApp();
  const form = await fetch(`${door.origin}/my/PCP-7F3K-9QXM-2T8V7`, { method: "POST", body: new FormData() });
  expect(form.status).toBe(503);
  expect(await form.text()).toContain("was NOT saved");
  const action = await fetch(`${door.origin}/api/v1/complaints/PCP-7F3K-9QXM-2T8V7/actions/confirm`, {
    method: "POST",
    body: "{}",
  });
  expect(action.status).toBe(503);
  expect(Number(action.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await action.json()).toMatchObject({ code: "unavailable", status: 503 });
  expect(action.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("away: who signs out is signed out of this browser all the same", async () => {
  await killApp();
  const headers = { cookie: "jawab-session=x", origin: door.origin };
  const left = await fetch(`${door.origin}/ur/sign-out`, { method: "POST", headers, redirect: "manual" });
  expect([left.status, left.headers.get("location")]).toEqual([303, "/ur"]);
  expect(left.headers.getSetCookie()).toEqual([expect.stringMatching(/^jawab-session=; Path=\/; Max-Age=0; HttpOnly/)]);
});

test("read-only: reads stay live, changes are refused with the announced words, lodgings are spooled", async () => {
  door.announce(READ_ONLY);
  expect(await (await fetch(`${door.origin}/desk`)).text()).toBe("app: GET /desk");
  const form = await fetch(`${door.origin}/ur/my/PCP-7F3K-9QXM-2T8V7`, { method: "POST", body: new FormData() });
  expect(form.status).toBe(503);
  expect(form.headers.get("retry-after")).toBeTruthy();
  const html = await form.text();
  expect(html).toContain("ڈیٹابیس منتقل ہو رہا ہے");
  expect(html).toMatch(/24 نومبر، 2026، دوپہر.3:00/); // 10:00 UTC in Pakistan
  for (const [method, path] of [
    ["POST", "/api/v1/complaints/PCP-7F3K-9QXM-2T8V7/actions/confirm"],
    ["DELETE", "/api/v1/x"],
  ]) {
    const refused = await fetch(door.origin + path, { method });
    expect(refused.status, path).toBe(503);
    expect(await refused.json()).toMatchObject({ code: "read-only", since: READ_ONLY.since, until: READ_ONLY.until });
  }
  // An administrator must come in and end it, officers are told by the app; a key only opens.
  for (const path of ["/sign-in", "/ur/sign-out", "/ur/admin", "/desk/PCP-7F3K-9QXM-2T8V7", "/api/auth/x"]) {
    expect((await fetch(door.origin + path, { method: "POST", body: new FormData() })).status, path).toBe(200);
  }
  const key = new URLSearchParams({ claimKey: "x" });
  expect((await fetch(`${door.origin}/my/PCP-7F3K-9QXM-2T8V7`, { method: "POST", body: key })).status).toBe(200);
  const trackingId = await given();
  expect((await (await fetch(`${door.origin}/api/v1/complaints/${trackingId}`)).json()).state).toBe("RECEIVED");
});

test("an app that can't write makes the portal read-only", async () => {
  const sick = await startApp((_, response) => response.end());
  const answer = { mode: "normal", database: { ok: false } };
  vi.spyOn(door.client, "probe").mockImplementation(async () => ({
    status: 503,
    headers: {},
    body: Buffer.from(JSON.stringify(answer)),
  }));
  await expect.poll(() => door.health.state).toBe("read-only");
  vi.restoreAllMocks();
  await sick.kill();
});

test("readiness tells the truth of each part, health whether anything works", async () => {
  const ready = async () => {
    const answer = await fetch(`${door.origin}/readyz`);
    return { status: answer.status, body: await answer.json() };
  };
  expect(await ready()).toMatchObject({
    status: 503,
    body: { mode: "normal", statusStore: { ok: false, asOf: null } },
  });
  door.store.apply([], 1, new Date().toISOString());
  expect(await ready()).toMatchObject({
    status: 200,
    body: {
      mode: "normal",
      app: { ok: true },
      database: { ok: true },
      statusStore: { ok: true },
      spool: { ok: true, waiting: 0, refused: 0 },
      door: { ok: true, pid: process.pid },
    },
  });
  door.announce(READ_ONLY);
  expect(await ready()).toMatchObject({ status: 503, body: { mode: "read-only" } });
  door.announce({ mode: "normal" });
  await killApp();
  expect(await ready()).toMatchObject({ status: 503, body: { mode: "away", app: { ok: false } } });
  expect((await fetch(`${door.origin}/healthz`)).status).toBe(200);
});

test("a file goes to the app from disk, and into the spool when the app fails; nothing stays behind", async () => {
  await killApp();
  const { trackingId, claimKey } = mint();
  const bytes = new Uint8Array(3_000_000).fill(9);
  const file = { sha256: sha256(bytes), type: "image/jpeg", bytes: bytes.length, role: "photo" };
  const body = lodgement(claimKey, { attachments: [file] });
  const taken = await (await put(trackingId, body)).json();
  expect(taken).toMatchObject({ ok: true, contentHash: contentHashOf(body) });
  const send = (key: string | null, hash = file.sha256) =>
    fetch(`${door.origin}/api/v1/complaints/${trackingId}/attachments/${hash}`, {
      method: "PUT",
      body: bytes,
      headers: key ? { authorization: `Bearer ${key}` } : {},
    });
  expect((await send(null)).status).toBe(401);
  expect((await send(mint().claimKey)).status).toBe(403);
  expect((await send("short")).status).toBe(403);
  expect((await send(claimKey, "0".repeat(64))).status).toBe(422);
  expect((await send(claimKey)).status).toBe(202);
  expect(readdirSync(join(door.root, "bodies"))).toEqual([]);
});

test("bodies that are too large are refused, whether they say so or not", async () => {
  const { trackingId, claimKey } = mint();
  const path = `${door.origin}/api/v1/complaints/${trackingId}`;
  const json = { "content-type": "application/json" };
  expect((await fetch(path, { method: "PUT", body: "x".repeat(70_000), headers: json })).status).toBe(413);
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
  });
  const file = await fetch(`${path}/attachments/${"0".repeat(64)}`, {
    method: "PUT",
    body: endless,
    duplex: "half",
    headers: { authorization: `Bearer ${claimKey}` },
  } as RequestInit).catch(() => null);
  expect([413, undefined]).toContain(file?.status);
  expect(readdirSync(join(door.root, "bodies"))).toEqual([]);
});
