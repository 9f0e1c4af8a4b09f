import type { Page } from "@playwright/test";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { mint } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm } from "@/tests/support/e2e/lodge-form";
import { aPhoto } from "@/tests/support/e2e/pictures";

const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } };

/** Everything folded away is opened first, so that it is looked at too. */
async function expectFlawless(page: Page): Promise<void> {
  await page.locator("details:not([open])").evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test.describe(name, () => {
    test.use({ viewport });

    test("pages for everybody", async ({ page, at }) => {
      for (const address of [at.home, at.about, at.track, at.my, at.offline, at.signIn, "/no/such/page"]) {
        await page.goto(address);
        await expectFlawless(page);
      }
    });

    test("the public page of a complaint, new and answered, of an unknown and of a mistyped ID", async ({
      page,
      givenComplaint,
      signInAs,
      at,
      t,
    }) => {
      const claim = await givenComplaint();
      const protectedOne = await givenComplaint({ serviceCode: "COR-BRIB" });
      for (const id of [claim.trackingId, protectedOne.trackingId, mint().trackingId, "PCP-7F3K-9QXM-2T8V8"]) {
        await page.goto(at.status(id));
        await expectFlawless(page);
      }
      const officer = await signInAs("officer");
      await officer.open(claim.trackingId);
      await officer.act("ASK_INFO", { publicText: "On which side of the canal is it?" });
      await page.goto(at.status(claim.trackingId));
      await expectFlawless(page);

      await page.goto(at.myComplaint(claim.trackingId));
      await expectFlawless(page);
      await page.getByLabel(t("my.key.label")).fill("half-a-key");
      await page.getByRole("button", { name: t("my.key.submit") }).click();
      await expect(page.getByRole("alert").getByRole("link")).toBeVisible();
      await expectFlawless(page);
      await page.getByLabel(t("my.key.label")).fill(claim.claimKey);
      await page.getByRole("button", { name: t("my.key.submit") }).click();
      await expect(page.getByLabel(t("my.actions.answer.label"))).toBeVisible();
      await expectFlawless(page);
      await page.goto(at.my);
      await expectFlawless(page);
    });

    test("the question whether it is solved, and its refusal", async ({ page, givenComplaint, signInAs, at, t }) => {
      const claim = await givenComplaint({ contact: { name: "Shazia Kausar", phone: "0300 1234567" } });
      const officer = await signInAs("officer", { viewport });
      await officer.openQueue();
      await expectFlawless(officer.page);
      await officer.open(claim.trackingId);
      await expectFlawless(officer.page);
      await officer.act("START", { publicText: "A crew comes on Thursday." });
      await officer.send("RESOLVE", { publicText: "Done." });
      await expect(officer.form("RESOLVE").getByRole("alert")).toBeVisible();
      await expectFlawless(officer.page);
      await officer.act("RESOLVE", {
        outcome: t("domain.outcomes.relief_granted"),
        publicText: "The drain was cleared.",
        evidence: await aPhoto(),
      });
      await officer.page.goto(`${at.desk}?pile=waiting`);
      await expectFlawless(officer.page);

      await page.goto(at.myComplaint(claim.trackingId));
      await page.getByLabel(t("my.key.label")).fill(claim.claimKey);
      await page.getByRole("button", { name: t("my.key.submit") }).click();
      await page.getByLabel(t("my.actions.dispute.label")).fill(" ");
      await page.getByRole("button", { name: t("my.actions.dispute.submit") }).click();
      await expect(page.getByRole("alert").getByRole("link")).toBeVisible();
      await expectFlawless(page);
    });

    test("the desk's other forms, an empty queue, and a sign-in that fails", async ({
      page,
      givenComplaint,
      signInAs,
      at,
      t,
    }) => {
      const { trackingId } = await givenComplaint({ serviceCode: "COR-DELY" });
      const router = await signInAs("router", { viewport });
      await router.open(trackingId);
      await expectFlawless(router.page);
      const appeal = await signInAs("appeal", { viewport });
      await expectFlawless(appeal.page);

      await page.goto(at.signIn);
      await page.getByLabel(t("signIn.email")).fill("officer@demo.pk");
      await page.getByRole("button", { name: t("signIn.submit") }).click();
      await expect(page.getByRole("alert").getByRole("link")).toBeVisible();
      await expectFlawless(page);
    });

    test("lodging step by step", async ({ page, at, t, names }) => {
      const next = () => page.getByRole("button", { name: t("lodge.continue"), exact: true }).click();
      const look = async (step: string) => {
        await expect(page.getByRole("heading", { level: 1, name: t(`lodge.${step}.title`) })).toBeVisible();
        await expectFlawless(page);
      };
      await page.goto(at.lodge);
      await look("about");
      await page.getByLabel(t("lodge.about.searchLabel")).fill("bijli");
      await expect(page.locator("#service-search-results").getByRole("button").first()).toBeVisible();
      await expectFlawless(page);
      await page
        .locator("#service-search-results")
        .getByRole("button", { name: names.service("ENR-OUTG") })
        .click();
      await expect(page.getByText(t("lodge.emergency.serviceTitle"))).toBeVisible();
      await expectFlawless(page);
      await next();
      await look("place");
      await next();
      await expect(page.getByRole("alert").filter({ hasText: t("lodge.refused") })).toBeVisible();
      await expectFlawless(page);
      await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
      await page.getByLabel(t("lodge.place.landmark")).fill("Street 7");
      await next();
      await page.getByLabel(t("lodge.story.text")).fill("There has been no light since yesterday.");
      await page.getByLabel(t("lodge.story.add")).setInputFiles(await aPhoto());
      await expect(page.getByRole("img", { name: t("lodge.story.fileNumber", { number: 1 }) })).toBeVisible();
      await look("story");
      await next();
      await look("contact");
      await next();
      await look("check");
      await page.getByRole("button", { name: t("lodge.check.send") }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
      await expectFlawless(page);
    });

    test("lodging on one page, as it stands where no script comes: empty, refused and done", async ({
      page,
      at,
      t,
      names,
    }) => {
      // axe is a script itself: so the page may run some, but gets none of its own.
      await page.route(/\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
      const send = () => page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
      await page.goto(at.lodge);
      await expectFlawless(page);
      await fillPlainForm(page, t, names, { service: "WAT-SEWR", district: "pb-lahore", text: "Gutter" });
      await send();
      await expect(page.getByRole("alert").filter({ hasText: t("lodge.refused") })).toBeVisible();
      await expectFlawless(page);
      await fillPlainForm(page, t, names, { text: "The gutter overflows.", landmark: `Street 7, ${name}` });
      await send();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
      await expectFlawless(page);
    });
  });
}
