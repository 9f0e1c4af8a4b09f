import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { eventually } from "@/tests/support/e2e/processes";
import { isPut, openBadServer } from "@/tests/support/phone/bad-server";
import { type PhoneBrowser, startBrowser } from "@/tests/support/phone/browser";
import type { Kept } from "@/tests/support/phone/in-page";
import { bringPhone } from "@/tests/support/phone/phone-code";
import { findArrived } from "@/tests/support/phone/proof";

const COMPLAINTS = 6;
const PHOTOS = 3;

test("a browser killed in the middle of sending goes on where it was: all there, once, as sent", async ({
  baseURL,
}) => {
  const profile = mkdtempSync(join(tmpdir(), "jawab-phone-"));
  const net = await openBadServer(baseURL ?? "");
  let browser: PhoneBrowser | undefined;
  try {
    browser = await startBrowser(profile);
    const page = await browser.context.newPage();
    await page.goto(`${net.origin}/track`);
    await bringPhone(page);
    await browser.context.setOffline(true);
    const all: Kept[] = await page.evaluate(([count, photos]) => phone.keepMany(count, { photos }), [
      COMPLAINTS,
      PHOTOS,
    ] as const);

    for (const requests of [2, 6, 9]) {
      await browser.context.setOffline(false);
      net.decide((asked) => (isPut(asked) ? { does: "slow", ms: 150 } : null));
      net.log.length = 0;
      const next = await browser.context.newPage();
      await next.goto(`${net.origin}/`); // any page of the portal sends
      await expect.poll(() => net.log.filter(isPut).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(requests);
      await browser.kill();
      browser = await startBrowser(profile);
    }

    net.decide(() => null);
    const last = await browser.context.newPage();
    await last.goto(`${net.origin}/ur/about`);
    for (const kept of all) {
      await eventually(async () => {
        const arrived = await findArrived(baseURL ?? "", kept);
        expect(arrived?.files.toSorted()).toEqual(kept.files.toSorted());
        expect(arrived?.sameContent).toBe(true);
      });
    }
    await bringPhone(last);
    await expect.poll(() => last.evaluate(async () => (await phone.listTodo()).length)).toBe(0);
    expect(await last.evaluate(() => phone.list())).toHaveLength(COMPLAINTS);
  } finally {
    await browser?.kill();
    await net.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
