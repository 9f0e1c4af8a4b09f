import { SETUP_SECTIONS } from "@/lib/schemas/setup";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";

test("an administrator's day: an officer, a holiday, a word, a rule, a notice, a session", async ({
  signInAs,
  openWindow,
  language,
  t,
}) => {
  test.setTimeout(150_000);
  const { page } = await signInAs("admin");
  const mark = `${language}${Date.now().toString(36)}`;
  const label = (name: string) => page.getByLabel(t(`setup.fields.all.${name}`), { exact: false }).first();
  const save = () =>
    page
      .getByRole("button", { name: t("setup.save"), exact: true })
      .first()
      .click();
  const saveSo = () => page.getByRole("button", { name: t("setup.saveSo") }).click();
  const saved = () => expect(page.getByText(t("setup.done.saved"))).toBeVisible();

  await page.goto(paths.admin(language));
  await page
    .getByRole("link", { name: t("setup.sections.officers.title") })
    .first()
    .click();
  await page
    .getByRole("link", { name: t("setup.sections.officers.add"), exact: true })
    .first()
    .click();
  await label("nameEn").fill(`New Officer ${mark}`);
  await label("nameUr").fill("نیا افسر");
  await label("email").fill("nonsense");
  await page.locator("#role").selectOption("officer");
  await page.locator("#deskId").selectOption("wasa-lahore");
  await save();
  await expect(page.getByRole("link", { name: t("setup.problems.not-an-email"), exact: false })).toBeVisible();
  await expect(label("nameEn")).toHaveValue(`New Officer ${mark}`);
  await label("email").fill(`${mark}@example.org`);
  await save();
  await expect(page.getByText(t("setup.password.once"))).toBeVisible();
  const password = await page.locator("form bdi").last().textContent();

  const other = await openWindow();
  await other.goto(paths.signIn(language));
  await other.locator("input[type=email]").fill(`${mark}@example.org`);
  await other.locator("input[type=password]").fill(password ?? "");
  await other.locator("main form button[type=submit]").click();
  await expect(other).toHaveURL(/\/desk/);

  await page.goto(paths.setup(language, "sessions"));
  const row = page.getByRole("row").filter({ hasText: `${mark}@example.org` });
  await row.getByRole("button", { name: t("setup.sessions.end"), exact: true }).click();
  await expect(page.getByText(t("setup.sessions.done.ended"))).toBeVisible();
  await other.goto(paths.desk(language));
  await expect(other).toHaveURL(/sign-in/);

  await page.goto(paths.setupItem(language, "holidays", "new"));
  await label("nameEn").fill(`Eid ${mark}`);
  await label("nameUr").fill("عید");
  await page.locator("#date").fill("2027-05-01");
  await save();
  await saveSo();
  await saved();
  await page.locator("#date").fill("2027-05-02");
  await save();
  await expect(page.getByText(t("setup.foresee.due-dates-stay.title"))).toBeVisible();
  await saveSo();
  await saved();

  await page.goto(`${paths.setup(language, "rules")}?q=WAT-SEWR&place=punjab`);
  await page.locator("table a").first().click();
  await page.locator("#deskId").selectOption({ index: language === "en" ? 4 : 5 });
  await save();
  await expect(page.getByRole("columnheader", { name: t("setup.moves.before") })).toBeVisible();

  await page.goto(paths.setupItem(language, "notices", "new"));
  await page.locator("#audience").selectOption("public");
  await page.locator("#textEn").fill(`Water is off ${mark}`);
  await page.locator("#textUr").fill(`پانی بند ہے ${mark}`);
  await page.getByRole("button", { name: t("setup.preview.show") }).click();
  await expect(page.getByText(t("setup.preview.ur"))).toBeVisible();
  await save();
  await saved();
  const citizen = await openWindow();
  await expect(async () => {
    await citizen.goto(paths.home(language));
    await expect(citizen.getByText(mark)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });

  const code = language === "en" ? "ENR-EBIL" : "ENR-ENEW";
  await page.goto(paths.setupItem(language, "services", code));
  await label("nameUr").fill(`بجلی کا نیا لفظ ${mark}`);
  await save();
  await saved();
  await expect(async () => {
    expect(await (await citizen.request.get(paths.lodge("ur"))).text()).toContain(mark);
  }).toPass({ timeout: 20_000 });
  await citizen.goto(paths.lodge("ur"));
  await expect(citizen.locator("html")).toHaveAttribute("lang", "ur");

  // Gone again by itself at its end, within seconds and with no further press.
  await page.goto(paths.setup(language, "notices"));
  await page
    .getByRole("link", { name: new RegExp(mark) })
    .first()
    .click();
  await page.getByRole("button", { name: t("setup.remove.do") }).click();
  await expect(async () => {
    await citizen.goto(paths.home(language));
    await expect(citizen.getByText(mark)).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 20_000 });

  await page.goto(`${paths.setup(language, "changes")}?what=service`);
  await page
    .getByRole("button", { name: t("setup.changes.putBack"), exact: true })
    .first()
    .click();
  await expect(page.getByText(t("setup.done.put-back"))).toBeVisible();
});

test("each page of the set-up is an administrator's alone, clean for axe, and fits a phone", async ({
  signInAs,
  language,
}) => {
  test.setTimeout(180_000);
  const { page } = await signInAs("admin");
  const officer = await signInAs("officer");
  const addresses = [
    paths.admin(language),
    ...[...SETUP_SECTIONS, "sessions", "changes"].map((section) => paths.setup(language, section)),
    ...SETUP_SECTIONS.filter((name) => name !== "districts").map((name) => paths.setupItem(language, name, "new")),
    paths.setupItem(language, "services", "WAT-SEWR"),
    paths.setupItem(language, "districts", "pb-lahore"),
  ];
  for (const address of addresses) {
    expect((await officer.page.request.get(address)).status(), address).toBe(404);
    expect((await page.goto(address))?.status(), address).toBe(200);
    await expectNoAxeViolations(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});
