import type { Page } from "@playwright/test";
import Database from "better-sqlite3";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle"); // after a press the page may still be on its way
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
}

async function lookTwice(page: Page, name: string): Promise<void> {
  await look(page, name);
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, `phone-${name}`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Everybody is drawn, so that the test needn't wait for chance (which is tests/integration/call-back.spec.ts's matter). */
function drawEverybody(): void {
  const database = new Database("tests/.artifacts/portal/db/portal.sqlite", { timeout: 10_000 });
  database.prepare("INSERT OR REPLACE INTO Setting (key, value) VALUES ('callback.share', '1')").run();
  database.close();
}

test("a citizen drawn by chance is rung up by one person, and what they say is recorded", async ({
  givenComplaint,
  signInAs,
  language,
  t,
  at,
}) => {
  test.setTimeout(120_000);
  const officer = await signInAs("officer");
  const { page } = await signInAs("callback");
  const { trackingId: id } = await givenComplaint({ contact: { name: "Bushra Anwar", phone: "0300 1112223" } });

  await test.step("an officer calls it solved, and it is drawn", async () => {
    drawEverybody();
    await officer.open(id);
    await officer.act("START", { publicText: "A crew comes on Thursday." });
    const evidence = await aPhoto();
    await officer.act("RESOLVE", {
      outcome: t("domain.outcomes.relief_granted"),
      publicText: "It was cleared.",
      evidence,
    });
    await page.goto(paths.calls(language));
    await expect(page.getByText(id)).toBeVisible();
  });

  await lookTwice(page, `calls-${language}`);
  expect(await page.content(), "no number before the call is taken").not.toContain("1112223");
  await page.goto(paths.call(language, id));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("helpline.call.notTaken"));
  await look(page, `call-not-taken-${language}`);
  await page.getByRole("button", { name: t("helpline.calls.take"), exact: true }).click();
  await expect(page.getByText("0300 1112223")).toBeVisible();
  await expect(page.getByText(t("helpline.callScript.ask"))).toBeVisible();
  await lookTwice(page, `call-${language}`);

  await page.getByRole("button", { name: t("helpline.call.submit") }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: t("helpline.call.problems.outcome") })).toBeVisible();
  await page.getByRole("radio", { name: t("helpline.call.outcomes.disputed") }).check();
  await page.getByRole("button", { name: t("helpline.call.submit") }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: t("helpline.call.problems.missing") })).toBeVisible();
  await look(page, `call-refused-${language}`);
  await page.getByLabel(t("helpline.call.missing")).fill("Half of it is still there.");
  await page.getByRole("button", { name: t("helpline.call.submit") }).click();
  await expect(page.getByText(t("helpline.calls.done", { what: t("helpline.call.outcomes.disputed") }))).toBeVisible();
  await look(page, `calls-after-${language}`);
  await page.goto(at.status(id));
  await expect(page.getByRole("heading", { name: t("domain.states.DISPUTED.name") })).toBeVisible();
});
