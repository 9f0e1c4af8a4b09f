import { mint } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

test("a queue shows the oldest trouble first, and says so when nothing waits", async ({
  givenComplaint,
  signInAs,
  t,
}) => {
  const place = { location: { landmark: "Pole 12, Mall Road" } };
  const bill = await givenComplaint({ serviceCode: "ENR-EBIL" }); // 15 working days
  const outage = await givenComplaint({ serviceCode: "ENR-OUTG", ...place }); // 3 days
  const wire = await givenComplaint({ serviceCode: "ENR-HAZD", ...place }); // a day

  const lesco = await signInAs("lesco");
  const rows = lesco.page.getByRole("table").getByRole("row");
  const ids = (await rows.allInnerTexts()).flatMap((row) => /PCP-[\w-]{15}/.exec(row)?.[0] ?? []);
  expect(ids.filter((id) => [bill, outage, wire].some(({ trackingId }) => trackingId === id))).toEqual(
    [wire, outage, bill].map(({ trackingId }) => trackingId),
  );

  await rows.getByRole("link", { name: wire.trackingId }).click();
  await expect(lesco.page.getByRole("heading", { name: t("desk.case.actions.title") })).toBeVisible();

  const appeal = await signInAs("appeal");
  await expect(appeal.page.getByText(t("guide.firstDay.appeal.title"))).toBeVisible();
});

test("an officer is offered what the workflow allows, and nothing else", async ({ givenComplaint, signInAs, t }) => {
  const { trackingId } = await givenComplaint();
  const beside = ["REPLY", "NOTE", "CALL_LOG", "ATTACH"];
  const officer = await signInAs("officer");
  const colleague = await signInAs("officer2");
  const titles = (actions: string[]) => actions.map((action) => t(`desk.act.${action}.title`)).sort();
  async function expectOffers(desk: typeof officer, actions: string[]): Promise<void> {
    await desk.open(trackingId);
    expect((await desk.offers()).sort()).toEqual(titles([...actions, ...beside]));
  }

  await expectOffers(officer, ["CLAIM", "START", "ASK_INFO", "REQUEST_TRANSFER", "REJECT", "MERGE"]);
  await officer.act("CLAIM");
  await expectOffers(officer, ["START", "ASK_INFO", "REQUEST_TRANSFER", "REJECT", "MERGE"]);
  await expectOffers(colleague, []);

  await officer.act("START", { publicText: "A crew comes on Thursday." });
  await expectOffers(officer, ["RESOLVE", "UPDATE", "ASK_INFO", "REQUEST_TRANSFER", "REJECT", "MERGE"]);

  await officer.act("RESOLVE", {
    outcome: t("domain.outcomes.partial_relief"),
    publicText: "Half of the street is clear.",
    evidence: await aPhoto(),
  });
  await expectOffers(officer, ["TAKE_BACK"]);
  await expectOffers(colleague, []);
});

test("a resolution without evidence or with a phone number in public words is refused, and nothing typed is lost", async ({
  givenComplaint,
  signInAs,
  t,
}) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("START", { publicText: "A crew comes on Thursday." });
  const said = officer.form("RESOLVE").getByLabel(t("desk.labels.RESOLVE_publicText"));
  const outcome = t("domain.outcomes.relief_granted");

  await officer.send("RESOLVE", { outcome, publicText: "All is clear." });
  const missing = t("desk.refused.fields.missing", { label: t("desk.labels.evidence") });
  await expect(officer.form("RESOLVE").getByRole("link", { name: missing })).toBeVisible();
  await expect(said).toHaveValue("All is clear.");

  await officer.send("RESOLVE", { publicText: "Call Mr Khan on 0300 1234567.", evidence: await aPhoto() });
  await expect(officer.form("RESOLVE").getByRole("link", { name: t("desk.refused.found.phone") })).toBeVisible();
  await expect(said).toHaveValue("Call Mr Khan on 0300 1234567.");
  await expect(officer.form("RESOLVE").getByText(t("desk.refused.filesAgain"))).toBeVisible();

  await officer.act("RESOLVE", { publicText: "All is clear.", evidence: await aPhoto() });
});

test("the officer asks, the clock stands still, the citizen answers, and work goes on", async ({
  page,
  givenComplaint,
  signInAs,
  at,
  t,
}) => {
  const claim = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(claim.trackingId);
  await officer.act("ASK_INFO", { publicText: "On which side of the canal is it?" });

  await page.goto(at.status(claim.trackingId));
  await expect(page.getByRole("heading", { name: t("domain.states.NEEDS_INFO.name") })).toBeVisible();
  await expect(page.getByText(t("track.due.paused"), { exact: true })).toBeVisible();
  await expect(page.getByText("On which side of the canal is it?")).toBeVisible();

  await page.getByRole("link", { name: t("track.can.open") }).click();
  await page.getByLabel(t("my.key.label")).fill(claim.claimKey);
  await page.getByRole("button", { name: t("my.key.submit") }).click();
  await expect(page.getByRole("blockquote")).toHaveText("On which side of the canal is it?");
  await page.getByLabel(t("my.actions.answer.label")).fill("On the north side, near the tube well.");
  await page.getByRole("button", { name: t("my.actions.answer.submit") }).click();
  await expect(page.getByText(t("my.page.done.answer"))).toBeVisible();

  await officer.open(claim.trackingId);
  await expect(officer.page.getByText("On the north side, near the tube well.")).toBeVisible();
  await officer.act("START", { publicText: "A crew comes on Thursday." });
  await page.goto(at.status(claim.trackingId));
  await expect(page.getByRole("heading", { name: t("domain.states.IN_PROGRESS.name") })).toBeVisible();
  await expect(page.getByText("tube well"), "the answer is for the office alone").toHaveCount(0);
});

test("somebody else's change in between is told, and nothing typed is lost", async ({
  givenComplaint,
  signInAs,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint();
  const here = await signInAs("officer");
  const there = await signInAs("officer");
  await here.open(trackingId);
  await there.open(trackingId);
  await there.act("START", { publicText: "A crew comes on Thursday." });

  await test.step("the button is gone meanwhile", async () => {
    await here.send("START", { publicText: "We shall look at it next week, all of us." });
    const alert = here.actions.getByRole("alert");
    await expect(alert).toContainText(t("desk.refused.stale"));
    await expect(alert).toContainText(t("domain.actions.START"));
    await expect(alert).toContainText(names.staff("officer"));
    await expect(here.page.getByText("We shall look at it next week, all of us.")).toBeVisible();
  });

  await test.step("the button is still there: pressed again, it is done", async () => {
    await here.open(trackingId);
    await there.act("UPDATE", { publicText: "The truck is on its way." });
    await here.send("UPDATE", { publicText: "The pump is ordered." });
    await expect(here.actions.getByRole("alert")).toContainText(t("desk.refused.stale"));
    await here.act("UPDATE");
    await expect(here.page.getByText("The pump is ordered.")).toBeVisible();
    await expect(here.page.getByText("The truck is on its way.")).toBeVisible();
  });
});

test("signing out ends the session, also for whoever kept its cookie", async ({ signInAs, openWindow, at, t }) => {
  const officer = await signInAs("officer");
  const kept = await officer.page.context().cookies();
  await officer.page.getByRole("button", { name: t("desk.shell.signOut") }).click();
  await expect(officer.page.getByText(t("signIn.signedOut"))).toBeVisible();

  const thief = await openWindow();
  await thief.context().addCookies(kept);
  await thief.goto(at.desk);
  await expect(thief).toHaveURL(new RegExp(`${at.signIn}\\?next=`));
});

test("a wrong password and an unknown account get the same answer, and the password is not given back", async ({
  page,
  at,
  t,
}) => {
  await page.goto(at.signIn);
  for (const email of ["officer@demo.pk", "nobody@demo.pk"]) {
    await page.getByLabel(t("signIn.email")).fill(email);
    await page.getByLabel(t("signIn.password")).fill("not-the-password");
    await page.getByRole("button", { name: t("signIn.submit") }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: t("signIn.refused.wrong") })).toBeVisible();
    await expect(page.getByLabel(t("signIn.email"))).toHaveValue(email);
    await expect(page.getByLabel(t("signIn.password"))).toHaveValue("");
  }
});

test("an ID that nobody has is a 404 at the desk too", async ({ signInAs, at }) => {
  const officer = await signInAs("officer");
  expect((await officer.page.goto(at.deskCase(mint().trackingId)))?.status()).toBe(404);
});
