import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import Database from "better-sqlite3";
import { LOCALES, type Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { apiAt, lodgement, mint, sha256 } from "@/tests/support/e2e/api";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";
import { aPhoto } from "@/tests/support/e2e/pictures";
import { eventually, ownPortal } from "@/tests/support/e2e/processes";
import { namesIn } from "@/tests/support/e2e/reference";
import { wordsIn } from "@/tests/support/e2e/words";

test.describe.configure({ mode: "serial" });

const portal = ownPortal("door-form", { appPort: 4183, doorPort: 4182 });
const api = apiAt(portal.door);
let app: ChildProcess;

test.beforeAll(async () => {
  portal.prepare();
  app = portal.startApp();
  portal.startDoor();
  await normal();
  // The lodging pages lie with the door.
  await eventually(async () => {
    expect((await fetch(`${portal.door}/ur/lodge`)).headers.get("etag")).toMatch(/^W\/"[\w-]{22}"$/);
  });
});
test.afterAll(() => portal.killAll());

function normal(): Promise<void> {
  return eventually(async () => {
    const answer = await fetch(`${portal.door}/readyz`);
    expect(answer.status, await answer.text()).toBe(200);
  });
}

async function away(): Promise<void> {
  await portal.kill(app);
  await eventually(async () => {
    expect(await (await fetch(`${portal.door}/readyz`)).json()).toMatchObject({ mode: "away", app: { ok: false } });
  });
}

/** A phone without script. */
async function phone(browser: Browser, javaScriptEnabled = false): Promise<Page> {
  const viewport = { width: 360, height: 740 };
  return (await browser.newContext({ baseURL: portal.door, javaScriptEnabled, viewport })).newPage();
}

/** axe wants script, which the page itself has none of: so it reads the same markup elsewhere. */
async function expectAccessible(page: Page): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error("No browser");
  await expectNoSidewaysScroll(page);
  const reader = await phone(browser, true);
  await reader.setContent(await page.content());
  await expectNoAxeViolations(reader);
  await reader.context().close();
}

function told(text: string, photos: Awaited<ReturnType<typeof aPhoto>>[] = []) {
  return { service: "WAT-SEWR", district: "pb-lahore", landmark: "Street 7", text, name: "Shazia Kausar", photos };
}

async function send(page: Page, locale: Locale, text: string, photos?: Awaited<ReturnType<typeof aPhoto>>[]) {
  const t = wordsIn(locale);
  await page.goto(paths.lodge(locale));
  await fillPlainForm(page, t, namesIn(locale), told(text, photos));
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
}

for (const locale of LOCALES) {
  test(`${locale}: a form without script is taken while the app is killed, entered once, and its phone opens it`, async ({
    browser,
  }) => {
    const t = wordsIn(locale);
    await normal();
    await away();
    const page = await phone(browser);
    const photo = await aPhoto();
    const text = `The drain has overflowed for three days (${locale}).`;
    await send(page, locale, text, [photo]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.titleSpooled"));
    await expectAccessible(page);
    const claim = await readClaim(page);

    await test.step("its status is there at once", async () => {
      await page.getByRole("link", { name: t("lodge.done.track") }).click();
      await expect(page.getByRole("heading", { name: t("domain.states.RECEIVED.name") })).toBeVisible();
    });

    app = portal.startApp();
    await eventually(async () => expect((await api.look(claim.trackingId)).body.state).toBe("ASSIGNED"));
    await eventually(async () => {
      const { body } = await api.look(claim.trackingId, claim);
      expect(body.attachments).toMatchObject([{ sha256: sha256(photo.buffer), arrived: true }]);
      expect(body.text).toBe(text);
    });
    const db = new Database(`${portal.folder}/db/portal.sqlite`, { readonly: true });
    expect(db.prepare("SELECT count(*) FROM Complaint").pluck().get()).toBe(LOCALES.indexOf(locale) + 1);
    db.close();

    await normal();
    await page.goto(paths.myComplaint(locale, claim.trackingId));
    await expect(page.getByText(text)).toBeVisible();
    await page.context().close();
  });
}

test("what is wrong comes back with everything typed, and is mended and taken, app or no app", async ({ browser }) => {
  const t = wordsIn("en");
  await normal();
  await away();
  const page = await phone(browser);
  await page.goto("/lodge");
  const text = "The garbage has not been fetched since Monday.";
  await fillPlainForm(page, t, namesIn("en"), { ...told(text), landmark: "", phone: "12" });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await expect(page.getByRole("link", { name: t("lodge.problems.landmark") })).toBeVisible();
  await expect(page.getByLabel(t("lodge.story.text"))).toHaveValue(text);
  await expectAccessible(page);
  await page.getByLabel(t("lodge.place.landmark"), { exact: true }).fill("Street 7");
  await page.getByLabel(t("lodge.contact.phone"), { exact: true }).fill("0300 1234567");
  app = portal.startApp();
  await normal();
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  const { trackingId } = await readClaim(page);
  await eventually(async () => expect((await api.look(trackingId)).body.state).toBe("ASSIGNED"));
  await page.context().close();
});

test("a form that script sends while the app is away ends at its ID too", async ({ browser }) => {
  const t = wordsIn("en");
  await normal();
  const page = await phone(browser, true);
  await page.goto("/lodge");
  // Begun before script was ready, so that the plain form stays (components/complaint/lodge/lodge-form.tsx).
  await page.addInitScript(() => {
    Object.defineProperty(window, "isSecureContext", { value: false });
  });
  await page.goto("/lodge");
  await fillPlainForm(page, t, namesIn("en"), told("The street light has been dark since June."));
  await away();
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await page.waitForURL(/\/lodge\/done\/PCP-/);
  const claim = await readClaim(page);
  expect((await api.look(claim.trackingId)).body.state).toBe("RECEIVED");
  expect(claim.claimKey).toMatch(/^[\w-]{43}$/);
  await page.context().close();
  app = portal.startApp();
});

test("read-only: lodgings get their ID, changes are refused in words, reads stay live; and all is entered after it", async ({
  browser,
}) => {
  const t = wordsIn("ur");
  await normal();
  const known = mint();
  expect((await api.lodge(known.trackingId, lodgement(known.claimKey))).status).toBe(201);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const reason = { en: "The register moves house.", ur: "رجسٹر منتقل ہو رہا ہے۔" };
  const since = new Date().toISOString();
  const announce = (mode: object) => writeFileSync(`${portal.folder}/mode.json`, JSON.stringify(mode));
  announce({ mode: "read-only", since, until, reason });
  await eventually(async () => {
    expect(await (await fetch(`${portal.door}/readyz`)).json()).toMatchObject({ mode: "read-only" });
  });

  const page = await phone(browser);
  await send(page, "ur", "تین دن سے گلی میں پانی کھڑا ہے۔");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.titleSpooled"));
  const claim = await readClaim(page);
  await page.reload(); // sends it once more
  expect(await readClaim(page)).toEqual(claim);
  const { trackingId } = claim;
  const { body } = await api.look(known.trackingId, known);
  expect(body.version).toBeGreaterThan(0);
  const act = await api.act(known, "withdraw", { version: body.version, pressured: false });
  expect([act.status, act.body.code]).toEqual([503, "read-only"]);
  expect(act.headers.get("retry-after")).toBeTruthy();
  const form = await fetch(`${portal.door}/ur/my/${known.trackingId}`, { method: "POST", body: new FormData() });
  expect(form.status).toBe(503);
  expect(await form.text()).toContain(reason.ur);

  announce({ mode: "normal" });
  await eventually(async () => expect((await api.look(trackingId)).body.state).toBe("ASSIGNED"));
  await page.context().close();
});
