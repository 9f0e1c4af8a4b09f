import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** axe finds nothing: neither against WCAG nor against its best practices. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ target }) => target).join(" | ")}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing sticks out sideways: a phone's page is only ever scrolled up and down. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // A page of a session may load itself anew meanwhile (components/shell/only-fresh.tsx).
  await expect(async () => {
    await page.waitForLoadState("load"); // before its style sheet a page has another width
    expect(await beyond(), `pixels beyond the edge on ${page.url()}`).toBeLessThanOrEqual(0);
  }).toPass({ timeout: 5_000 });
}
