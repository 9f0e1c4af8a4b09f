import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";

const PHONE = { width: 360, height: 740 };

/** A word of this test's own, whose first letters no other has: a search finds words that begin alike. */
const ownWord = () => `${randomBytes(4).toString("hex")}gali`;
const rows = (page: Page) => page.locator("tr[data-row]");

test("officers find their complaints by words in either spelling, by tracking ID, and by what they kept", async ({
  givenComplaint,
  signInAs,
  at,
  t,
}) => {
  const word = ownWord();
  const { trackingId } = await givenComplaint({ text: `${word} میں پانی کی پائپ لائن ٹوٹی ہے`, language: "ur" });
  await givenComplaint({ text: `${word} has a street light that is broken`, language: "en" });
  const { page } = await signInAs("officer");
  const search = async (words: string) => {
    await page.getByLabel(t("inbox.search.label")).fill(words);
    await page.getByRole("button", { name: t("inbox.search.submit"), exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === words.trim());
  };

  await search(word);
  await expect(rows(page)).toHaveCount(2);
  // The Arabic keyboard's letters for the same word.
  await search(`${word} پاني`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(trackingId);
  await search(trackingId.toLowerCase());
  await expect(rows(page)).toHaveCount(1);
  await search(trackingId.slice(0, -1) + (trackingId.endsWith("0") ? "1" : "0"));
  await expect(page.getByText(t("inbox.understood.mistyped"))).toBeVisible();

  await test.step("one's own filter, its name, and its end taken back", async () => {
    await search(word);
    await page.getByText(t("inbox.own.keep")).click();
    await page.getByLabel(t("inbox.own.name")).fill(`Street ${word}`);
    await page.getByRole("button", { name: t("inbox.own.submit"), exact: true }).click();
    await expect(page.getByText(t("inbox.said.kept"))).toBeVisible();
    await page.goto(at.desk);
    const own = page.getByRole("navigation", { name: t("inbox.ownFilters") });
    await own.getByRole("link", { name: `Street ${word}` }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.getByText(t("inbox.own.change")).click();
    await page.getByRole("button", { name: t("inbox.own.remove"), exact: true }).click();
    await expect(page.getByText(t("inbox.said.removed"))).toBeVisible();
    await expect(own.getByRole("link", { name: `Street ${word}` })).toHaveCount(0);
    await page.getByRole("button", { name: t("inbox.said.undo", { name: `Street ${word}` }) }).click();
    await expect(own.getByRole("link", { name: `Street ${word}` })).toBeVisible();
  });

  await test.step("the table is saved without contact, and without a formula", async () => {
    await search(word);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: t("inbox.export.link", { total: 2 }) }).click();
    const table = readFileSync(await (await download).path(), "utf8");
    expect(table.startsWith("\uFEFF")).toBe(true);
    expect(table).toContain(trackingId);
    expect(table).not.toContain(word);
  });

  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
});

for (const script of [true, false]) {
  test(`a supervisor gives all that match to an officer, ${script ? "with" : "without"} script; what went wrong is told`, async ({
    givenComplaint,
    signInAs,
    language,
    t,
  }) => {
    const word = ownWord();
    const given = [];
    for (let i = 0; i < 3; i += 1)
      given.push(await givenComplaint({ text: `${word} needs a new pipe`, language: "en" }));
    const { page } = await signInAs("supervisor", { javaScriptEnabled: script });
    await page.goto(`${paths.desk(language)}?q=${word}`);
    await expect(rows(page)).toHaveCount(3);
    await page.getByLabel(t("inbox.chooseAll", { total: 3 })).check();
    await page.getByRole("button", { name: t("inbox.bulk.assign.button"), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("inbox.bulk.assign.title"));
    await expectNoSidewaysScroll(page);

    // Meanwhile an officer takes one of them.
    const officer = await signInAs("officer2");
    await officer.open(given[0]?.trackingId ?? "");
    await officer.act("CLAIM");

    const adeel = language === "en" ? "Adeel Khan" : "عدیل خان";
    await page.getByLabel(t("inbox.bulk.assign.officer")).selectOption({ label: adeel });
    await page.getByLabel(t("inbox.bulk.assign.reason")).fill("One crew for one street");
    await page.getByRole("button", { name: t("inbox.bulk.assign.submit", { count: 3 }) }).click();
    await expect(page.getByText(t("inbox.bulk.done", { done: 2, failed: 1 }))).toBeVisible();
    await expect(page.getByRole("link", { name: given[0]?.trackingId })).toBeVisible();
    await page.getByRole("link", { name: t("inbox.bulk.back") }).click();
    await expect(rows(page).filter({ hasText: adeel })).toHaveCount(2);
  });
}

test("what comes in is counted without loading the page, and columns are remembered", async ({
  givenComplaint,
  signInAs,
  at,
  t,
}) => {
  test.setTimeout(90_000);
  await givenComplaint();
  const { page } = await signInAs("officer3");
  await page.goto(at.desk);
  await page.locator("summary").getByText(t("inbox.columns.title"), { exact: true }).click();
  await page.getByRole("checkbox", { name: t("inbox.columns.tags"), exact: true }).check();
  await page.getByRole("button", { name: t("inbox.columns.submit") }).click();
  await expect(page.getByText(t("inbox.said.columns"))).toBeVisible();
  await page.goto(at.desk);
  await expect(page.getByRole("columnheader", { name: t("inbox.columns.tags") })).toBeVisible();

  await givenComplaint();
  await expect(page.getByRole("link", { name: t("inbox.news.show") })).toBeVisible({ timeout: 30_000 });
});
