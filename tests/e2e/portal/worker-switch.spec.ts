import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { eventually, ownPortal } from "@/tests/support/e2e/processes";
import { listCached, waitForWorker } from "@/tests/support/e2e/worker";

const controller = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null);

const portal = ownPortal("worker-switch", { appPort: 4195, doorPort: 4194 });
test.afterAll(() => portal.killAll());

test("the switch takes the worker off every phone, leaves what citizens have not sent, and lets it come back", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const off = join(portal.folder, "service-worker-off");
  portal.prepare();
  portal.startApp();
  const context = await browser.newContext({ baseURL: portal.door });
  await eventually(async () => expect((await fetch(`${portal.app}/healthz`)).status).toBe(200));
  portal.startDoor();
  await eventually(async () => expect((await fetch(`${portal.door}/sw.js`)).status).toBe(200));
  await eventually(async () => expect((await fetch(`${portal.door}/lodge`)).status).toBe(200));
  const page = await context.newPage();
  await page.goto("/lodge");
  await waitForWorker(page);
  await page.getByLabel("Write it in your own words").fill("kachra");
  await page.locator("#service-search-results").getByRole("button").first().click();
  await expect(page.getByLabel("District", { exact: true })).toBeVisible();
  const drafts = () =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open("jawab");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
            all.onsuccess = () => {
              opening.result.close();
              resolve(JSON.stringify(all.result));
            };
          };
        }),
    );
  await expect.poll(drafts).toContain("MUN-GARB");
  const before = await drafts();

  writeFileSync(off, "");
  await page.goto("/track"); // one visit, on which the browser finds the other one
  await expect.poll(async () => (await listCached(page)).length, { timeout: 20_000 }).toBe(0);
  await page.goto("/track");
  expect(await controller(page)).toBeNull();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await drafts()).toBe(before);

  rmSync(off);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.goto("/");
  await waitForWorker(page);
  expect((await listCached(page)).length).toBeGreaterThan(0);
  expect(await drafts()).toBe(before);
  await context.close();
});
