import type { Page } from "@playwright/test";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import type { Words } from "@/tests/support/e2e/words";

const NUMBER = () => `0302 ${String(Math.floor(Math.random() * 10_000_000)).padStart(7, "0")}`;

async function lookUp(page: Page, t: Words, sought: string, reason = "status"): Promise<void> {
  await page.getByLabel(t("helpline.look.sought")).fill(sought);
  await page.getByRole("radio", { name: t(`helpline.look.reasons.${reason}`) }).check();
  await page.getByRole("button", { name: t("helpline.look.submit"), exact: true }).click();
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle"); // after a press the page may still be on its way
  await page.locator("details:not([open])").evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
}

test("a caller without the ID: found by phone with a reason, known by two facts, and the office's question answered", async ({
  givenComplaint,
  signInAs,
  language,
  t,
  names,
}) => {
  const phone = NUMBER();
  const text = "The sewer in front of the girls' school overflows.";
  const { trackingId } = await givenComplaint({
    contact: { name: "Shazia Kausar", phone },
    text,
    location: { landmark: "Street 12, behind the mill" },
  });
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("NOTE", { text: "Between us: the pump is sold." });
  await officer.act("ASK_INFO", { publicText: "On which side of the road?" });
  const { page } = await signInAs("helpline");
  await page.goto(paths.helpline(language));

  await test.step("without a reason nothing is shown", async () => {
    await page.getByLabel(t("helpline.look.sought")).fill(phone);
    await page.getByRole("button", { name: t("helpline.look.submit"), exact: true }).click();
    await expect(page.getByRole("alert").getByRole("link", { name: t("helpline.problems.no_reason") })).toBeVisible();
    await expect(page.getByText(trackingId)).toHaveCount(0);
    await look(page, `look-refused-${language}`);
    await page.goto(paths.helplineCase(language, trackingId));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("helpline.look.again"));
    await expect(page.getByText(names.service("WAT-SEWR"))).toHaveCount(0);
    await page.goto(paths.helpline(language));
  });

  await test.step("with a reason the public status alone, and the number is in no address", async () => {
    await lookUp(page, t, phone);
    await expect(page.getByRole("heading", { name: t("helpline.look.found", { count: 1 }) })).toBeVisible();
    await expect(page.getByText(trackingId)).toBeVisible();
    await expect(page.getByText("Shazia")).toHaveCount(0);
    expect(page.url()).not.toContain(phone.slice(-4));
    await look(page, `look-found-${language}`);
    await page.getByRole("link", { name: `${t("helpline.look.open")} ${trackingId}` }).click();
    await expect(page.getByRole("heading", { name: t("helpline.case.spell") })).toBeVisible();
    for (const hidden of [text, "Shazia", phone, "the pump is sold", "behind the mill"]) {
      expect(await page.content(), hidden).not.toContain(hidden);
    }
    await expect(page.getByText("On which side of the road?").first()).toBeVisible();
    await look(page, `case-${language}`);
  });

  await test.step("a wrong fact is refused, what is on file is not told", async () => {
    await page.getByLabel(t("helpline.verify.facts.name")).fill("Somebody Else");
    await page.getByLabel(t("helpline.verify.facts.phone")).fill(phone);
    await page.getByRole("button", { name: t("helpline.verify.submit") }).click();
    await expect(page.getByRole("alert").getByText(t("helpline.verify.no_match", { left: 2 }))).toBeVisible();
    await expect(page.getByText(text)).toHaveCount(0);
    await look(page, `verify-refused-${language}`);
  });

  await test.step("two right ones open the text, without notes, and the answer is sent", async () => {
    await page.getByLabel(t("helpline.verify.facts.name")).fill("Shazia Kausar");
    await page.getByRole("button", { name: t("helpline.verify.submit") }).click();
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByText("the pump is sold")).toHaveCount(0);
    expect(await page.content()).not.toContain(phone);
    await look(page, `known-${language}`);
    const form = page.locator("details").filter({ has: page.locator('input[value="PROVIDE_INFO"]') });
    await form.getByLabel(t("helpline.act.text")).fill("On the left, by the mill.");
    await form.getByRole("button", { name: t("helpline.act.PROVIDE_INFO.submit") }).click();
    await expect(page.getByText(t("helpline.act.done", { what: t("domain.actions.PROVIDE_INFO") }))).toBeVisible();
    await officer.open(trackingId);
    await expect(officer.page.getByText("On the left, by the mill.")).toBeVisible();
  });
});

test("a protected complaint is not found by phone, and its ID tells how far it is and no more", async ({
  givenComplaint,
  signInAs,
  language,
  t,
  names,
}) => {
  const phone = NUMBER();
  const { trackingId } = await givenComplaint({ serviceCode: "COR-BRIB", contact: { phone } });
  const { page } = await signInAs("helpline");
  await page.goto(paths.helpline(language));
  await lookUp(page, t, phone);
  await expect(page.getByRole("heading", { name: t("helpline.look.found", { count: 0 }) })).toBeVisible();
  await lookUp(page, t, trackingId);
  await page.getByRole("link", { name: `${t("helpline.look.open")} ${trackingId}` }).click();
  await expect(page.getByText(t("helpline.case.protected"))).toBeVisible();
  await expect(page.getByText(names.service("COR-BRIB"))).toHaveCount(0);
  await expect(page.getByRole("button", { name: t("helpline.verify.submit") })).toHaveCount(0);
  await look(page, `protected-${language}`);
});

test("IDs sent again get the same words whether there are any", async ({ givenComplaint, signInAs, language, t }) => {
  const phone = NUMBER();
  await givenComplaint({ contact: { phone } });
  const { page } = await signInAs("helpline");
  await page.goto(paths.helpline(language));
  for (const sought of [phone, NUMBER()]) {
    await page.getByLabel(t("helpline.look.sought")).fill(sought);
    await page.getByRole("radio", { name: t("helpline.look.reasons.lost_id") }).check();
    await page.getByRole("button", { name: t("helpline.look.resend") }).click();
    await expect(page.getByText(t("helpline.look.resent"))).toBeVisible();
    await expect(page.getByLabel(t("helpline.look.sought"))).toHaveValue("");
    await page.reload();
  }
});

test("a complaint is lodged for a caller by the caller's own word, and the key is not shown", async ({
  signInAs,
  language,
  t,
  names,
  at,
}) => {
  const { page } = await signInAs("helpline");
  await page.goto(paths.helplineLodge(language));
  await look(page, `lodge-${language}`);
  await page.getByRole("button", { name: t("helpline.lodge.submit") }).click();
  await expect(page.getByRole("alert").filter({ hasText: t("helpline.lodge.refused") })).toBeVisible();
  await look(page, `lodge-refused-${language}`);

  await page.getByLabel(t("helpline.lodge.search")).fill("gutter");
  await page
    .locator("#serviceCode-search-results")
    .getByRole("button", { name: names.service("WAT-SEWR") })
    .click();
  await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
  await page.getByLabel(t("lodge.place.landmark")).fill("Street 4");
  await page.getByLabel(t("helpline.lodge.text")).fill("The gutter overflows since Friday.");
  await page.getByLabel(t("lodge.contact.phone")).fill(NUMBER());
  await page.getByRole("button", { name: t("helpline.lodge.submit") }).click();
  await expect(page.getByRole("heading", { name: t("helpline.lodge.done") })).toBeVisible();
  await expect(page.getByText(t("helpline.lodge.keySent.sms"))).toBeVisible();
  await expect(page.locator("#printed-key")).toHaveCount(0);
  await look(page, `lodged-${language}`);
  const trackingId = /PCP-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(await page.content())?.[0] ?? "";
  await page.goto(at.status(trackingId));
  await expect(page.getByRole("heading", { name: t("domain.states.ASSIGNED.name") })).toBeVisible();
});

test("for a citizen at the counter the key is printed once", async ({ signInAs, language, t, names, watcher }) => {
  const { page } = await signInAs("helpline");
  await page.goto(paths.helplineLodge(language));
  await page.getByLabel(t("lodge.about.select")).selectOption({ label: names.service("WAT-SEWR") });
  await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
  await page.getByLabel(t("lodge.place.landmark")).fill("Street 5");
  await page.getByLabel(t("helpline.lodge.text")).fill("The gutter overflows since Friday.");
  await page.getByRole("checkbox", { name: t("helpline.lodge.walkIn") }).check();
  await page.getByRole("button", { name: t("helpline.lodge.submit") }).click();
  const claimKey = (await page.locator("#printed-key").textContent())?.trim() ?? "";
  expect(claimKey).toMatch(/^[\w-]{43}$/);
  watcher.keepSecret(claimKey);
  await look(page, `printed-${language}`);
  await page.reload();
  await expect(page.locator("#printed-key")).toHaveCount(0);
});

test("at 360 pixels the helpline's pages fit", async ({ givenComplaint, signInAs, language, t }) => {
  const { trackingId } = await givenComplaint({ contact: { phone: NUMBER() } });
  const { page } = await signInAs("helpline", { viewport: { width: 360, height: 740 } });
  await page.goto(paths.helpline(language));
  await lookUp(page, t, trackingId);
  await look(page, `phone-look-${language}`);
  await page.getByRole("link", { name: `${t("helpline.look.open")} ${trackingId}` }).click();
  await expect(page.getByRole("heading", { name: t("helpline.case.spell") })).toBeVisible();
  await look(page, `phone-case-${language}`);
  await page.goto(paths.helplineLodge(language));
  await look(page, `phone-lodge-${language}`);
});

test("nobody else comes in: the helpline's pages are a 404 for every other role", async ({
  signInAs,
  language,
  givenComplaint,
}) => {
  const { trackingId } = await givenComplaint();
  for (const name of ["officer", "auditor", "callback"]) {
    const { page } = await signInAs(name);
    for (const address of [
      paths.helpline(language),
      paths.helplineLodge(language),
      paths.helplineCase(language, trackingId),
    ]) {
      expect((await page.goto(address))?.status(), `${name} ${address}`).toBe(404);
    }
  }
  const { page } = await signInAs("helpline");
  for (const address of [
    paths.calls(language),
    paths.call(language, trackingId),
    paths.deskCase(language, trackingId),
    paths.admin(language),
  ]) {
    expect((await page.goto(address))?.status(), address).toBe(404);
  }
});
