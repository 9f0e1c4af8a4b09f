import type { BrowserContextOptions, Page } from "@playwright/test";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 } };
const HERE = { location: { lat: 31.5204, long: 74.3587, landmark: "Pole 12, Mall Road" } };

async function openAll(page: Page): Promise<void> {
  await page.locator("details:not([open])").evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
}

test("who reads an entry is said in words, and the history can be narrowed and turned round", async ({
  givenComplaint,
  signInAs,
  t,
}) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("START", { publicText: "A crew comes on Thursday." });
  await officer.act("REPLY", { text: "Please keep the gate open." });
  await officer.act("NOTE", { text: "The neighbour is a colleague's brother." });

  const history = officer.page.getByRole("region", { name: t("desk.case.timeline.title") });
  const entry = (text: string) => history.getByRole("listitem").filter({ hasText: text });
  await expect(entry("A crew comes")).toContainText(t("caseWork.timeline.reads.public"));
  await expect(entry("Please keep")).toContainText(t("caseWork.timeline.reads.owner"));
  await expect(entry("The neighbour")).toContainText(t("caseWork.timeline.reads.internal"));

  await history.getByRole("link", { name: t("caseWork.timeline.show.internal", { count: 1 }) }).click();
  await expect(history.getByText("The neighbour is")).toBeVisible();
  await expect(history.getByText("A crew comes")).toHaveCount(0);
  await history
    .getByRole("link", { name: new RegExp(`^${t("caseWork.timeline.show.all", { count: 0 }).split("(")[0]}`) })
    .click();

  const titles = () => history.locator("li[data-shown] p.font-bold").allInnerTexts();
  const newestFirst = await titles();
  await history.getByRole("link", { name: t("caseWork.timeline.oldFirst") }).click();
  await expect(history.getByRole("link", { name: t("caseWork.timeline.newFirst") })).toBeVisible();
  expect(await titles()).toEqual(newestFirst.toReversed());
});

test("a template fills the text in the citizen's language, and no gap goes out unfilled", async ({
  givenComplaint,
  signInAs,
  t,
  language,
}) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  const form = officer.form("START");
  await form.locator("summary").click();
  const text = form.getByLabel(t("desk.labels.START_publicText"));
  await form.getByLabel(t("caseWork.template.label")).selectOption("start-records");
  await expect(text, "the complaint was told in Urdu").toHaveValue(/ریکارڈ کی جانچ/);
  await officer.send("START");
  const gap = t("caseWork.template.gap", { label: t("desk.labels.START_publicText") });
  await expect(form.getByRole("link", { name: gap })).toBeVisible();
  await text.fill((await text.inputValue()).replace("[…]", "جمعرات"));
  await officer.act("START");
  await expect(officer.page.getByText("جو جمعرات")).toBeVisible();

  await test.step("without script a button puts the words in", async () => {
    const plain = await signInAs("officer", { javaScriptEnabled: false });
    await plain.open(trackingId);
    const update = plain.form("UPDATE");
    await update.locator("summary").click();
    await update.getByLabel(t("caseWork.template.label")).selectOption("update-visited");
    await update.getByRole("button", { name: t("caseWork.template.use") }).click();
    await expect(plain.form("UPDATE").getByLabel(t("desk.labels.UPDATE_publicText"))).toHaveValue(/موقع دیکھا/);
    expect(language).toBeTruthy();
  });
});

test("a colleague is named by @ and a few letters, is told, and has seen it by opening the case", async ({
  givenComplaint,
  signInAs,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  const name = names.staff("officer2");
  await officer.open(trackingId);
  await officer.form("NOTE").locator("summary").click();
  const note = officer.form("NOTE").getByLabel(t("desk.labels.NOTE_text"));
  await note.pressSequentially(`@${name.slice(0, 3)}`);
  await expect(officer.page.getByRole("option", { name })).toBeVisible();
  await note.press("Enter");
  await note.pressSequentially("look at the pump");
  await expect(note).toHaveValue(`@${name} look at the pump`);
  await note.press("Control+Enter");
  await expect(officer.page.getByText(t("desk.case.done", { what: t("domain.actions.NOTE") }))).toBeVisible();

  const colleague = await signInAs("officer2");
  await colleague.open(trackingId);
  await expect(colleague.page.getByText(t("caseWork.mention.one"))).toBeVisible();
  await colleague.open(trackingId);
  await expect(colleague.page.getByText(t("caseWork.mention.one"))).toHaveCount(0);
});

test("two at one case know of each other, and that the other is writing", async ({
  givenComplaint,
  signInAs,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint();
  const [officer, colleague] = [await signInAs("officer"), await signInAs("officer2")];
  await officer.page.clock.install();
  await officer.open(trackingId);
  await officer.page.waitForResponse((response) => response.url().endsWith("/presence"));
  await colleague.page.clock.install();
  await colleague.open(trackingId);
  const plain = (key: string) => t(key, { name: `\u2068${names.staff("officer")}\u2069` });
  await expect(colleague.page.getByText(plain("caseWork.presence.looking"))).toBeVisible();

  await officer.form("NOTE").locator("summary").click();
  await officer.form("NOTE").getByLabel(t("desk.labels.NOTE_text")).pressSequentially("The pump");
  const told = officer.page.waitForResponse((response) => response.url().endsWith("/presence"));
  await officer.page.clock.fastForward(20_000);
  await told;
  await colleague.page.clock.fastForward(20_000);
  await expect(colleague.page.getByText(plain("caseWork.presence.writing"))).toBeVisible();

  await officer.act("CLAIM");
  await colleague.page.clock.fastForward(20_000);
  await expect(colleague.page.getByText(t("caseWork.presence.changed"))).toBeVisible();
});

test("another's change is laid beside what one saw, and one press does one's own on top", async ({
  givenComplaint,
  signInAs,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint();
  const [here, there] = [await signInAs("officer"), await signInAs("officer")];
  await here.open(trackingId);
  await there.open(trackingId);
  await there.act("CLAIM");

  await here.send("START", { publicText: "A crew comes on Thursday." });
  const alert = here.form("START").getByRole("alert");
  await expect(alert).toContainText(t("desk.refused.stale"));
  const row = alert.getByRole("row").filter({ hasText: t("caseWork.meanwhile.rows.officer") });
  await expect(row).toContainText(t("caseWork.meanwhile.nobody"));
  await expect(row).toContainText(names.staff("officer"));
  await expect(row).toContainText(t("caseWork.meanwhile.changed"));
  await expectNoAxeViolations(here.page);
  await alert.getByRole("button", { name: t("caseWork.meanwhile.onTop") }).click();
  await expect(here.page.getByText(t("desk.case.done", { what: t("domain.actions.START") }))).toBeVisible();
  await expect(here.page.getByText("A crew comes on Thursday.")).toBeVisible();

  await test.step("where it is no longer possible, the page says what is", async () => {
    await there.open(trackingId);
    await there.act("ASK_INFO", { publicText: "On which side?" });
    await here.send("UPDATE", { publicText: "The pump is ordered, it comes on Friday." });
    const gone = here.actions.getByRole("alert");
    await expect(gone).toContainText(t("desk.refused.staleGone"));
    await expect(gone).toContainText(t("desk.act.REPLY.title"));
    await expect(here.form("UPDATE").getByLabel(t("desk.labels.UPDATE_publicText"))).toHaveValue(
      "The pump is ordered, it comes on Friday.",
    );
  });
});

test("another complaint near the same place is joined in one press, and separated again", async ({
  givenComplaint,
  signInAs,
  t,
}) => {
  const first = await givenComplaint(HERE);
  const second = await givenComplaint(HERE);
  const officer = await signInAs("officer");
  await officer.open(second.trackingId);
  const related = officer.page.getByRole("region", { name: t("caseWork.related.title") });
  const row = related.getByRole("listitem").filter({ hasText: first.trackingId }).first();
  await row.getByRole("button", { name: t("caseWork.related.join") }).click();
  await expect(officer.page.getByText(t("desk.case.done", { what: t("domain.actions.MERGE") }))).toBeVisible();
  await expect(related.getByText(t("caseWork.related.parent"))).toBeVisible();
  await officer.act("UNMERGE");
  await expect(related.getByText(t("caseWork.related.parent"))).toHaveCount(0);
});

test("a picture opens large over the page, by keyboard too", async ({ givenComplaint, signInAs, t }) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("ATTACH", { evidence: await aPhoto("one.jpg") });
  await officer.act("ATTACH", { evidence: await aPhoto("two.jpg") });
  const evidence = officer.page.getByRole("region", { name: t("domain.files.evidence") });
  await expect(evidence.getByRole("link")).toHaveCount(2);
  await evidence.getByRole("link").first().focus();
  await officer.page.keyboard.press("Enter");
  const dialog = officer.page.getByRole("dialog");
  await expect(dialog.getByRole("img")).toBeVisible();
  await expectNoAxeViolations(officer.page);
  await dialog.getByRole("button", { name: t("caseWork.files.next") }).click();
  await expect(dialog.getByRole("status")).toHaveText(t("caseWork.files.place", { number: 2, all: 2 }));
  await officer.page.keyboard.press("ArrowUp");
  await expect(dialog.getByRole("status")).toHaveText(t("caseWork.files.place", { number: 1, all: 2 }));
  await officer.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a long list of desks is narrowed by typing, and says how often it was handed over", async ({
  givenComplaint,
  signInAs,
  t,
  names,
}) => {
  const { trackingId } = await givenComplaint();
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  const form = officer.form("REQUEST_TRANSFER");
  await form.locator("summary").click();
  await expect(form.getByText(t("caseWork.notes.handoverThird"))).toBeVisible();
  const desk = form.getByRole("combobox", { name: t("desk.labels.REQUEST_TRANSFER_desk") });
  const many = await desk.getByRole("option").count();
  await form.getByRole("searchbox", { name: t("caseWork.narrow.label") }).fill(names.office("fd-power-lesco-desk"));
  await expect.poll(() => desk.getByRole("option").count()).toBeLessThan(many);
  await expect(form.getByRole("status")).not.toBeEmpty();
});

test("the print view is the whole case as this person may see it, and a printed contact is recorded", async ({
  givenComplaint,
  signInAs,
  t,
  language,
}) => {
  const { trackingId } = await givenComplaint({ contact: { phone: "0300 1234567" } });
  const officer = await signInAs("officer");
  await officer.open(trackingId);
  await officer.act("NOTE", { text: "The neighbour knows the pump." });
  await officer.page.getByRole("link", { name: t("caseWork.print.link") }).click();
  await expect(officer.page).toHaveURL(paths.deskPrint(language, trackingId));
  await expect(officer.page.getByText("The neighbour knows the pump.")).toBeVisible();
  await expect(officer.page.getByText(t("caseWork.print.recorded"))).toBeVisible();
  await expectNoAxeViolations(officer.page);
  await officer.page.emulateMedia({ media: "print" });
  await expect(officer.page.getByRole("link", { name: t("caseWork.print.back") })).toBeHidden();
  await expect(officer.page.getByRole("button")).toHaveCount(0);

  const auditor = await signInAs("auditor");
  await auditor.open(trackingId);
  await expect(auditor.page.getByText(t("helpline.looks.what.contact"))).toBeVisible();
  const stranger = await signInAs("lesco");
  expect((await stranger.page.goto(paths.deskPrint(language, trackingId)))?.status()).toBe(404);
});

test("cases are begun by keyboard alone, one after the other", async ({ givenComplaint, signInAs, t, language }) => {
  test.setTimeout(180_000);
  const claims = [];
  for (let i = 0; i < 4; i += 1) claims.push(await givenComplaint({ serviceCode: "WAT-BILL" }));
  const officer = await signInAs("officer3");
  const { page } = officer;
  const list = new URLSearchParams({ from: "view=work&service=WAT-BILL&sort=received&dir=asc" });
  const done = t("desk.case.done", { what: t("domain.actions.START") });
  const begun = new Set<string>();
  await page.goto(`${paths.deskCase(language, claims[0]?.trackingId ?? "")}?${list}`);
  for (let i = 0; i < claims.length; i += 1) {
    begun.add(new URL(page.url()).pathname);
    const words = officer.form("START").getByLabel(t("desk.labels.START_publicText"));
    // A page that has only just come takes no keys yet: one presses again.
    await expect(async () => {
      await page.keyboard.press("s");
      await expect(words).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.type("A clerk looks into the bill this week.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText(done)).toBeVisible();
    if (i + 1 < claims.length) {
      const before = page.url();
      await page.keyboard.press("j");
      await page.waitForURL((url) => url.href !== before);
    }
  }
  expect(begun.size, "each once").toBe(claims.length);
});

test("a case is readable on a phone, and axe finds nothing in any of its forms", async ({
  givenComplaint,
  signInAs,
}) => {
  const { trackingId } = await givenComplaint(HERE);
  await givenComplaint(HERE);
  for (const name of ["officer", "supervisor", "auditor"]) {
    const person = await signInAs(name, PHONE);
    await person.open(trackingId);
    await openAll(person.page);
    await expectNoSidewaysScroll(person.page);
    await expectNoAxeViolations(person.page);
    await person.page.setViewportSize({ width: 1280, height: 800 });
    await expectNoSidewaysScroll(person.page);
  }
});
