import type { Claim } from "@/tests/support/e2e/api";
import type { AtDesk } from "@/tests/support/e2e/desk";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";
import type { Words } from "@/tests/support/e2e/words";

async function resolveAt(desk: AtDesk, { trackingId }: Claim, t: Words): Promise<void> {
  await desk.open(trackingId);
  await desk.act("START", { publicText: "A crew comes on Thursday." });
  await desk.act("RESOLVE", {
    outcome: t("domain.outcomes.relief_granted"),
    publicText: "The drain was cleared.",
    evidence: await aPhoto(),
  });
}

test("what is not solved goes to a higher desk and to another officer, for everybody to see", async ({
  page,
  givenComplaint,
  signInAs,
  at,
  t,
  names,
}) => {
  const claim = await givenComplaint();
  const officer = await signInAs("officer");
  await resolveAt(officer, claim, t);

  await test.step("the citizen says what is missing; saying nothing is refused", async () => {
    await page.goto(at.myComplaint(claim.trackingId));
    await page.getByLabel(t("my.key.label")).fill(claim.claimKey);
    await page.getByRole("button", { name: t("my.key.submit") }).click();
    await expect(page.getByRole("heading", { name: t("my.actions.confirm.question") })).toBeVisible();
    const missing = page.getByLabel(t("my.actions.dispute.label"));
    await missing.fill("   ");
    await page.getByRole("button", { name: t("my.actions.dispute.submit") }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: t("my.refusals.required") })).toBeVisible();
    await missing.fill("They came, but the drain is still blocked.");
    await page.getByRole("button", { name: t("my.actions.dispute.submit") }).click();
    await expect(page.getByText(t("my.page.done.dispute"))).toBeVisible();
  });

  await test.step("the public reads that it went one level up", async () => {
    await page.goto(at.status(claim.trackingId));
    await expect(page.getByRole("heading", { name: t("domain.states.DISPUTED.name") })).toBeVisible();
    await expect(page.getByText(t("track.about.levelValue", { level: 1 }))).toBeVisible();
    await expect(page.getByText("still blocked"), "the citizen's words are not public").toHaveCount(0);
  });

  await test.step("the officer who had it can't take it up again", async () => {
    await officer.open(claim.trackingId);
    expect(await officer.offers()).not.toContain(t("desk.act.START.title"));
    expect(await officer.offers()).not.toContain(t("desk.act.TAKE_UP.title"));
  });

  const supervisor = await signInAs("supervisor");
  await test.step("nor can the supervisor give it back, whatever the form sends", async () => {
    const other = await givenComplaint();
    await supervisor.open(other.trackingId);
    const everybody = supervisor.form("REASSIGN").getByLabel(t("desk.labels.officer"));
    const option = everybody
      .locator("option")
      .filter({ hasText: names.staff("officer") })
      .first();
    const officerId = (await option.getAttribute("value")) ?? "";
    expect(officerId).not.toBe("");

    await supervisor.open(claim.trackingId);
    const choice = supervisor.form("TAKE_UP").getByLabel(t("desk.labels.TAKE_UP_officer"));
    await expect(choice.locator("option").filter({ hasText: names.staff("officer2") })).toHaveCount(1);
    await expect(choice.locator(`option[value="${officerId}"]`)).toHaveCount(0);
    await choice.evaluate((select, id) => (select as HTMLSelectElement).add(new Option("forged", id)), officerId);
    await supervisor.send("TAKE_UP", { officer: "forged" });
    const refusal = t("desk.refused.fields.held_before_by_them", { label: t("desk.labels.TAKE_UP_officer") });
    await expect(supervisor.page.getByRole("alert").getByText(refusal)).toBeVisible();
  });

  await supervisor.open(claim.trackingId);
  await supervisor.act("TAKE_UP", { officer: names.staff("officer2") });

  await test.step("the first officer is out, the second one resolves it", async () => {
    await officer.open(claim.trackingId);
    expect(await officer.offers()).not.toContain(t("desk.act.RESOLVE.title"));
    const second = await signInAs("officer2");
    await second.open(claim.trackingId);
    await expect(second.page.getByText("They came, but the drain is still blocked.")).toBeVisible();
    await second.act("RESOLVE", {
      outcome: t("domain.outcomes.relief_granted"),
      publicText: "The pipe was replaced.",
      evidence: await aPhoto(),
    });
  });

  await page.goto(at.status(claim.trackingId));
  await expect(page.getByText("The pipe was replaced.")).toBeVisible();
  await expect(page.getByText(t("track.about.levelValue", { level: 1 }))).toBeVisible();
});
