import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { expectNoAxeViolations, expectNoSidewaysScroll } from "@/tests/support/e2e/accessibility";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { readClaim, tellBySteps } from "@/tests/support/e2e/lodge-form";
import type { Words } from "@/tests/support/e2e/words";
import { problemOf } from "@/tests/support/phone/bad-server";

test.use({ viewport: { width: 360, height: 740 }, serviceWorkers: "block" });

const TEXT = "The garbage has not been collected for two weeks, and dogs tear the bags open.";
const COMPLAINTS = "**/api/v1/complaints/**";

/** Pages come, and nothing is delivered: a network that lets some things through. */
async function cutOff(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(COMPLAINTS, (route) => route.abort("internetdisconnected"));
  return () => context.unroute(COMPLAINTS);
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

const send = (page: Page, t: Words) => page.getByRole("button", { name: t("lodge.check.send"), exact: true }).click();
const cardOf = (page: Page, id: string) => page.getByRole("listitem").filter({ hasText: id }).first();

test("what waits on the phone is told on every page, listed, and sent by a press", async ({
  page,
  context,
  api,
  at,
  t,
  names,
}) => {
  const connect = await cutOff(context);
  await page.goto(at.lodge);
  await tellBySteps(page, t, names, { text: TEXT });
  await send(page, t);
  await expect(heading(page)).toHaveText(t("lodge.done.titleWaiting"));
  await expect(page.getByText(t("lodge.queue.why.no-answer"))).toBeVisible();
  await expectNoSidewaysScroll(page);
  const { trackingId, claimKey } = await readClaim(page);

  await page.goto(at.about);
  const line = page.getByRole("status").filter({ hasText: t("lodge.phone.line.one") });
  await expect(line).toBeVisible();
  await expectNoAxeViolations(page);
  await line.getByRole("link").click();
  await expect(page).toHaveURL(at.my);
  const card = cardOf(page, trackingId);
  await expect(card).toContainText(names.service("MUN-GARB"));
  await expect(card).toContainText(t("lodge.phone.unsent"));
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);

  await test.step("it can be taken along as a file that people can read", async () => {
    const download = page.waitForEvent("download");
    await card.getByRole("button", { name: t("lodge.phone.saveFile") }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`${trackingId}.json`);
    const saved = JSON.parse(readFileSync(await file.path(), "utf8"));
    expect(saved.readMe.join("\n")).toContain(TEXT);
    expect(saved.readMe.join("\n")).toContain(claimKey);
    const [{ complaint, files }] = saved.jawab.complaints;
    expect(complaint).toMatchObject({ trackingId, claimKey, body: { text: TEXT } });
    expect(Buffer.from(files[0].base64, "base64")).toHaveLength(complaint.files[0].bytes);
  });

  await test.step("to remove it must be said twice, and what is lost is named", async () => {
    const press = (key: string) => card.getByRole("button", { name: t(`lodge.phone.${key}`), exact: true }).click();
    await press("remove");
    await expect(card).toContainText(t("lodge.phone.removeUnsentNote"));
    await press("removeNext");
    await expect(card).toContainText(t("lodge.phone.lostWords"));
    await expect(card).toContainText(t("lodge.phone.lostFiles", { count: 1 }));
    await expectNoAxeViolations(page);
    await press("keep");
    await expect(card).toContainText(t("lodge.phone.unsent"));
  });

  await connect();
  await card.getByRole("button", { name: t("lodge.phone.send"), exact: true }).click();
  await expect(card).toContainText(t("domain.states.ASSIGNED.name"));
  await expect(card).not.toContainText(t("lodge.phone.unsent"));
  const arrived = async () => (await api.look(trackingId, { claimKey })).body.attachments;
  await expect.poll(arrived).toMatchObject([{ arrived: true }]);

  await test.step("the status that was last seen is there without a network too", async () => {
    await cutOff(context);
    await page.reload();
    await expect(card).toContainText(t("domain.states.ASSIGNED.name"));
    await expect(card).toContainText(t("lodge.phone.seenAt", { moment: "|" }).split("|")[0]?.trim() ?? "?");
    await page.goto(at.home);
    await expect(page.getByRole("main")).toBeVisible();
    await expect(line).toHaveCount(0);
  });

  await test.step("removed by one yes, for the portal has it; and a slip of the finger is undone", async () => {
    await page.goto(at.my);
    await card.getByRole("button", { name: t("lodge.phone.remove"), exact: true }).click();
    await card.getByRole("button", { name: t("lodge.phone.removeYes"), exact: true }).click();
    await expect(card).toHaveCount(0);
    await page.getByRole("button", { name: t("lodge.phone.undo") }).click();
    await expect(card).toContainText(t("domain.states.ASSIGNED.name"));
  });
});

test("a refused one stays, and is put right under its own ID", async ({ page, context, api, at, t, names }) => {
  const refusal = { ...problemOf(422, "fields"), errors: [{ field: "text", code: "too-short" }] };
  await context.route(COMPLAINTS, (route) =>
    route.request().method() === "PUT"
      ? route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(refusal) })
      : route.fallback(),
  );
  await page.goto(at.lodge);
  await tellBySteps(page, t, names, { text: TEXT });
  await send(page, t);
  await expect(heading(page)).toHaveText(t("lodge.story.title"));
  await expect(page.getByText(t("lodge.mend.title"))).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: t("lodge.problems.text") })).toBeVisible();

  await page.goto(at.my);
  const card = page
    .getByRole("listitem")
    .filter({ hasText: t("lodge.phone.refused") })
    .first();
  const trackingId = /PCP(-\w{4}){2}-\w{5}/.exec((await card.textContent()) ?? "")?.[0] ?? "";
  await expect(card).toContainText(t("lodge.phone.refusedFields"));
  await expectNoAxeViolations(page);
  await context.unroute(COMPLAINTS);
  await card.getByRole("link", { name: t("lodge.phone.mend") }).click();
  await expect(heading(page)).toHaveText(t("lodge.story.title"));
  await expect(page.getByRole("alert").filter({ hasText: t("lodge.problems.text") })).toBeVisible();
  await expect(page.getByRole("img", { name: t("lodge.story.fileNumber", { number: 1 }) })).toBeVisible();
  await page.getByLabel(t("lodge.story.text")).fill(`${TEXT} Please come soon.`);
  await page.getByRole("button", { name: t("lodge.continue"), exact: true }).click();
  await send(page, t);
  await expect(heading(page)).toHaveText(t("lodge.done.title"));
  const claim = await readClaim(page);
  expect(claim.trackingId).toBe(trackingId);
  const owned = async () => (await api.look(trackingId, { claimKey: claim.claimKey })).body;
  await expect.poll(owned).toMatchObject({ text: `${TEXT} Please come soon.`, attachments: [{ arrived: true }] });
});

test("where another complaint has its ID already, it gets a new one, and that is said", async ({
  page,
  context,
  at,
  t,
  names,
}) => {
  let first = "";
  await context.route(COMPLAINTS, (route) => {
    const id = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    if (route.request().method() !== "PUT" || (first !== "" && id !== first)) return route.fallback();
    first = id;
    const body = JSON.stringify(problemOf(409, "other-content"));
    return route.fulfill({ status: 409, contentType: "application/problem+json", body });
  });
  await page.goto(at.lodge);
  await tellBySteps(page, t, names, { text: TEXT, photos: 0 });
  await send(page, t);
  await expect(page.getByText(t("lodge.mend.title"))).toBeVisible();
  await expect(page.getByRole("main")).toContainText(first);
  await send(page, t);
  await expect(heading(page)).toHaveText(t("lodge.done.title"));
  expect((await readClaim(page)).trackingId).not.toBe(first);
  await page.goto(at.my);
  await expect(page.getByRole("main")).not.toContainText(first);
});

test("the page that the worker keeps lists what the cookie opens too", async ({
  page,
  context,
  request,
  givenComplaint,
  at,
  t,
  names,
}) => {
  const { trackingId, claimKey } = await givenComplaint();
  await page.goto(at.myComplaint(trackingId));
  await page.getByLabel(t("my.key.label")).fill(claimKey);
  await page.getByRole("button", { name: t("my.key.submit") }).click();
  await expect(page.getByText(t("my.page.done.opened"))).toBeVisible();
  const kept = await request.get(at.my); // without this browser's cookies, as it was precached
  expect(await kept.text()).not.toContain(trackingId);
  await context.route(new RegExp(`${at.my}$`), (route) => route.fulfill({ response: kept }));
  await page.goto(at.my);
  await expect(cardOf(page, trackingId)).toContainText(names.service("WAT-SEWR"));
  await expect(cardOf(page, trackingId)).toContainText(t("domain.states.ASSIGNED.name"));
});

test("a draft outlives its tab, five photos and all, and goes when it is started anew", async ({
  page,
  context,
  at,
  t,
  names,
}) => {
  await page.goto(at.lodge);
  await tellBySteps(page, t, names, { text: TEXT, photos: 5 });
  await page.waitForTimeout(600); // the draft is kept shortly after the last change
  await page.close();
  const again = await context.newPage();
  await again.goto(at.lodge);
  await expect(again.getByText(t("lodge.draft.restored"))).toBeVisible();
  await expect(heading(again)).toHaveText(t("lodge.check.title"));
  await expect(again.getByRole("main").getByRole("img")).toHaveCount(5);
  again.on("dialog", (dialog) => dialog.accept());
  await again.getByRole("button", { name: t("lodge.draft.anew") }).click();
  await expect(heading(again)).toHaveText(t("lodge.about.title"));
  await again.reload();
  await expect(heading(again)).toHaveText(t("lodge.about.title"));
  await expect(again.getByText(t("lodge.draft.restored"))).toHaveCount(0);
});

test("the browser is asked to keep things only after the first one is saved, and once", async ({
  page,
  context,
  at,
  t,
  names,
}) => {
  await context.addInitScript(() => {
    navigator.storage.persist = async () => {
      localStorage.setItem("asked", String(Number(localStorage.getItem("asked") ?? 0) + 1));
      return false;
    };
  });
  await cutOff(context);
  const asked = () => page.evaluate(() => localStorage.getItem("asked"));
  await page.goto(at.lodge);
  await tellBySteps(page, t, names, { text: TEXT, photos: 0 });
  expect(await asked()).toBeNull();
  for (const _ of ["first", "second"]) {
    await send(page, t);
    await expect(heading(page)).toHaveText(t("lodge.done.titleWaiting"));
    await expect.poll(asked).toBe("1");
    await page.getByRole("button", { name: t("lodge.done.another") }).click();
    await tellBySteps(page, t, names, { text: TEXT, photos: 0 });
  }
});
