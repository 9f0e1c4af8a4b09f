import type { Page } from "@playwright/test";
import { expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { readClaim } from "@/tests/support/e2e/lodge-form";
import { aPhoto } from "@/tests/support/e2e/pictures";
import type { Words } from "@/tests/support/e2e/words";

test.use({ viewport: { width: 360, height: 740 } });

const TEXT = "The garbage has not been collected for two weeks, and dogs tear the bags open.";

/** The form with script, one step at a time. */
function steps(page: Page, t: Words) {
  const heading = (step: string) =>
    page.getByRole("heading", { level: 1, name: t(`lodge.${step}.title`), exact: true });
  const found = page.locator("#service-search-results");
  return {
    found,
    at: (step: string) => expect(heading(step)).toBeVisible(),
    search: (words: string) => page.getByLabel(t("lodge.about.searchLabel")).fill(words),
    choose: (name: string) => found.getByRole("button", { name }).click(),
    next: () => page.getByRole("button", { name: t("lodge.continue"), exact: true }).click(),
  };
}

test("the search understands English, Urdu and Roman Urdu", async ({ page, at, t, names }) => {
  const form = steps(page, t);
  await page.goto(at.lodge);
  await form.at("about");
  for (const [said, meant] of [
    ["bijli", "ENR-OUTG"],
    ["kachra", "MUN-GARB"],
    ["پانی", "WAT-NOWT"],
    ["garbage", "MUN-GARB"],
    ["paani nahi aa raha", "WAT-NOWT"],
  ] as const) {
    await form.search(said);
    await expect(form.found.getByRole("button").first(), said).toContainText(names.service(meant));
  }
  await form.search("talaq ka case adalat mein hai");
  await expect(form.found).toContainText(t("lodge.notForUs.found"));
});

test("a citizen lodges step by step on a small phone, with a photo, and takes ID and key along", async ({
  page,
  context,
  watcher,
  at,
  t,
  names,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "yes");
  });
  const form = steps(page, t);
  await page.goto(at.lodge);

  await test.step("what it is about", async () => {
    await form.at("about");
    await form.search("kachra");
    await form.choose(names.service("MUN-GARB"));
    await form.at("place");
  });

  await test.step("where: the district by its first letters, and a refusal that leads to the field", async () => {
    await page.getByLabel(t("lodge.place.search")).fill(names.district("pb-lahore").slice(0, 4));
    await page
      .locator("#district-search-results")
      .getByRole("button", { name: names.district("pb-lahore") })
      .click();
    await expect(page.getByLabel(t("lodge.place.district"), { exact: true })).toHaveValue("pb-lahore");
    await form.next();
    const summary = page.getByRole("alert").filter({ hasText: t("lodge.refused") });
    await expect(summary).toBeFocused();
    await summary.getByRole("link", { name: t("lodge.problems.landmark") }).click();
    await expect(page.getByLabel(t("lodge.place.landmark"))).toBeFocused();
    await page.getByLabel(t("lodge.place.landmark")).fill("Street 7, behind the Jamia mosque");
    await form.next();
  });

  await test.step("the browser's back button leads one question back, and nothing is lost", async () => {
    await form.at("story");
    await page.goBack();
    await form.at("place");
    await expect(page.getByLabel(t("lodge.place.landmark"))).toHaveValue("Street 7, behind the Jamia mosque");
    await page.goForward();
    await form.at("story");
  });

  await test.step("what happened, with a photo that is shown", async () => {
    await page.getByLabel(t("lodge.story.text")).fill(TEXT);
    await page.getByLabel(t("lodge.story.add")).setInputFiles(await aPhoto());
    await expect(page.getByRole("img", { name: t("lodge.story.fileNumber", { number: 1 }) })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });

  await test.step("the phone was switched off in between: all is still there", async () => {
    await page.waitForTimeout(600); // the draft is kept shortly after the last change
    await page.reload();
    await expect(page.getByText(t("lodge.draft.restored"))).toBeVisible();
    await form.at("story");
    await expect(page.getByLabel(t("lodge.story.text"))).toHaveValue(TEXT);
    await expect(page.getByRole("img", { name: t("lodge.story.fileNumber", { number: 1 }) })).toBeVisible();
    await form.next();
  });

  await test.step("whom we may tell", async () => {
    await form.at("contact");
    await page.getByLabel(t("lodge.contact.name")).fill("Shazia Kausar");
    await page.getByLabel(t("lodge.contact.phone")).fill("0300 1234567");
    await form.next();
  });

  await test.step("everything once more, and one answer changed", async () => {
    await form.at("check");
    const main = page.getByRole("main");
    for (const answer of [names.service("MUN-GARB"), names.district("pb-lahore"), TEXT, "0300 1234567"]) {
      await expect(main).toContainText(answer);
    }
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: t("lodge.check.changeWhat", { what: t("lodge.check.contact") }) }).click();
    await form.at("contact");
    await page.getByLabel(t("lodge.contact.name")).fill("Shazia Bibi");
    await form.next();
    await form.at("check");
    await expect(main).toContainText("Shazia Bibi");
    await page.getByRole("button", { name: t("lodge.check.send") }).click();
  });

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
  const claim = await readClaim(page);
  watcher.keepSecret(claim.claimKey, "Shazia", TEXT);

  await test.step("ID and key can be copied, printed, saved and scanned", async () => {
    await page.getByRole("button", { name: t("lodge.done.copyId") }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(claim.trackingId);
    await page.getByRole("button", { name: t("lodge.done.copyKey") }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(claim.claimKey);
    await expect(page.getByRole("img", { name: t("lodge.done.qr") })).toBeVisible();
    await page.getByRole("button", { name: t("lodge.done.print") }).click();
    await expect(page.locator("html")).toHaveAttribute("data-printed", "yes");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: t("lodge.done.save") }).click();
    expect((await download).suggestedFilename()).toBe(`${claim.trackingId}.txt`);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the public page knows it", async () => {
    await page.getByRole("link", { name: t("lodge.done.track") }).click();
    await expect(page).toHaveURL(at.status(claim.trackingId));
    await expect(page.getByRole("heading", { name: t("domain.states.ASSIGNED.name") })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });

  await test.step("this phone opens it without asking for the key, which stands in no address", async () => {
    await page.goto(at.my);
    await expect(page.getByText(claim.trackingId)).toBeVisible();
    await page.getByRole("link", { name: t("lodge.phone.open"), exact: true }).click();
    await expect(page.getByText(TEXT)).toBeVisible();
    expect(page.url()).not.toContain(claim.claimKey);
    await page.waitForLoadState();
    await page.goBack();
    expect(page.url()).not.toContain(claim.claimKey);
  });

  await test.step("a new form is empty: the draft went with the sending", async () => {
    // Shown again by the Back button, the owner's page loads itself anew, which may cut off a navigation of that moment.
    await expect(() => page.goto(at.lodge)).toPass();
    await form.at("about");
    await expect(page.getByText(t("lodge.draft.restored"))).toHaveCount(0);
  });
});

test("an urgent matter says first whom to call", async ({ page, at, t, names }) => {
  const form = steps(page, t);
  await page.goto(at.lodge);
  await form.search("bijli");
  await form.choose(names.service("ENR-OUTG"));
  await expect(page.getByText(t("lodge.emergency.serviceTitle"))).toBeVisible();
  await expect(page.getByRole("main").locator('a[href="tel:118"]')).toBeVisible();
  await form.next();
  await form.at("place");
});

test("in a sensitive matter one press leaves the page, and back shows nothing of it", async ({
  page,
  at,
  t,
  names,
}) => {
  await page.route("https://www.google.com/**", (route) =>
    route.fulfill({ body: "<h1>Weather</h1>", contentType: "text/html" }),
  );
  const form = steps(page, t);
  await page.goto(at.home);
  await page.goto(at.lodge);
  await form.search(names.service("HRT-DOMV"));
  await form.choose(names.service("HRT-DOMV"));
  await expect(page.getByText(t("lodge.sensitive.title"))).toBeVisible();
  await form.next();
  await form.at("place");
  await page.getByRole("link", { name: t("common.skipToContent") }).press("Enter"); // an entry in the history as well
  await page.getByLabel(t("lodge.place.landmark")).fill("The house with the blue gate");

  await page.getByRole("button", { name: t("lodge.leave.button") }).click();
  await expect(page.getByRole("heading", { name: "Weather" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(at.home);
  await page.goto(at.lodge);
  await form.at("about");
  await expect(page.getByText(t("lodge.draft.restored"))).toHaveCount(0);
});

test("without a network the ID is the citizen's at once, and it is sent when the network is back", async ({
  page,
  context,
  api,
  at,
  t,
  names,
}) => {
  const form = steps(page, t);
  await page.goto(at.lodge);
  await form.search("kachra");
  await form.choose(names.service("MUN-GARB"));
  await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
  await page.getByLabel(t("lodge.place.landmark")).fill("Street 7");
  await form.next();
  await page.getByLabel(t("lodge.story.text")).fill(TEXT);
  await form.next();
  await form.at("contact");
  await form.next();
  await form.at("check");

  await context.setOffline(true);
  await page.getByRole("button", { name: t("lodge.check.send") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.titleWaiting"));
  const claim = await readClaim(page);
  expect((await api.look(claim.trackingId)).status).toBe(404);

  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"), { timeout: 20_000 });
  expect((await api.look(claim.trackingId)).body.state).toBe("ASSIGNED");
});
