import { expect, type Page } from "@playwright/test";

/** Until a worker is at work and this page is its own. */
export async function waitForWorker(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Every address in every cache of the origin that the page is of. */
export async function listCached(page: Page): Promise<{ cache: string; url: string; body: string }[]> {
  return page.evaluate(async () => {
    const found: { cache: string; url: string; body: string }[] = [];
    for (const cache of await caches.keys()) {
      const opened = await caches.open(cache);
      for (const request of await opened.keys()) {
        const answer = await opened.match(request);
        found.push({ cache, url: request.url, body: (await answer?.text()) ?? "" });
      }
    }
    return found;
  });
}

/** Whether a newer worker is ready and waits. */
export async function hasWaiting(page: Page): Promise<boolean> {
  return page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
}

/** Asks for a newer worker, as each visit and each hour does. */
export async function lookForNewer(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

/** What the line has marked the page with, or null. */
export async function markOf(page: Page): Promise<string | null> {
  const mark = page.locator("meta[name=mark]");
  return (await mark.count()) > 0 ? mark.first().getAttribute("content") : null;
}
