import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { type Line, openLine } from "@/tests/support/e2e/line";
import { signIn } from "@/tests/support/e2e/sign-in";
import { hasWaiting, listCached, lookForNewer, markOf, waitForWorker } from "@/tests/support/e2e/worker";

const OFFLINE = ["/", "/lodge", "/track", "/my", "/offline", "/ur", "/ur/lodge", "/ur/track", "/ur/my", "/ur/offline"];

const _controller = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null);

test.describe("what a phone keeps", () => {
  test("pages, hashed files and pictures; nothing of a session, no payload, nobody's complaint", async ({
    browser,
    baseURL,
    givenComplaint,
  }) => {
    const { trackingId, claimKey } = await givenComplaint({ text: "A sentence that no cache may hold, told once." });
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await page.goto("/");
    await waitForWorker(page);

    await page.goto(`/t/${trackingId}`);
    await page.goto(`/track`);
    await page.goto(`/my/${trackingId}#k=${claimKey}`);
    await expect(page.getByText("A sentence that no cache may hold")).toBeVisible();
    await page.goto("/my");
    await expect(page.getByText(trackingId).first()).toBeVisible();
    await signIn(page, "officer", "en", baseURL);
    await expect(page).toHaveURL(/\/desk$/);
    await page.goto(`/desk/${trackingId}`);
    await expect(page.getByText("A sentence that no cache may hold")).toBeVisible();
    await page.goto("/ur/lodge");
    await page.goto("/api/v1/reference.json");
    await page.goto("/about");
    await page.waitForTimeout(1_000); // what is refreshed behind the reader's back

    const cached = await listCached(page);
    const paths = cached.map(({ url }) => {
      const { pathname, searchParams } = new URL(url);
      searchParams.delete("__WB_REVISION__");
      return pathname + (searchParams.size > 0 ? `?${searchParams}` : "");
    });
    const strangers = paths.filter(
      (path) => !OFFLINE.includes(path) && !/^\/_next\/static\/|^\/(icon|girih)\.svg$/.test(path),
    );
    expect(strangers).toEqual([]);
    for (const path of OFFLINE) expect(paths, "kept once").toContain(path);
    expect(
      paths.some((path) => path.endsWith(".woff2")),
      "the Urdu faces, since they were used",
    ).toBe(true);
    for (const secret of [trackingId, claimKey, "A sentence that no cache", "officer@demo.pk"]) {
      expect(cached.filter(({ body, url }) => body.includes(secret) || url.includes(secret))).toEqual([]);
    }
    await context.close();
  });

  test("a page kept with its cookies would be somebody's own: it is fetched without", async ({ browser, baseURL }) => {
    const line = await openLine(baseURL ?? "");
    const context = await browser.newContext();
    await context.addCookies([{ name: "jawab-anything", value: "mine", url: line.origin }]);
    const page = await context.newPage();
    await page.goto(`${line.origin}/`);
    await waitForWorker(page);
    const [own] = (await listCached(page)).filter(({ url }) => url === `${line.origin}/my`);
    expect(own?.body).toContain("<html");
    line.edit("/my", "Changed");
    await page.goto(`${line.origin}/my`);
    await expect(async () => {
      const kept = (await listCached(page)).find(({ url }) => url === `${line.origin}/my`);
      expect(kept?.body).toContain('content="Changed"');
    }).toPass();
    await context.close();
    await line.close();
  });

  test("manifest and icons are as a browser wants them for installing", async ({ page, request }) => {
    for (const [start, language, direction] of [
      ["/", "en", "ltr"],
      ["/ur", "ur", "rtl"],
    ] as const) {
      await page.goto(start);
      const href = await page.locator("link[rel=manifest]").getAttribute("href");
      const manifest = await (await request.get(href ?? "")).json();
      expect(manifest).toMatchObject({
        lang: language,
        dir: direction,
        start_url: start,
        scope: "/",
        display: "standalone",
      });
      expect(manifest.shortcuts.map(({ url }: { url: string }) => url)).toEqual(
        ["/lodge", "/track"].map((path) => (start === "/" ? path : start + path)),
      );
      for (const { src, sizes, type } of manifest.icons) {
        const icon = await request.get(src);
        expect(icon.headers()["content-type"], src).toBe(type);
        if (!/^\d/.test(sizes)) continue;
        const bytes = await icon.body();
        expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
      }
      for (const purpose of ["any", "maskable"]) {
        for (const sizes of ["192x192", "512x512"]) {
          expect(manifest.icons).toContainEqual(expect.objectContaining({ purpose, sizes, type: "image/png" }));
        }
      }
    }
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Playwright's windows are all of the private kind.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  });

  test("what the worker lists weighs under 300 kB as it comes over the wire", async ({ request }) => {
    const worker = await (await request.get("/sw.js")).text();
    const urls = Array.from(worker.matchAll(/["']?url["']?:\s*["']([^"']+)["']/g), ([, url = ""]) => url);
    expect(urls.length).toBeGreaterThan(10);
    const { brotliCompressSync, constants } = await import("node:zlib");
    let total = 0;
    for (const url of urls) {
      const answer = await request.get(url);
      expect(answer.status(), url).toBe(200);
      total += brotliCompressSync(await answer.body(), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    }
    expect(total).toBeLessThan(300_000);
  });
});

test.describe("a new build", () => {
  let line: Line;
  let context: BrowserContext;
  test.beforeEach(async ({ baseURL, browser }) => {
    line = await openLine(baseURL ?? "");
    context = await browser.newContext();
  });
  test.afterEach(async () => {
    await context.close();
    await line.close();
  });

  test("is there on the next visit, whole, and offline too", async () => {
    const page = await context.newPage();
    await page.goto(`${line.origin}/`);
    await waitForWorker(page);
    line.upgrade("Build two");
    await page.goto(`${line.origin}/track`); // a visit finds it, and shows at once what the phone has
    await expect.poll(() => hasWaiting(page)).toBe(true);
    await page.goto(`${line.origin}/`);
    expect(await markOf(page)).toBe("Build two");
    await expect.poll(() => hasWaiting(page), { timeout: 30_000 }).toBe(false); // the old one finishes what it has begun
    await line.cut();
    for (const path of OFFLINE) {
      await page.goto(`${line.origin}${path}`);
      expect(await markOf(page), path).toBe("Build two");
    }
    const caches = new Set((await listCached(page)).map(({ cache }) => cache));
    expect([...caches].filter((name) => name.startsWith("jawab-pages-"))).toEqual([
      "jawab-pages-2222222222222222.json",
    ]);
  });

  test("never breaks an open form, which is not reloaded, and goes on without a network", async ({ t }) => {
    const form = await context.newPage();
    await form.goto(`${line.origin}/lodge`);
    await waitForWorker(form);
    await form.goto(`${line.origin}/lodge`);
    await form.getByLabel(t("lodge.about.searchLabel")).fill("kachra");
    await form.evaluate(() => document.body.setAttribute("data-same-page", "yes"));
    line.upgrade("Build two");
    await lookForNewer(form);
    await expect.poll(() => hasWaiting(form)).toBe(true);

    const other = await context.newPage();
    await other.goto(`${line.origin}/`);
    await other.goto(`${line.origin}/track`);
    await other.waitForTimeout(500);
    expect(await hasWaiting(other), "it waits as long as the form is open").toBe(true);
    await line.cut();
    await form.locator("#service-search-results").getByRole("button").first().click();
    await form.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
    await form.getByLabel(t("lodge.place.landmark")).fill("Street 7");
    await form.getByRole("button", { name: t("lodge.continue"), exact: true }).click();
    await form.getByLabel(t("lodge.story.text")).fill("The garbage has not been collected for two weeks.");
    expect(await form.evaluate(() => document.body.getAttribute("data-same-page"))).toBe("yes");

    await line.up();
    await form.close();
    await expect(async () => {
      await other.goto(`${line.origin}/`);
      expect(await markOf(other)).toBe("Build two");
    }).toPass();
  });

  test("a word that an office changed is there on the visit after, without a new build", async () => {
    const page = await context.newPage();
    await page.goto(`${line.origin}/`);
    await waitForWorker(page);
    line.edit("/track", "Changed");
    await page.goto(`${line.origin}/track`);
    await expect(async () => {
      await page.goto(`${line.origin}/track`);
      expect(await markOf(page)).toBe("Changed");
    }).toPass();
    await line.cut();
    await page.goto(`${line.origin}/track`);
    expect(await markOf(page)).toBe("Changed");
  });
});
