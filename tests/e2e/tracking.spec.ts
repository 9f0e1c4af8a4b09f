import { mint } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";

test("anybody with the ID sees whose desk it is on, and nothing of the person", async ({
  page,
  givenComplaint,
  at,
  t,
  names,
}) => {
  const contact = { name: "Rukhsana Parveen", phone: "0300 7654321", email: "rukhsana@example.com", channel: "sms" };
  const text = "The sewer stands in front of house number 44.";
  const { trackingId } = await givenComplaint({ contact, text, location: { landmark: "Behind the Jamia mosque" } });

  await page.goto(at.track);
  await page.getByLabel(t("common.trackForm.label")).fill(trackingId);
  await page
    .getByRole("main")
    .getByRole("button", { name: t("common.trackForm.submit") })
    .click();
  await expect(page).toHaveURL(at.status(trackingId));

  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: trackingId })).toBeVisible();
  await expect(main.getByRole("heading", { name: t("domain.states.ASSIGNED.name") })).toBeVisible();
  await expect(main).toContainText(names.office("pb-wasa"));
  await expect(main).toContainText(names.service("WAT-SEWR"));
  await expect(main).toContainText(t("track.due.left", { days: 3 }));
  for (const secret of [contact.name, "7654321", contact.email, "house number 44", "Jamia"]) {
    expect(await page.content()).not.toContain(secret);
  }
});

test("an unknown ID and a mistyped one get different, helpful answers", async ({ page, at, t }) => {
  const unknown = mint().trackingId;
  expect((await page.goto(at.status(unknown)))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("track.unknown.title"));
  await expect(page.getByText(t("track.unknown.offline"))).toBeVisible();

  const wrongCheck = "PCP-7F3K-9QXM-2T8V8";
  expect((await page.goto(at.status(wrongCheck)))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("track.mistyped.title"));
  await expect(page.getByText(t("track.mistyped.check"))).toBeVisible();

  expect((await page.goto(at.status("PCP-7F3K-9QX")))?.status()).toBe(404);
  await expect(page.getByText(t("track.mistyped.length", { count: 7 }))).toBeVisible();
  await expect(page.getByLabel(t("common.trackForm.label")), "what was typed is there to be mended").toHaveValue(
    "PCP-7F3K-9QX",
  );
});

test("an ID in any spelling leads to its one true address", async ({ page, givenComplaint, at, t }) => {
  const { trackingId } = await givenComplaint();
  const bare = trackingId.replace(/^PCP|-/g, "");
  const inUrdu = trackingId.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)] ?? "");
  const lookAlikes = bare.replaceAll("0", "O").replaceAll("1", "l");

  for (const spelling of [trackingId.toLowerCase(), bare, inUrdu, lookAlikes, ` ${bare.replace(/(.{3})/g, "$1 ")}`]) {
    await test.step(spelling, async () => {
      expect((await page.goto(at.status(spelling)))?.status()).toBe(200);
      await expect(page).toHaveURL(at.status(trackingId));
      await page.goto(at.track);
      await page.getByLabel(t("common.trackForm.label")).fill(spelling);
      await page
        .getByRole("main")
        .getByRole("button", { name: t("common.trackForm.submit") })
        .click();
      await expect(page).toHaveURL(at.status(trackingId));
    });
  }
});

test("the language link shows the same complaint in the other language", async ({
  page,
  givenComplaint,
  at,
  language,
  t,
}) => {
  const { trackingId } = await givenComplaint();
  await page.goto(at.status(trackingId));
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ur" ? "rtl" : "ltr");
  await page.getByRole("link", { name: t("common.language.other") }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ur" ? "ltr" : "rtl");
  await expect(page).toHaveURL(new RegExp(`${trackingId}$`));
});

test("of a sensitive matter the public learns dates alone", async ({ page, api, givenComplaint, at, t, language }) => {
  const text = "They asked five thousand rupees for the file of my father.";
  const { trackingId } = await givenComplaint({ serviceCode: "COR-BRIB", text, language: "en" });

  await page.goto(at.status(trackingId));
  const main = page.getByRole("main");
  await expect(main).toContainText(t("track.about.sealed"));
  await expect(main).not.toContainText(t("track.about.office"));
  await expect(main.getByRole("term").filter({ hasText: t("track.about.service") })).toHaveCount(0);
  await expect(main.getByRole("term").filter({ hasText: t("track.about.district") })).toHaveCount(0);

  const { body } = await api.look(trackingId, { language });
  for (const member of ["service", "serviceCode", "department", "district"]) expect(body[member]).toBe("protected");
  expect(JSON.stringify(body)).not.toContain("publicText");
  expect(JSON.stringify(body)).not.toContain("rupees");
});
