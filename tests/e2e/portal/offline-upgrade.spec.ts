import type { Page } from "@playwright/test";
import { mint } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { bringPhone } from "@/tests/support/phone/phone-code";
import { fillVersion1, openVersion1 } from "@/tests/support/phone/version-1";

test.use({ serviceWorkers: "block" });

const DELIVERIES = ["waiting", "spooled", "delivered"];
const IDS = () => DELIVERIES.map((delivery) => ({ trackingId: mint().trackingId, delivery }));

/** A tab of the build before: no script of today runs in it, and its connection is open. */
async function oldTab(page: Page, ids: { trackingId: string; delivery: string }[]): Promise<void> {
  await page.goto("/icon.svg");
  await openVersion1(page);
  await fillVersion1(page, ids);
}

test("a phone's database of version 1 is opened while an old tab holds it: nothing is lost", async ({
  page,
  context,
}) => {
  await context.route("**/api/v1/complaints/**", (route) => route.abort("internetdisconnected"));
  const ids = IDS();
  await oldTab(page, ids);
  const fresh = await context.newPage();
  await fresh.goto("/my");
  for (const { trackingId } of ids) await expect(fresh.getByText(trackingId)).toBeVisible();
  await bringPhone(fresh);
  const all = await fresh.evaluate(() => phone.list());
  expect(all.map(({ delivery }) => delivery).toSorted()).toEqual(["delivered", "queued", "spooled"]);
  for (const one of all) {
    expect(one).toMatchObject({ claimKey: "k".repeat(43), answers: { text: "An old complaint" } });
    expect(await fresh.evaluate((id) => phone.bytesOf(id), one.trackingId)).toEqual([1_000]);
  }
  const draft = await fresh.evaluate(async () => {
    const found = await phone.findDraft();
    return (
      found && { ...found, files: found.files.map(({ content }) => Array.from(new Uint8Array(content).slice(0, 2))) }
    );
  });
  expect(draft).toMatchObject({
    answers: { text: "An old draft", contact: { name: "Shazia", phone: "" } },
    files: [[9, 9]],
  });
});

test("the old draft opens in the new form, though it stood at a step that is no more", async ({ page, context, t }) => {
  await oldTab(page, []);
  const fresh = await context.newPage();
  await fresh.goto("/lodge");
  await expect(fresh.getByText(t("lodge.draft.restored"))).toBeVisible();
  await expect(fresh.getByRole("heading", { level: 1, name: t("lodge.about.title") })).toBeVisible();
});

test("a tab of today goes on working when a newer version takes the database over", async ({ page, context }) => {
  await page.goto("/track");
  await bringPhone(page);
  const before = await page.evaluate(() => phone.keep());
  const newer = await context.newPage();
  await newer.goto("/icon.svg");
  await newer.evaluate(async () => {
    const open = indexedDB.open("jawab", 3);
    open.onupgradeneeded = () => open.result.createObjectStore("something-new");
    await new Promise((resolve, reject) => {
      open.onsuccess = resolve;
      open.onerror = reject;
    });
  });
  const after = await page.evaluate(() => phone.keep());
  const ids = await page.evaluate(async () => (await phone.list()).map(({ trackingId }) => trackingId));
  expect(ids.toSorted()).toEqual([before.trackingId, after.trackingId].toSorted());
});
