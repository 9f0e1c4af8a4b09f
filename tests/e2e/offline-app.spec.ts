import type { Page } from "@playwright/test";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { type Line, openLine } from "@/tests/support/e2e/line";
import { readClaim, tellBySteps } from "@/tests/support/e2e/lodge-form";
import { waitForWorker } from "@/tests/support/e2e/worker";

test.use({ viewport: { width: 360, height: 740 } });

let line: Line;
test.beforeEach(async ({ baseURL }) => {
  line = await openLine(baseURL ?? "");
});
test.afterEach(() => line.close());

/** Notes what breaks in a page; what a phone without network says of that is asked for. */
function noteErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_CONNECTION_REFUSED|Failed to load resource/.test(message.text())) {
      errors.push(message.text());
    }
  });
  return errors;
}

test("after one visit to any page, the portal opens with no network", async ({ browser, contextOptions, at, t }) => {
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const errors = noteErrors(page);
  await page.goto(`${line.origin}${at.about}`);
  await waitForWorker(page);
  await page.close();
  await line.cut();

  const visit = await context.newPage();
  const offlineErrors = noteErrors(visit);
  const heading = visit.getByRole("heading", { level: 1 });
  for (const [path, title] of [
    [at.home, "home.heading"],
    [at.lodge, "lodge.about.title"], // the first step: script, search and all
    [at.track, "common.trackPage.title"],
    [at.my, "my.list.title"],
    [at.offline, "offline.title"],
  ] as const) {
    await visit.goto(`${line.origin}${path}`);
    await expect(heading, path).toHaveText(t(title));
    await expectNoSidewaysScroll(visit);
  }

  await test.step("any other page says what works, at its own address", async () => {
    for (const path of [at.about, at.desk, at.status("PCP-7F3K-9QXM-2T8V7"), at.signIn]) {
      await visit.goto(`${line.origin}${path}`);
      await expect(heading, path).toHaveText(t("offline.title"));
      expect(new URL(visit.url()).pathname).toBe(path);
    }
    await expectNoAxeViolations(visit);
    await expect(visit.getByRole("link", { name: t("offline.lodge.title") })).toHaveAttribute("href", at.lodge);
    await expect(visit.getByRole("link", { name: t("offline.my.title") }).last()).toHaveAttribute("href", at.my);
    await expect(visit.locator("main a[href^='tel:']").first()).toBeVisible();
  });

  await test.step("with the network back it shows what was asked for", async () => {
    await line.up();
    await visit.getByRole("link", { name: t("offline.retry") }).click();
    await expect(visit.getByLabel(t("signIn.email"))).toBeVisible();
  });
  expect([...errors, ...offlineErrors]).toEqual([]);
  await context.close();
});

/** As the browser does when there is a network again. */
async function wakeWorker(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (ours) resolve(ours.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registration;
  const event = { origin, registrationId, tag: "jawab-outbox", lastChance: false };
  await session.send("ServiceWorker.dispatchSyncEvent", event);
}

test("a complaint with a photo is lodged on a phone that has no network, and sent with no page open", async ({
  browser,
  contextOptions,
  at,
  t,
  names,
  api,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(`${line.origin}${at.home}`);
  await waitForWorker(page);
  await line.cut();

  await page.goto(`${line.origin}${at.lodge}`);
  await tellBySteps(page, t, names, { text: "The garbage has not been collected for two weeks." });
  await page.getByRole("button", { name: t("lodge.check.send"), exact: true }).click();
  const { trackingId } = await readClaim(page);

  await page.goto(`${line.origin}${at.my}`);
  await expect(page.getByRole("listitem").filter({ hasText: trackingId }).first()).toBeVisible();
  expect((await api.look(trackingId)).status).toBe(404);

  await page.goto("about:blank"); // no page of the portal is open any more
  await line.up();
  await wakeWorker(page, line.origin);
  await expect.poll(async () => (await api.look(trackingId)).status, { timeout: 60_000 }).toBe(200);
  await context.close();
});
