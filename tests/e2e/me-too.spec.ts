import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { type Claim, lodgement, mint } from "@/tests/support/e2e/api";
import type { AtDesk } from "@/tests/support/e2e/desk";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";
import { aPhoto } from "@/tests/support/e2e/pictures";
import type { Words } from "@/tests/support/e2e/words";

/** A street that no other run has been in. */
function newStreet() {
  return { lat: 24 + randomInt(1e6) / 1e5, long: 70 + randomInt(1e6) / 1e5 };
}

async function openByKey(page: Page, t: Words, address: string, { claimKey }: Claim): Promise<void> {
  await page.goto(address);
  await page.getByLabel(t("my.key.label")).fill(claimKey);
  await page.getByRole("button", { name: t("my.key.submit") }).click();
  await expect(page.getByText(t("my.page.done.opened"))).toBeVisible();
}

async function resolveAt(desk: AtDesk, { trackingId }: Claim, t: Words): Promise<void> {
  await desk.open(trackingId);
  await desk.act("START", { publicText: "A crew comes on Thursday." });
  await desk.act("RESOLVE", {
    outcome: t("domain.outcomes.relief_granted"),
    publicText: "The drain was cleared.",
    evidence: await aPhoto(),
  });
}

test("with script: what is open nearby is shown, one tap joins it, and it closes when most agree", async ({
  openWindow,
  givenComplaint,
  signInAs,
  watcher,
  api,
  at,
  t,
  names,
}) => {
  const { lat, long } = newStreet();
  const landmark = "House 12, opposite the Jamia mosque";
  const contact = { name: "Bilal Ahmed", phone: "0300 1234567" };
  const first = await givenComplaint({
    location: { lat, long, landmark },
    contact,
    text: "The sewer is open, be careful.",
  });
  const page = await openWindow({
    viewport: { width: 360, height: 740 },
    permissions: ["geolocation"],
    geolocation: { latitude: lat + 0.0002, longitude: long, accuracy: 12 },
  });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("nearby")) asked.push(`${request.method()} ${request.url()} ${request.postData()}`);
  });

  await test.step("on the step of the place, without anything of the person", async () => {
    await page.goto(at.lodge);
    await page.getByLabel(t("lodge.about.searchLabel")).fill("gutter");
    await page
      .locator("#service-search-results")
      .getByRole("button", { name: names.service("WAT-SEWR") })
      .click();
    const go = page.getByRole("button", { name: t("lodge.continue"), exact: true });
    if (!(await page.getByRole("heading", { level: 1, name: t("lodge.place.title") }).isVisible())) await go.click();
    await page.getByRole("button", { name: t("lodge.place.locate") }).click();
    await expect(page.getByRole("heading", { name: t("lodge.nearby.title") })).toBeVisible();
    const shown = (await page.getByRole("main").textContent()) ?? "";
    for (const secret of [first.trackingId, landmark, contact.name, "be careful"]) expect(shown).not.toContain(secret);
    expect(shown).toContain(t("lodge.nearby.distance.under-100"));
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step("the question holds the place in its body, rounded, and in no address", () => {
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(
      /^POST [^ ?]+\/api\/v1\/nearby \{"serviceCode":"WAT-SEWR","lat":\d+\.\d{1,4},"long":\d+\.\d{1,4}\}$/,
    );
  });

  const mine = await test.step("one tap leads to the last step with all that is needed", async () => {
    await page.getByRole("button", { name: t("lodge.nearby.join") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.check.title"));
    await expect(page.getByText(t("lodge.nearby.joining"))).toBeVisible();
    await expect(page.getByText(t("lodge.nearby.text"))).toBeVisible();
    await expect(page.getByText(t("lodge.nearby.ourWords"))).toBeVisible();
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: t("lodge.check.send"), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"));
    await expect(page.getByText(t("lodge.done.joins"))).toBeVisible();
    return readClaim(page);
  });
  watcher.keepSecret(mine.claimKey);
  expect(mine.trackingId).not.toBe(first.trackingId);

  const officer = await signInAs("officer");
  await resolveAt(officer, first, t);

  await test.step("the first one's yes is kept: one of two is not most", async () => {
    const own = await openWindow();
    await openByKey(own, t, at.myComplaint(first.trackingId), first);
    await own.getByRole("button", { name: t("my.actions.confirm.submit") }).click();
    await expect(own.getByText(t("my.page.done.voted"))).toBeVisible();
    await expect(own.getByText(t("my.shared.confirmed", { confirmed: 1, of: 2 }))).toBeVisible();
    await expect(own.getByRole("button", { name: t("my.actions.confirm.submit") })).toHaveCount(0);
    await expectNoAxeViolations(own);
    expect((await api.look(first.trackingId)).body.state).toBe("RESOLVED");
  });

  await test.step("who joined is asked for themselves, and the second yes closes both", async () => {
    await page.goto(`${at.myComplaint(mine.trackingId)}#k=${mine.claimKey}`);
    await expect(page.getByText(t("my.shared.merged.askedMeans"))).toBeVisible();
    await expect(page.getByText(t("my.shared.people", { count: 1 }))).toBeVisible();
    await expectNoAxeViolations(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: t("my.actions.confirm.submit") }).click();
    await expect(page.getByText(t("my.page.done.confirm"))).toBeVisible();
    for (const { trackingId } of [first, mine]) {
      expect((await api.look(trackingId)).body.state).toBe("CLOSED_CONFIRMED");
    }
  });
});

test("with script, nobody near or no answer: the form goes on as ever, and a joined one may be taken apart again", async ({
  openWindow,
  givenComplaint,
  at,
  t,
  names,
}) => {
  const { lat, long } = newStreet();
  await givenComplaint({ location: { lat, long } });
  const page = await openWindow({ permissions: ["geolocation"], geolocation: { latitude: lat, longitude: long } });
  await page.goto(at.lodge);
  await page.getByLabel(t("lodge.about.searchLabel")).fill("gutter");
  await page
    .locator("#service-search-results")
    .getByRole("button", { name: names.service("WAT-SEWR") })
    .click();
  const go = page.getByRole("button", { name: t("lodge.continue"), exact: true });
  if (!(await page.getByRole("heading", { level: 1, name: t("lodge.place.title") }).isVisible())) await go.click();
  await page.getByRole("button", { name: t("lodge.place.locate") }).click();
  await page.getByRole("button", { name: t("lodge.nearby.join") }).click();
  await page.getByRole("button", { name: t("lodge.nearby.apart") }).click();
  await expect(page.getByText(t("lodge.nearby.joining"))).toHaveCount(0);
  await expect(page.getByText(t("lodge.nearby.text"))).toHaveCount(0);
  await page.getByRole("button", { name: t("lodge.check.send"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.story.title"));
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("who told the place in words is asked afterwards, joins by a form, and splits off again", async ({
    page,
    api,
    watcher,
    at,
    t,
    names,
  }) => {
    const shrine = `Shrine ${randomInt(1e8)}`;
    const other = mint();
    const body = lodgement(other.claimKey, { location: { landmark: `${shrine} main gate` } });
    expect((await api.lodge(other.trackingId, body)).status).toBe(201);

    await page.goto(at.lodge);
    await fillPlainForm(page, t, names, {
      ...{ service: "WAT-SEWR", district: "pb-lahore", landmark: `Main gate of ${shrine}` },
      text: "Dirty water stands in front of the gate.",
    });
    await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
    const claim = await readClaim(page);
    watcher.keepSecret(claim.claimKey, other.claimKey);
    await expect(page.getByText(t("lodge.done.nearby.title", { count: 1 }))).toBeVisible();
    await page.getByRole("link", { name: t("lodge.done.nearby.link"), exact: true }).click();

    await expect(page.getByRole("heading", { name: t("lodge.nearby.title") })).toBeVisible();
    expect(await page.content()).not.toContain(other.trackingId);
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: t("my.actions.join.submit") }).click();
    await expect(page.getByText(t("my.page.done.join"))).toBeVisible();
    await expect(page.getByText(t("my.shared.people", { count: 1 }))).toBeVisible();
    expect((await api.look(claim.trackingId)).body.timeline).toMatchObject([{}, {}, { action: "MERGE" }]);

    await page.getByText(t("my.actions.split.title")).click();
    await expect(page.getByText(t("my.actions.split.body"))).toBeVisible();
    await page.getByRole("button", { name: t("my.actions.split.submit") }).click();
    await expect(page.getByText(t("my.page.done.split"))).toBeVisible();
    expect((await api.look(claim.trackingId)).body.state).toBe("ASSIGNED");
  });

  test("withdrawing asks about pressure in words that show nothing afterwards", async ({
    page,
    givenComplaint,
    api,
    at,
    t,
  }) => {
    const claim = await givenComplaint();
    await openByKey(page, t, at.myComplaint(claim.trackingId), claim);
    await page.locator("summary").getByText(t("my.actions.withdraw.title"), { exact: true }).click();
    await expect(page.getByText(t("my.actions.withdraw.pressuredHint"))).toBeVisible();
    await page.getByRole("radio", { name: t("my.actions.withdraw.yes") }).check();
    await page.getByRole("button", { name: t("my.actions.withdraw.submit") }).click();
    await expect(page.getByText(t("my.page.done.withdraw"))).toBeVisible();
    const shown = (await page.getByRole("main").textContent()) ?? "";
    for (const telling of [t("my.actions.withdraw.yes"), t("my.actions.withdraw.pressured"), "pressur", "sealed"]) {
      expect(shown).not.toContain(telling);
    }
    const { body } = await api.look(claim.trackingId);
    expect(body).toMatchObject({ state: "WITHDRAW_PENDING" });
    expect(JSON.stringify(body)).not.toMatch(/pressur|sealed|independent/i);
  });
});
