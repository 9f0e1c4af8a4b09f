import { existsSync, readFileSync, renameSync } from "node:fs";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { toWallTime } from "@/lib/domain/wall-time";
import { formatMoment } from "@/lib/tracking/dates";
import { LOCALES, type Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { apiAt, lodgement, mint } from "@/tests/support/e2e/api";
import { atDesk } from "@/tests/support/e2e/desk";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";
import { eventually, ownPortal } from "@/tests/support/e2e/processes";
import { namesIn } from "@/tests/support/e2e/reference";
import { signIn } from "@/tests/support/e2e/sign-in";
import { wordsIn } from "@/tests/support/e2e/words";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const portal = ownPortal("modes", { appPort: 4193, doorPort: 4192 });
const api = apiAt(portal.door);
const REASON = { en: "The register moves to a larger machine.", ur: "رجسٹر بڑی مشین پر منتقل ہو رہا ہے۔" };
const WORDS_TYPED = "A crew comes on Thursday morning.";
const minute = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000);

test.beforeAll(async () => {
  portal.prepare();
  portal.startApp();
  portal.startDoor();
  await standing("normal");
  await eventually(async () => expect((await fetch(`${portal.door}/ur/lodge`)).headers.has("etag")).toBe(true));
});
test.afterAll(() => portal.killAll());

/** Until the door says so, and the app as well: each of them sees a change for itself. */
function standing(mode: "normal" | "read-only" | "away"): Promise<void> {
  return eventually(async () => {
    for (const origin of mode === "away" ? [portal.door] : [portal.door, portal.app]) {
      expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({ mode });
    }
  });
}

async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: portal.door,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  return context.newPage();
}

/** In the browser of an administrator, as a person would, preview first. */
async function announce(page: Page, locale: Locale, until: Date): Promise<void> {
  const t = wordsIn(locale);
  await page.goto(paths.admin(locale));
  await page.getByLabel(t("admin.mode.reasonEn")).fill(REASON.en);
  await page.getByLabel(t("admin.mode.reasonUr")).fill(REASON.ur);
  await page.getByLabel(t("admin.mode.until")).fill(toWallTime(until));
  await page.getByRole("button", { name: t("admin.mode.preview"), exact: true }).click();
  for (const language of LOCALES) {
    const preview = page.getByRole("region", { name: t("admin.mode.previewTitle") }).locator(`[lang=${language}]`);
    await expect(preview).toContainText(REASON[language]);
    await expect(preview).toContainText(formatMoment(until, language));
  }
  await page.getByRole("button", { name: t("admin.mode.set"), exact: true }).click();
  await expect(page.getByText(t("admin.done.read-only"))).toBeVisible();
}

async function end(page: Page, locale: Locale): Promise<void> {
  const t = wordsIn(locale);
  await page.goto(paths.admin(locale));
  await page.getByRole("button", { name: t("admin.mode.end") }).click();
  await expect(page.getByText(t("admin.done.normal"))).toBeVisible();
}

for (const [locale, scripted] of [
  ["en", true],
  ["ur", false],
] as const) {
  test(`${locale}, ${scripted ? "with" : "without"} script: an officer sees why nothing can be done, a citizen lodges, an administrator ends it`, async ({
    browser,
  }) => {
    const t = wordsIn(locale);
    const claim = mint();
    expect((await api.lodge(claim.trackingId, lodgement(claim.claimKey))).status).toBe(201);
    const until = minute(new Date(Date.now() + 2 * 3_600_000));
    const here = {
      desk: paths.desk(locale),
      deskCase: (trackingId: string) => paths.deskCase(locale, trackingId),
    };

    const officerPage = await open(browser, { javaScriptEnabled: scripted });
    await signIn(officerPage, "officer", locale);
    await expect(officerPage).toHaveURL(here.desk);
    const officer = atDesk(officerPage, t, here);
    await officer.open(claim.trackingId);
    const start = officer.form("START");
    await start.locator("summary").click();
    await start.getByLabel(t("desk.labels.START_publicText")).fill(WORDS_TYPED);

    const adminPage = await open(browser, { javaScriptEnabled: scripted });
    await signIn(adminPage, "admin", locale);
    await expect(adminPage).toHaveURL(here.desk);
    await announce(adminPage, locale, until);
    await standing("read-only");

    // What was being typed is refused in words, and nothing of it is lost.
    await start.getByRole("button", { name: t("desk.act.START.submit") }).click();
    await expect(
      officerPage.getByText(t("outage.closed.refusedUntil", { time: formatMoment(until, locale) })),
    ).toBeVisible();
    await expect(officer.form("START").getByLabel(t("desk.labels.START_publicText"))).toHaveValue(WORDS_TYPED);

    await officer.open(claim.trackingId);
    await expect(officerPage.getByText(t("outage.closed.announced"))).toBeVisible();
    await expect(officerPage.getByText(t("outage.closed.reason", { reason: REASON[locale] }))).toBeVisible();
    await expect(officerPage.getByText(formatMoment(until, locale))).toBeVisible();
    await expect(officerPage.getByText(t("outage.closed.button"))).toBeVisible();
    await officer.form("START").locator("summary").click();
    await expect(start.getByRole("button", { name: t("desk.act.START.submit") })).toBeDisabled();

    // Nobody else comes in; whoever tries is told why and until when.
    const late = await open(browser, { javaScriptEnabled: scripted, viewport: { width: 360, height: 740 } });
    await signIn(late, "officer2", locale);
    const told = t("outage.closed.signInRefusedUntil", { until: formatMoment(until, locale) });
    await expect(late.getByText(told).first()).toBeVisible();
    await expect(late).toHaveURL(paths.signIn(locale));
    await expect(late.getByText(t("outage.closed.reason", { reason: REASON[locale] }))).toBeVisible();
    await expectNoSidewaysScroll(late);

    // Through the door, as ever.
    const citizen = await open(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await citizen.goto(paths.lodge(locale));
    const story = {
      service: "WAT-SEWR",
      district: "pb-lahore",
      landmark: "Street 7",
      text: REASON.ur,
      name: "Shazia",
      photos: [],
    };
    await fillPlainForm(citizen, t, namesIn(locale), story);
    await citizen.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
    const { trackingId } = await readClaim(citizen);
    expect((await api.look(trackingId)).body.state).toBe("RECEIVED");

    // The owner's page opens by its key, says why it can only be read, and offers no button that can be pressed.
    await citizen.goto(paths.myComplaint(locale, claim.trackingId));
    await citizen.getByLabel(t("my.key.label")).fill(claim.claimKey);
    await citizen.getByRole("button", { name: t("my.key.submit") }).click();
    await expect(citizen.getByText(t("outage.closed.citizen"))).toBeVisible();
    await expect(citizen.getByText(t("outage.closed.button"))).toBeVisible();
    await expect(
      citizen.locator("main form[action] button:not([disabled])").filter({ hasText: t("my.actions.withdraw.submit") }),
    ).toHaveCount(0);

    // An administrator comes in anew by a pass, and ends it.
    const byPass = await open(browser, { javaScriptEnabled: scripted, viewport: { width: 360, height: 740 } });
    await signIn(byPass, "admin", locale);
    await expect(byPass).toHaveURL(paths.admin(locale));
    await expect(byPass.getByText(t("admin.byPass"))).toBeVisible();
    const cookies = await byPass.context().cookies();
    const pass = cookies.find(({ name }) => name === "jawab-session");
    expect(pass?.httpOnly).toBe(true);
    expect((pass?.expires ?? 0) - Date.now() / 1_000).toBeLessThanOrEqual(600);
    await expectNoSidewaysScroll(byPass);
    if (scripted) await expectNoAxeViolations(byPass);
    await end(byPass, locale);
    await standing("normal");

    await eventually(async () => expect((await api.look(trackingId)).body.state).toBe("ASSIGNED"));
    await officer.open(claim.trackingId);
    await officer.act("START", { publicText: WORDS_TYPED });
    for (const page of [officerPage, adminPage, late, citizen, byPass]) await page.context().close();
  });
}

test("the public ledger tells of it, and the administrators' page of who did it", async ({ browser }) => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  for (const locale of LOCALES) {
    const t = wordsIn(locale);
    await page.goto(paths.ledger(locale));
    await expect(page.getByRole("heading", { name: t("outage.ledger.now.well") })).toBeVisible();
    await expect(page.getByText(t("outage.ledger.reason", { reason: REASON[locale] })).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
  }
  const t = wordsIn("en");
  await signIn(page, "admin", "en");
  await expect(page).toHaveURL(paths.desk("en"));
  await page.goto(paths.admin("en"));
  const changes = page.getByRole("region", { name: t("admin.changes.title") });
  await expect(
    changes.getByText(t("admin.changes.readOnly", { reason: REASON.en }), { exact: true }).first(),
  ).toBeVisible();
  await expect(changes.getByText("admin@demo.pk").first()).toBeVisible();
  await eventually(async () => {
    await page.reload();
    await expect(
      page
        .getByRole("region", { name: t("admin.outages.title") })
        .getByText(REASON.en)
        .first(),
    ).toBeVisible({
      timeout: 500,
    });
  });
  expect(readFileSync(`${portal.folder}/audit/mode.jsonl`, "utf8")).toContain(REASON.ur);
  await page.context().close();
});

test("nobody but an administrator finds the page, or gets anything by its form", async ({ browser, request }) => {
  const t = wordsIn("en");
  const admin = await open(browser, { javaScriptEnabled: false });
  await signIn(admin, "admin", "en");
  await admin.goto(paths.admin("en"));
  const form = admin.locator("form").filter({ has: admin.getByLabel(t("admin.mode.reasonEn")) });
  const hidden = await form
    .locator("input[type=hidden]")
    .evaluateAll((inputs) =>
      inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value] as const),
    );
  expect(hidden.length).toBeGreaterThan(0);
  const multipart = { ...Object.fromEntries(hidden), reasonEn: REASON.en, reasonUr: REASON.ur, until: "", step: "set" };

  for (const name of ["officer", "router", "auditor", "citizen", null]) {
    const page = await open(browser);
    if (name) {
      await signIn(page, name, "en");
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    }
    const shown = await page.goto(paths.admin("en"));
    if (name) expect(shown?.status(), name).toBe(404);
    else expect(page.url()).toContain(paths.signIn("en"));
    const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
    const posted = await request.post(`${portal.door}${paths.admin("en")}`, {
      multipart,
      headers: { cookie, origin: portal.door },
    });
    expect(posted.status(), String(name)).not.toBe(303);
    await page.context().close();
  }
  expect(existsSync(`${portal.folder}/mode.json`)).toBe(true); // from the tests before
  expect(JSON.parse(readFileSync(`${portal.folder}/mode.json`, "utf8"))).toEqual({ mode: "normal" });
  await admin.context().close();
});

test("the database is moved away and back: look-ups and lodgings go on, and all is there afterwards", async () => {
  const known = mint();
  expect((await api.lodge(known.trackingId, lodgement(known.claimKey))).status).toBe(201);
  await eventually(async () => expect((await api.look(known.trackingId)).body.state).toBe("ASSIGNED"));
  const database = `${portal.folder}/db`;
  renameSync(database, `${database}.away`);
  try {
    await standing("away");
    expect((await api.look(known.trackingId)).body.state).toBe("ASSIGNED");
    const fresh = mint();
    expect((await api.lodge(fresh.trackingId, lodgement(fresh.claimKey))).status).toBe(202);
    const page = await fetch(`${portal.door}/desk`, { headers: { accept: "text/html" } });
    expect([page.status, page.headers.has("retry-after")]).toEqual([503, true]);
    expect(existsSync(database)).toBe(false);
    renameSync(`${database}.away`, database);
    await standing("normal");
    await eventually(async () => expect((await api.look(fresh.trackingId)).body.state).toBe("ASSIGNED"));
  } finally {
    if (existsSync(`${database}.away`)) renameSync(`${database}.away`, database);
  }
});
