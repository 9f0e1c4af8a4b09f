import { paths } from "@/lib/web/paths";
import type { Claim } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

test("an appeal is decided outside the office, with a new officer and a term, for everybody to read; the auditor only reads", async ({
  page,
  givenComplaint,
  signInAs,
  at,
  t,
  names,
  language,
}) => {
  const claim: Claim = await givenComplaint();
  const { trackingId, claimKey } = claim;
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("START", { publicText: "A crew comes on Thursday." });
  await officer.act("RESOLVE", {
    outcome: t("domain.outcomes.relief_granted"),
    publicText: "The drain was cleared.",
    evidence: await aPhoto(),
  });

  await test.step("the citizen says yes, thinks again, and appeals", async () => {
    await page.goto(at.myComplaint(trackingId));
    await page.getByLabel(t("my.key.label")).fill(claimKey);
    await page.getByRole("button", { name: t("my.key.submit") }).click();
    await page.getByRole("button", { name: t("my.actions.confirm.submit") }).click();
    await expect(page.getByText(t("my.page.done.confirm"))).toBeVisible();
    const appeal = page.locator("details").filter({ has: page.getByLabel(t("my.actions.appeal.label")) });
    await appeal.locator("summary").click();
    await page.getByLabel(t("my.actions.appeal.label")).fill("They pressed me to say yes.");
    await page.getByRole("button", { name: t("my.actions.appeal.submit") }).click();
    await expect(page.getByText(t("my.page.done.appeal"))).toBeVisible();
  });

  await test.step("the office can't decide it", async () => {
    for (const name of ["officer", "supervisor"]) {
      const desk = await signInAs(name);
      await desk.open(trackingId);
      expect(await desk.offers()).not.toContain(t("desk.act.DECIDE_APPEAL.title"));
    }
  });

  const authority = await signInAs("appeal");
  await test.step("it stands in the authority's own queue and is decided there", async () => {
    await authority.openQueue();
    await expect(authority.page.getByText(trackingId, { exact: true })).toBeVisible();
    await authority.open(trackingId);
    await expect(authority.page.getByText("They pressed me to say yes.")).toBeVisible();
    await authority.send("DECIDE_APPEAL", {
      decision: t("desk.choices.uphold"),
      reason: "The photo shows another street.",
      officer: names.staff("officer2"),
      days: "5",
    });
    // Decided, it is the office's again and no longer the authority's to see.
    await expect(authority.page).toHaveURL(/done=DECIDE_APPEAL/);
    expect((await authority.page.goto(at.deskCase(trackingId)))?.status()).toBe(404);
  });

  await test.step("the public reads that it was decided and is worked on again", async () => {
    await page.goto(at.status(trackingId));
    await expect(page.getByText(t("domain.actions.DECIDE_APPEAL"))).toBeVisible();
    await expect(page.getByRole("heading", { name: t("domain.states.IN_PROGRESS.name") })).toBeVisible();
  });

  await test.step("the auditor reads all of it and has no button", async () => {
    const auditor = await signInAs("auditor");
    await auditor.open(trackingId);
    await expect(auditor.page.getByText("They pressed me to say yes.")).toBeVisible();
    await expect(auditor.page.locator("input[name=action]")).toHaveCount(0);
    expect((await auditor.page.goto(paths.admin(language)))?.status()).toBe(404);
    expect((await auditor.page.goto(paths.helpline(language)))?.status()).toBe(404);
  });
});
