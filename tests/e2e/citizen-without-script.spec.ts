import type { Page } from "@playwright/test";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";
import { aPhoto, tellsOfPlaceOrCamera } from "@/tests/support/e2e/pictures";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

const TOLD = {
  service: "WAT-SEWR",
  district: "pb-lahore",
  landmark: "Street 7, behind the Jamia mosque",
  text: "The drain has overflowed for three days and children wade through it.",
  name: "Shazia Kausar",
};

test("a citizen lodges with a photo, follows it, and has the last word", async ({
  page,
  openWindow,
  signInAs,
  watcher,
  at,
  t,
  names,
}) => {
  const taken = await aPhoto();
  expect(await tellsOfPlaceOrCamera(taken.buffer)).toBe(true);
  const fileLink = (where: Page, kind: string) =>
    where.getByRole("link", { name: t("domain.files.open", { name: `${t(`domain.files.${kind}`)} 1` }) });

  await page.goto(at.home);
  await page
    .getByRole("main")
    .getByRole("link", { name: t("home.lodge") })
    .first()
    .click();
  await expect(page).toHaveURL(at.lodge);
  await fillPlainForm(page, t, names, { ...TOLD, photos: [taken] });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
  const claim = await readClaim(page);
  watcher.keepSecret(claim.claimKey, TOLD.name, TOLD.text);
  await expect(page.getByRole("img", { name: t("lodge.done.qr") })).toBeVisible();

  await test.step("anybody can follow it, and learns nothing of the person", async () => {
    await page.getByRole("link", { name: t("lodge.done.track") }).click();
    await expect(page).toHaveURL(at.status(claim.trackingId));
    await expect(page.getByRole("heading", { name: t("domain.states.ASSIGNED.name") })).toBeVisible();
    for (const secret of [TOLD.name, TOLD.text, TOLD.landmark, claim.claimKey]) {
      expect(await page.content()).not.toContain(secret);
    }
  });

  await test.step("the officer reads it, begins, and says that it is done", async () => {
    const officer = await signInAs("officer");
    await officer.open(claim.trackingId);
    await expect(officer.page.getByText(TOLD.text)).toBeVisible();
    const address = (await fileLink(officer.page, "photo").getAttribute("href")) ?? "";
    const photo = await (await officer.page.request.get(address)).body();
    expect(await tellsOfPlaceOrCamera(photo), "place and camera are taken out").toBe(false);
    await officer.act("START", { publicText: "A crew comes on Thursday." });
    await officer.act("RESOLVE", {
      outcome: t("domain.outcomes.relief_granted"),
      publicText: "The drain was cleared and the street washed.",
      evidence: await aPhoto("after.jpg"),
    });
  });

  await test.step("for the public that is a claim, not the end", async () => {
    await page.goto(at.status(claim.trackingId));
    await expect(page.getByRole("heading", { name: t("domain.states.RESOLVED.name") })).toBeVisible();
    await expect(page.getByText("The drain was cleared and the street washed.")).toBeVisible();
  });

  await test.step("on another phone the citizen opens it with the key and confirms", async () => {
    const other = await openWindow({ javaScriptEnabled: false });
    await other.goto(at.myComplaint(claim.trackingId));
    await expect(other.getByText(TOLD.text)).toHaveCount(0);
    await other.getByLabel(t("my.key.label")).fill(claim.claimKey);
    await other.getByRole("button", { name: t("my.key.submit") }).click();
    await expect(other.getByText(TOLD.text)).toBeVisible();
    const evidence = (await fileLink(other, "evidence").getAttribute("href")) ?? "";
    expect((await other.request.get(evidence)).status()).toBe(200);
    expect((await (await openWindow()).request.get(evidence)).status(), "without the key").toBe(404);
    await other
      .locator("label")
      .filter({ hasText: `4: ${t("my.actions.confirm.ratings.4")}` })
      .click();
    await other.getByRole("button", { name: t("my.actions.confirm.submit") }).click();
    await expect(other.getByText(t("my.page.done.confirm"))).toBeVisible();
  });

  await page.reload();
  await expect(page.getByRole("heading", { name: t("domain.states.CLOSED_CONFIRMED.name") })).toBeVisible();
});

test("a refused form keeps what was typed and leads to each field that wants mending", async ({
  page,
  at,
  t,
  names,
}) => {
  await page.goto(at.lodge);
  await fillPlainForm(page, t, names, { ...TOLD, landmark: "", text: "Gutter", phone: "12", photos: [await aPhoto()] });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();

  const summary = page.getByRole("alert").filter({ hasText: t("lodge.refused") });
  for (const [sentence, label] of [
    [t("lodge.problems.landmark"), t("lodge.place.landmark")],
    [t("lodge.problems.text"), t("lodge.story.text")],
    [t("fields.not-a-phone"), t("lodge.contact.phone")],
  ] as const) {
    const link = summary.getByRole("link", { name: sentence });
    const field = page.getByLabel(label);
    await expect(link).toHaveAttribute("href", `#${await field.getAttribute("id")}`);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(sentence.slice(0, 20)));
    await link.click();
    await expect(field).toBeInViewport();
  }
  await expect(page.getByText(t("lodge.filesAgain"))).toBeVisible();
  await expect(page.getByLabel(t("lodge.about.select")).last()).toHaveValue(TOLD.service);
  await expect(page.getByLabel(t("lodge.place.district"), { exact: true })).toHaveValue(TOLD.district);
  await expect(page.getByLabel(t("lodge.story.text"))).toHaveValue("Gutter");
  await expect(page.getByLabel(t("lodge.contact.name"))).toHaveValue(TOLD.name);

  await fillPlainForm(page, t, names, { landmark: TOLD.landmark, text: TOLD.text, phone: "0300 1234567" });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
});

test("pressing twice makes one complaint, and the phone remembers it", async ({ page, at, t, names }) => {
  const claims = [];
  for (const _press of [1, 2]) {
    await page.goto(at.lodge);
    await fillPlainForm(page, t, names, TOLD);
    await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
    claims.push(await readClaim(page));
  }
  expect(claims[1]).toEqual(claims[0]);

  await page.goto(at.my);
  const mine = page.getByRole("main").getByRole("link", { name: claims[0]?.trackingId });
  await expect(mine).toHaveCount(1);
  await mine.click();
  await expect(page.getByText(TOLD.text), "no key is asked for on this phone").toBeVisible();
});

test("a wrong key and half a key are refused in words, and never stand in the address", async ({
  page,
  givenComplaint,
  at,
  t,
}) => {
  const { trackingId } = await givenComplaint();
  await page.goto(at.myComplaint(trackingId));
  for (const [key, words] of [
    ["k".repeat(43), "my.key.errors.wrong-key"],
    ["half-a-key", "my.key.errors.not-a-key"],
  ] as const) {
    await page.getByLabel(t("my.key.label")).fill(key);
    await page.getByRole("button", { name: t("my.key.submit") }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: t(words) })).toBeVisible();
    expect(page.url()).not.toContain(key);
  }
});
