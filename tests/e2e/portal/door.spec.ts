import type { ChildProcess } from "node:child_process";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { apiAt, contentHashOf, lodgement, mint, sha256 } from "@/tests/support/e2e/api";
import { aPhoto } from "@/tests/support/e2e/pictures";
import { eventually, ownPortal } from "@/tests/support/e2e/processes";

test.describe.configure({ mode: "serial" });

const portal = ownPortal("door", { appPort: 4181, doorPort: 4180 });
const api = apiAt(portal.door);
let app: ChildProcess;
let door: ChildProcess;

test.beforeAll(async () => {
  portal.prepare();
  app = portal.startApp();
  door = portal.startDoor();
  await normal();
});
test.afterAll(() => portal.killAll());

/** The app answers through the door, which has noticed it. */
function normal(): Promise<void> {
  return eventually(async () => {
    const { trackingId, claimKey } = mint();
    expect((await api.lodge(trackingId, lodgement(claimKey))).status).toBe(201);
  });
}

test("a lodging goes through to the app, and the door shows its status from a store of its own", async () => {
  const { trackingId, claimKey } = mint();
  expect((await api.lodge(trackingId, lodgement(claimKey))).status).toBe(201);
  await eventually(async () => {
    expect((await api.look(trackingId)).body).toMatchObject({ trackingId, state: "ASSIGNED", serviceCode: "WAT-SEWR" });
  });
  const { body } = await api.look(trackingId, { claimKey });
  await api.act({ trackingId, claimKey }, "withdraw", { version: body.version, pressured: false });
  // Within a second, says the design; the machine that tests it may be busy.
  await eventually(async () => expect((await api.look(trackingId)).body.state).toBe("WITHDRAW_PENDING"));
});

test("nobody from outside reaches what is internal", async () => {
  for (const path of ["/internal/status-feed?after=0", "/internal/build", "/internal"]) {
    const guess = await fetch(portal.door + path, { headers: { "x-jawab-door": "proven" } });
    expect(guess.status, path).toBe(404);
    expect((await fetch(portal.app + path, { headers: { "x-jawab-door": "proven" } })).status, path).toBe(404);
  }
});

test("the app is killed: tracking and lodging go on, and what was taken is entered once when it is back", async () => {
  const known = mint();
  await api.lodge(known.trackingId, lodgement(known.claimKey));
  await eventually(async () => expect((await api.look(known.trackingId)).body.state).toBe("ASSIGNED"));
  await portal.kill(app);

  const page = await fetch(`${portal.door}/ur/t/${known.trackingId}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(known.trackingId);
  expect((await api.look(known.trackingId)).body.state).toBe("ASSIGNED");

  const { buffer } = await aPhoto();
  const photo = Uint8Array.from(buffer);
  const fresh = mint();
  const file = { sha256: sha256(photo), type: "image/jpeg", bytes: photo.length, role: "photo" };
  const body = lodgement(fresh.claimKey, { attachments: [file] });
  const taken = await api.lodge(fresh.trackingId, body);
  expect(taken.status).toBe(202);
  expect(taken.body).toMatchObject({ ok: true, contentHash: contentHashOf(body), state: "RECEIVED", receipt: null });
  expect((await api.lodge(fresh.trackingId, body)).body.receivedAt).toBe(taken.body.receivedAt);
  expect((await api.lodge(fresh.trackingId, { ...body, text: "Something else altogether" })).status).toBe(409);
  expect((await api.sendFile(mint(), photo)).status).toBe(404);
  expect((await api.sendFile({ ...fresh, claimKey: mint().claimKey }, photo)).status).toBe(403);
  expect((await api.sendFile(fresh, photo)).status).toBe(202);
  expect((await api.look(fresh.trackingId)).body).toMatchObject({ state: "RECEIVED", service: "protected" });

  // A door that is killed has forgotten nothing that it has acknowledged.
  await portal.kill(door);
  door = portal.startDoor();
  await eventually(async () => expect((await api.look(fresh.trackingId)).body.state).toBe("RECEIVED"));
  expect((await api.look(known.trackingId)).body.state).toBe("ASSIGNED");

  app = portal.startApp();
  await eventually(async () => expect((await api.look(fresh.trackingId)).body.state).toBe("ASSIGNED"));
  expect((await api.look(fresh.trackingId)).body.lodgedAt).toBe(taken.body.receivedAt);
  await eventually(async () => {
    const own = await api.look(fresh.trackingId, fresh);
    expect(own.body.attachments).toMatchObject([{ sha256: sha256(photo), arrived: true }]);
  });
  const db = new Database(`${portal.folder}/db/portal.sqlite`, { readonly: true });
  expect(db.prepare("SELECT count(*) FROM Complaint WHERE trackingId = ?").pluck().get(fresh.trackingId)).toBe(1);
  db.close();
});

test("static pages stay without the app, and every other page says what works and whom to call", async () => {
  await normal();
  await eventually(async () => {
    const kept = await fetch(`${portal.door}/ur/lodge`);
    expect(kept.headers.get("etag")).toMatch(/^W\/"[\w-]{22}"$/);
  });
  await portal.kill(app);
  const lodge = await fetch(`${portal.door}/ur/lodge`, { headers: { "accept-encoding": "br" } });
  expect(lodge.status).toBe(200);
  expect(lodge.headers.get("content-security-policy")).toContain("sha256-");
  const html = await lodge.text();
  for (const [, script] of html.matchAll(/<script src="(\/_next\/static\/[^"]+)"/g)) {
    const file = await fetch(`${portal.door}${script}`);
    expect(file.headers.get("cache-control")).toContain("immutable");
  }
  const away = await fetch(`${portal.door}/desk`, { headers: { accept: "text/html" } });
  expect(away.status).toBe(503);
  expect(away.headers.get("retry-after")).toBeTruthy();
  expect(await away.text()).toContain("What works all the same");
  expect((await fetch(`${portal.door}/healthz`)).status).toBe(200);
  app = portal.startApp();
});
