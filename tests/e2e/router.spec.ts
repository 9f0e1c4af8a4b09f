import { expect, test } from "@/tests/support/e2e/fixtures";

test("what no rule places is given to a desk by the router; a rejection wants a second person", async ({
  page,
  givenComplaint,
  signInAs,
  at,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint({
    serviceCode: "COR-DELY",
    text: "My water connection has been waiting since May, and nobody tells me why.",
    contact: { name: "Ghulam Rasool", phone: "0301 5554433", channel: "sms" },
  });

  await page.goto(at.status(trackingId));
  await expect(page.getByRole("heading", { name: t("domain.states.NEW.name") })).toBeVisible();
  await expect(page.getByText(t("track.about.officeOpen"))).toBeVisible();

  const officer = await signInAs("officer");
  expect((await officer.page.goto(at.deskCase(trackingId)))?.status(), "not theirs yet").toBe(404);

  await test.step("the router finds it in the queue, reads it with the contact masked, and assigns it", async () => {
    const router = await signInAs("router");
    await router.page.getByRole("link", { name: trackingId }).click();
    await expect(router.page.getByText("My water connection has been waiting")).toBeVisible();
    await expect(router.page.getByText("0301 5554433")).toHaveCount(0);
    await router.send("ASSIGN", { desk: names.office("wasa-lahore") });
    await expect(router.page.getByText(t("desk.queue.done", { what: t("domain.actions.ASSIGN") }))).toBeVisible();
    await expect(router.page.getByRole("link", { name: trackingId }), "it has left the queue").toHaveCount(0);
  });

  await test.step("the officer proposes to reject it, and can't decide that alone", async () => {
    await officer.open(trackingId);
    await officer.act("REJECT", {
      rejectReason: t("domain.rejectReasons.private_dispute"),
      reason: "The connection is in dispute between two brothers.",
    });
    expect(await officer.offers()).not.toContain(t("desk.act.APPROVE_REJECT.title"));
    expect(await officer.offers()).not.toContain(t("desk.act.REFUSE_REJECT.title"));
    await page.reload();
    await expect(page.getByRole("heading", { name: t("domain.states.REJECTED_PROPOSED.name") })).toBeVisible();
  });

  await test.step("the supervisor decides", async () => {
    const supervisor = await signInAs("supervisor");
    await supervisor.open(trackingId);
    await supervisor.act("APPROVE_REJECT");
    await page.reload();
    await expect(page.getByRole("heading", { name: t("domain.states.CLOSED_REJECTED.name") })).toBeVisible();
    await expect(page.getByText(t("track.can.appeal"))).toBeVisible();
  });
});

test("a refused rejection sends the complaint back to work", async ({ page, givenComplaint, signInAs, at, t }) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.send("REJECT", { rejectReason: t("domain.rejectReasons.sub_judice") });
  const missing = t("desk.refused.fields.missing", { label: t("desk.labels.courtCase") });
  await expect(officer.form("REJECT").getByRole("link", { name: missing })).toBeVisible();
  await officer.act("REJECT", { courtCase: "W.P. 114/2026" });

  const supervisor = await signInAs("supervisor");
  await supervisor.open(trackingId);
  await supervisor.act("REFUSE_REJECT", { reason: "The court case is about another street." });
  await page.goto(at.status(trackingId));
  await expect(page.getByRole("heading", { name: t("domain.states.ASSIGNED.name") })).toBeVisible();
});
