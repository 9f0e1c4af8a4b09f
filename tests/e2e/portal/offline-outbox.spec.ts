import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { type BadServer, isPut, type Mischief, openBadServer, problemOf } from "@/tests/support/phone/bad-server";
import { startBrowser } from "@/tests/support/phone/browser";
import type { Kept } from "@/tests/support/phone/in-page";
import { bringPhone } from "@/tests/support/phone/phone-code";
import { findArrived } from "@/tests/support/phone/proof";

/** A phone's browser behind a network that does everything wrong; the portal behind it is the real one. */
let net: BadServer;
let context: BrowserContext;
let page: Page;

test.beforeEach(async ({ browser, baseURL, locale, timezoneId }) => {
  net = await openBadServer(baseURL ?? "");
  context = await browser.newContext({ locale, timezoneId });
  page = await openPage();
});
test.afterEach(async () => {
  await context.close();
  await net.close();
});

/** A page without scripts of the portal: here nobody sends but the test. */
async function openPage(): Promise<Page> {
  const opened = await context.newPage();
  await opened.goto(`${net.origin}/icon.svg`);
  await bringPhone(opened);
  return opened;
}

const keep = (photos = 0, answers = {}) =>
  page.evaluate(([count, told]) => phone.keep({ photos: count, answers: told }), [photos, answers] as const);
const sendAll = (mode: "now" | "due" = "now") => page.evaluate((how) => phone.sendAll(undefined, how), mode);
const record = async ({ trackingId }: Kept) => {
  const all = await page.evaluate(() => phone.list());
  const found = all.find((one) => one.trackingId === trackingId);
  if (!found) throw new Error(`${trackingId} is gone from the phone`);
  return found;
};
const bytesOf = ({ trackingId }: Kept) => page.evaluate((id) => phone.bytesOf(id), trackingId);
const puts = (kept: Kept) => net.log.filter((asked) => isPut(asked) && asked.path.includes(kept.trackingId));
const onPut = (mischief: Mischief | null) => net.decide((asked) => (isPut(asked) ? mischief : null));

async function expectArrived(baseURL: string | undefined, kept: Kept): Promise<void> {
  const arrived = await findArrived(baseURL ?? "", kept);
  expect(arrived).toMatchObject({ sameContent: true });
  expect(arrived?.files.toSorted()).toEqual(kept.files.toSorted());
}

const FAILURES: [string, string | RegExp, Mischief][] = [
  // Within the headers it is an answer without a body for Chromium.
  ["an answer cut off at a random byte", /no-answer|not-ours/, { does: "cut" }],
  ["a connection that ends", "no-answer", { does: "deaf" }],
  ["a captive portal's 200", "not-ours", { does: "captive" }],
  ["an answer with another hash", "not-proven", { does: "wrong-hash" }],
  ["a made-up ok", "not-proven", { does: "answer", status: 201, json: { ok: true } }],
  ["429", "busy", { does: "answer", status: 429, json: problemOf(429, "too-many-requests") }],
  ["503", "away", { does: "answer", status: 503, json: problemOf(503, "unavailable") }],
  ["507", "full", { does: "answer", status: 507, json: problemOf(507, "no-space") }],
  ["500 of ours", "trouble", { does: "answer", status: 500, json: problemOf(500, "unexpected") }],
  ["a stranger's 422", "not-ours", { does: "answer", status: 422, headers: { "content-type": "text/html" }, json: {} }],
  ["a redirect", "not-ours", { does: "answer", status: 302, headers: { location: "/welcome" }, json: {} }],
];

for (const [name, code, mischief] of FAILURES) {
  test(`${name} is no delivery, and no loss`, async ({ baseURL }) => {
    const kept = await keep(2);
    onPut(mischief);
    expect(await sendAll()).toMatchObject({ busy: false, unsent: 1 });
    expect(await record(kept)).toMatchObject({
      delivery: "queued",
      queue: { attempts: 1, error: expect.stringMatching(code) },
    });
    expect(await bytesOf(kept)).toHaveLength(2);

    net.decide((asked) => (isPut(asked) && asked.path.includes("attachments") ? mischief : null));
    await sendAll();
    expect(await record(kept)).toMatchObject({ delivery: "delivered", queue: { error: expect.stringMatching(code) } });
    expect(await bytesOf(kept), "the photos stay until they are proven").toHaveLength(2);

    net.decide(() => null);
    expect(await sendAll()).toMatchObject({ unsent: 0, nextTryAt: null });
    const done = await record(kept);
    expect(done.files.map(({ delivery }) => delivery)).toEqual(["delivered", "delivered"]);
    expect(await bytesOf(kept)).toEqual([]);
    await expectArrived(baseURL, kept);
  });
}

test("the portal's wish to be left alone is obeyed, in seconds and as a date, even by the button", async () => {
  const first = await keep();
  const second = await keep();
  for (const after of [() => "2", () => new Date(Date.now() + 3_000).toUTCString()]) {
    net.log.length = 0;
    const headers = { "retry-after": after() };
    onPut({ does: "answer", status: 429, headers, json: problemOf(429, "too-many-requests") });
    const { pausedUntil } = await sendAll();
    expect(pausedUntil).toBeGreaterThan(Date.now());
    expect(net.log.filter(isPut), "the second isn't even tried").toHaveLength(1);
    net.decide(() => null);
    expect(await sendAll("now")).toMatchObject({ unsent: 2, pausedUntil });
    expect(net.log.filter(isPut)).toHaveLength(1);
    await page.waitForTimeout((pausedUntil ?? 0) - Date.now() + 50);
  }
  expect(await sendAll("now")).toMatchObject({ unsent: 0, pausedUntil: null });
  expect((await record(first)).delivery).toBe("delivered");
  expect((await record(second)).delivery).toBe("delivered");
});

test("one that fails blocks no other, waits longer each time, and the button doesn't wait", async () => {
  const all = [await keep(), await keep(), await keep(1)] as const;
  const [stuck] = all;
  net.decide((asked) => (isPut(asked) && asked.path.includes(stuck.trackingId) ? { does: "deaf" } : null));
  expect(await sendAll()).toMatchObject({ unsent: 1 });
  expect((await record(all[1])).delivery).toBe("delivered");
  expect((await record(all[2])).delivery).toBe("delivered");
  const waits: number[] = [];
  for (let attempts = 1; attempts <= 4; attempts += 1) {
    const { queue } = await record(stuck);
    expect(queue.attempts).toBe(attempts);
    waits.push(queue.nextTryAt - Date.now());
    const before = puts(stuck).length;
    await sendAll("due");
    expect(puts(stuck), "its time has not come").toHaveLength(before);
    await sendAll("now");
    expect(puts(stuck).length, "Chromium itself asks twice where a kept connection ends").toBeGreaterThan(before);
  }
  expect(waits[0]).toBeGreaterThan(3_000);
  expect(waits[0]).toBeLessThan(6_500);
  expect(waits[3]).toBeGreaterThan(2 * (waits[1] ?? 0));
});

test("after a 202 the copy stays whole until the portal has entered it", async ({ baseURL }) => {
  const kept = await keep(2);
  const spooled = (asked: { path: string }): Mischief => {
    const { trackingId, contentHash } = kept;
    const sha256 = /[0-9a-f]{64}$/.exec(asked.path)?.[0];
    const receivedAt = new Date().toISOString();
    const json = { ok: true, trackingId, receivedAt, ...(sha256 ? { sha256 } : { contentHash, state: "RECEIVED" }) };
    return { does: "answer", status: 202, json };
  };
  const received: Mischief = { does: "answer", status: 200, json: { trackingId: kept.trackingId, state: "RECEIVED" } };
  net.decide((asked) => (isPut(asked) ? spooled(asked) : received));
  expect(await sendAll()).toMatchObject({ unsent: 0 });
  await page.evaluate(() => phone.refresh());
  expect(await record(kept)).toMatchObject({ delivery: "spooled", state: "RECEIVED" });
  expect(await bytesOf(kept)).toHaveLength(2);

  // The spool's disk is lost: a whole portal that doesn't know the ID gets it once more.
  net.decide((asked) => (asked.path.includes("readyz") ? READY : null));
  await age(kept);
  await page.evaluate(() => phone.refresh());
  expect(await record(kept)).toMatchObject({ delivery: "queued" });
  expect(await sendAll()).toMatchObject({ unsent: 0 });
  expect(await bytesOf(kept)).toEqual([]);
  await expectArrived(baseURL, kept);
});

test("what comes out of the spool counts as delivered, file by file", async ({ baseURL }) => {
  const kept = await keep(2);
  const spool: { path: string; body: Buffer }[] = [];
  net.decide((asked) => {
    if (!isPut(asked)) return null;
    spool.push(asked);
    const sha256 = /[0-9a-f]{64}$/.exec(asked.path)?.[0];
    const { trackingId, contentHash } = kept;
    return { does: "answer", status: 202, json: { ok: true, trackingId, ...(sha256 ? { sha256 } : { contentHash }) } };
  });
  await sendAll();
  const replay = async ({ path, body }: (typeof spool)[number]) => {
    const isFile = path.includes("attachments");
    const headers = {
      "content-type": isFile ? "image/jpeg" : "application/json",
      authorization: `Bearer ${kept.claimKey}`,
    };
    const answer = await fetch(`${baseURL}${path}`, { method: "PUT", headers, body: new Uint8Array(body) });
    expect(answer.status).toBe(201);
  };
  for (const entry of spool.slice(0, 2)) await replay(entry);
  await page.evaluate(() => phone.refresh());
  expect((await record(kept)).delivery).toBe("delivered");
  expect(await bytesOf(kept), "one photo is still in the spool").toHaveLength(1);
  for (const entry of spool.slice(2)) await replay(entry);
  await age(kept);
  await page.evaluate(() => phone.refresh());
  expect(await bytesOf(kept)).toEqual([]);
  await expectArrived(baseURL, kept);
});

test("a refusal keeps everything on the phone, with its reasons, and isn't sent again", async () => {
  const kept = await keep(1, { serviceCode: "XXX-NONE" });
  expect(await sendAll()).toMatchObject({ unsent: 0 });
  const refused = await record(kept);
  expect(refused.delivery).toBe("refused");
  expect(refused.refusal?.errors).toContainEqual({ field: "serviceCode", code: "unknown-service" });
  expect(await bytesOf(kept)).toHaveLength(1);
  const before = puts(kept).length;
  await sendAll();
  expect(puts(kept)).toHaveLength(before);
});

for (const locks of ["Web Locks", "a lease, where the browser has no locks"]) {
  test(`one sender at a time over all tabs, by ${locks}`, async () => {
    if (locks !== "Web Locks") {
      await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
      await page.reload();
      await bringPhone(page);
    }
    const other = await openPage();
    const all = await page.evaluate(() => phone.keepMany(4, { photos: 1 }));
    onPut({ does: "slow", ms: 100 });
    const rounds = await Promise.all([sendAll(), other.evaluate(() => phone.sendAll())]);
    expect(rounds.filter(({ busy }) => busy)).toHaveLength(1);
    for (const kept of all)
      expect(
        puts(kept)
          .map(({ path }) => path)
          .toSorted(),
      ).toHaveLength(2);
    expect(await other.evaluate(() => phone.sendAll())).toMatchObject({ busy: false, unsent: 0 });
  });
}

test("a phone without room says so, and keeps what it has", async () => {
  const profile = mkdtempSync(join(tmpdir(), "jawab-phone-"));
  const browser = await startBrowser(profile); // what has no disk has no quota either
  try {
    page = await browser.context.newPage();
    await page.goto(`${net.origin}/icon.svg`);
    await bringPhone(page);
    const devtools = await browser.context.newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: net.origin, quotaSize: 1_000_000 });
    const kept = await keep(1);
    await expect(page.evaluate(() => phone.keep({ photos: 5, side: 700 }))).rejects.toThrow("no-room");
    expect(await page.evaluate(() => phone.list())).toHaveLength(1);
    expect(await bytesOf(kept)).toHaveLength(1);
    await sendAll();
    expect((await record(kept)).delivery, "what is there can still be sent").toBe("delivered");
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true });
  }
});

const READY: Mischief = { does: "answer", status: 200, json: { app: { ok: true }, database: { ok: true } } };

/** As if the last look had been long ago. */
async function age({ trackingId }: Kept): Promise<void> {
  await page.evaluate(async (id) => {
    const open = indexedDB.open("jawab");
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const write = open.result.transaction("complaints", "readwrite");
    const found = write.objectStore("complaints").get(id);
    found.onsuccess = () => write.objectStore("complaints").put({ ...found.result, checkedAt: 0 });
    await new Promise((resolve) => {
      write.oncomplete = resolve;
    });
    open.result.close();
  }, trackingId);
}
