import type { Page } from "@playwright/test";
import { CHAPTERS } from "@/app/[locale]/(staff)/guide/chapters";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";

const ROLES = ["officer", "supervisor", "router", "helpline", "callback", "appeal", "auditor", "admin"] as const;
const PHONE = { viewport: { width: 360, height: 740 } };
/** Ten minutes at the pace of a careful reader; labels of tables and pictures are counted too. */
const WORDS = { least: 1200, most: 2200 };

async function wordsOn(page: Page): Promise<number> {
  // biome-ignore lint/performance/useDomNodeTextContent: textContent has no blanks between blocks, so that words would run into each other
  const text = await page.locator("[data-guide]").evaluate((guide: HTMLElement) => guide.innerText);
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

for (const role of ROLES) {
  test(`the guide is for ${role}, ten minutes long, and fits a phone`, async ({ signInAs, language, t }) => {
    const { page } = await signInAs(role, PHONE);
    await page.goto(paths.guide(language));
    await expect(page.getByText(t("guide.page.for", { role: t(`domain.roles.${role}`) }))).toBeVisible();
    const headings = page.locator("[data-guide]").getByRole("heading", { level: 2 });
    await expect(headings).toHaveCount(CHAPTERS.length);
    const words = await wordsOn(page);
    expect(words).toBeGreaterThan(WORDS.least);
    expect(words).toBeLessThan(WORDS.most);
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
  });
}

test("what was read is remembered, and reading goes on there", async ({ signInAs, language, t }) => {
  const { page } = await signInAs("officer");
  await page.goto(paths.guide(language));
  const all = CHAPTERS.length;
  await expect(page.getByText(t("guide.page.progress", { read: 0, all }))).toBeVisible();
  await page.getByRole("link", { name: t("guide.page.next", { title: t("guide.chapters.life.title") }) }).click();
  await expect(page).toHaveURL(/#life$/);
  await expect(page.getByText(t("guide.page.progress", { read: 1, all }))).toBeVisible();

  await page.goto(paths.desk(language));
  await page.goto(paths.guide(language));
  await expect(page.getByText(t("guide.page.progress", { read: 1, all }))).toBeVisible();
  const goOn = t("guide.page.goOn", { title: t("guide.chapters.life.title") });
  await expect(page.getByRole("link", { name: goOn })).toHaveAttribute("href", "#life");
});

test("strangers are sent to sign in", async ({ page, at, language }) => {
  await page.goto(paths.guide(language));
  await expect(page).toHaveURL(new RegExp(`${at.signIn}\\?next=`));
});

test("? shows the keys, also with an Urdu keyboard; nothing happens while typing; they can be switched off", async ({
  signInAs,
  language,
  t,
}) => {
  const { page } = await signInAs("officer");
  await page.goto(paths.guide(language));
  const dialog = page.getByRole("dialog", { name: t("guide.keys.title") });
  const button = page.getByRole("button", { name: t("guide.keys.button") });
  const writeInUrdu = (key: string, code: string, shiftKey = false) =>
    page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent("keydown", init)), {
      key,
      code,
      shiftKey,
      bubbles: true,
      cancelable: true,
    });

  await expect(page.locator("html[data-keys~=help]")).toHaveCount(1);
  await page.keyboard.press("Shift+?");
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(t("guide.keys.names.goDesk"))).toBeVisible();
  await expect(dialog.getByText(t("guide.keys.names.resolve")), "this page has no complaint").toHaveCount(0);
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await writeInUrdu("؟", "Slash", true);
  await expect(dialog).toBeVisible();

  const mark = dialog.getByRole("checkbox", { name: t("guide.keys.switch") });
  await mark.uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+?");
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(button).toBeVisible();
  await page.keyboard.press("Shift+?");
  await expect(dialog, "the switch is remembered").toBeHidden();

  await button.click();
  await mark.check();
  await page.keyboard.press("Escape");
  await writeInUrdu("گ", "KeyG");
  await writeInUrdu("د", "KeyD");
  await expect(page).toHaveURL(paths.desk(language));
});
