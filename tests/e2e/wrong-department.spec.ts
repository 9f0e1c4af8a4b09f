import type { Page } from "@playwright/test";
import { lodgement, mint, sha256 } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

/** A form of that page as its browser would send it, hidden fields of Next and all. */
function readForm(page: Page, action: string): Promise<[string, string][]> {
  return page
    .locator("form", { has: page.locator(`input[name=action][value=${action}]`) })
    .evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]));
}

test("nobody reaches another department's complaint: not by page, action, file or queue", async ({
  api,
  baseURL,
  signInAs,
  openWindow,
  watcher,
  at,
  t,
}) => {
  const photo = new Uint8Array((await aPhoto()).buffer);
  const hash = sha256(photo);
  const claim = mint();
  const { trackingId } = claim;
  watcher.keepSecret(claim.claimKey);
  const attachments = [{ sha256: hash, type: "image/jpeg", bytes: photo.byteLength, role: "photo" }];
  await api.lodge(trackingId, lodgement(claim.claimKey, { attachments }));
  await api.sendFile(claim, photo);
  const file = `${at.deskCase(trackingId)}/files/${hash}`;

  const wasa = await signInAs("officer", { javaScriptEnabled: false });
  await wasa.open(trackingId);
  expect((await wasa.page.request.get(file)).status()).toBe(200);
  const form = await readForm(wasa.page, "START");
  form.push(["publicText", "Taken over by somebody who has no business here."]);

  const stranger = await openWindow();
  for (const name of ["lesco", "helpline", "admin", "appeal"]) {
    await test.step(name, async () => {
      const other = (await signInAs(name)).page;
      await expect(other.getByText(trackingId), "not in the queue").toHaveCount(0);
      expect((await other.goto(at.deskCase(trackingId)))?.status(), "page").toBe(404);
      expect((await other.request.get(file)).status(), "file").toBe(404);
      expect(await sendForm(other, form), "action").toBe(404);
    });
  }

  await test.step("somebody who isn't signed in", async () => {
    await stranger.goto(at.deskCase(trackingId));
    await expect(stranger).toHaveURL(new RegExp(`${at.signIn}\\?next=`));
    await expect(stranger.getByLabel(t("signIn.password"))).toBeVisible();
    expect((await stranger.request.get(file)).status(), "file").toBe(404);
    expect(await sendForm(stranger, form), "action").toBe(307);
  });

  expect((await api.look(trackingId)).body.state, "nothing of all this was done").toBe("ASSIGNED");
  expect(await sendForm(wasa.page, form), "the same form from its own officer").toBe(303);
  expect((await api.look(trackingId)).body.state).toBe("IN_PROGRESS");

  async function sendForm(page: Page, fields: [string, string][]): Promise<number> {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const headers = { cookie: cookies, origin: baseURL ?? "" };
    const response = await fetch(`${baseURL}${at.deskCase(trackingId)}`, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
    });
    return response.status;
  }
});

test("after signing in one lands where one wanted to go, and never on another site", async ({
  page,
  givenComplaint,
  at,
  t,
}) => {
  const { trackingId } = await givenComplaint();
  const signIn = async () => {
    await page.getByLabel(t("signIn.email")).fill("officer@demo.pk");
    await page.getByLabel(t("signIn.password")).fill("demo-portal-2026");
    await page.getByRole("button", { name: t("signIn.submit") }).click();
  };
  await page.goto(at.deskCase(trackingId));
  await signIn();
  await expect(page).toHaveURL(at.deskCase(trackingId));

  await page.context().clearCookies();
  await page.goto(`${at.signIn}?next=https://evil.example/desk`);
  await signIn();
  await expect(page).toHaveURL(at.desk);
});
