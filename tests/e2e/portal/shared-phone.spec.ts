import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "@/tests/support/chromium";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { signIn } from "@/tests/support/e2e/sign-in";

/** Nothing of `secret` is in the page, not even where nobody sees it; and stays out. */
async function expectForgotten(page: Page, secret: string): Promise<void> {
  const holds = async () => (await page.content()).includes(secret);
  await expect(async () => {
    await page.waitForLoadState();
    expect(await holds()).toBe(false);
  }).toPass({ timeout: 10_000 });
  await page.waitForTimeout(500);
  await expect(async () => expect(await holds()).toBe(false)).toPass({ timeout: 2_000 });
}

async function goBack(page: Page, secret: string): Promise<void> {
  // Not page.goBack(): what loads anew on the way interrupts it.
  await page.evaluate(() => history.back());
  await page.waitForTimeout(500);
  await expectForgotten(page, secret);
}

test.describe("after signing out", () => {
  test("nothing of the case is behind the Back button, in a browser that keeps pages in memory", async ({
    baseURL,
    givenComplaint,
  }) => {
    const { trackingId } = await givenComplaint({ text: "What the next user of this desk must not read." });
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: CHROMIUM_FLAGS,
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    const page = await browser.newPage({ baseURL });
    const text = page.getByText("What the next user of this desk must not read.");
    await signIn(page, "officer", "en", baseURL);
    await expect(page).toHaveURL(/\/desk$/);
    await page.goto(`/desk/${trackingId}`);
    await expect(text).toBeVisible();
    const [answer] = await Promise.all([
      page.waitForResponse((response) => new URL(response.url()).pathname === "/sign-out"),
      page.getByRole("button", { name: "Sign out" }).click(),
    ]);
    expect(await answer.headerValue("clear-site-data")).toBe('"cache"');
    await expect(page).toHaveURL(/\/sign-in\?ended=1$/);
    for (let tries = 0; tries < 3; tries += 1) {
      await goBack(page, "What the next user of this desk must not read.");
    }
    await browser.close();
  });

  test("and after a citizen has removed a complaint from a shared phone", async ({ baseURL, givenComplaint, t }) => {
    const { trackingId, claimKey } = await givenComplaint({ text: "What the next user of this phone must not read." });
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: CHROMIUM_FLAGS,
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    const page = await browser.newPage({ baseURL });
    const text = page.getByText("What the next user of this phone must not read.");
    await page.goto("/");
    await page.goto(`/my/${trackingId}#k=${claimKey}`);
    await expect(text).toBeVisible();
    await page.getByText(t("my.forget.title")).click();
    await page.locator("#forget-sure").check();
    await page.getByRole("button", { name: t("my.forget.submit"), exact: true }).click();
    await expect(page).toHaveURL(/\/my\?removed=1$/);
    await expectForgotten(page, "What the next user of this phone must not read.");
    for (let tries = 0; tries < 2; tries += 1) {
      await goBack(page, "What the next user of this phone must not read.");
    }
    await browser.close();
  });
});
