import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm } from "@/tests/support/e2e/lodge-form";

const EVERYWHERE = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

for (const path of ["/", "/ur", "/lodge", "/ur/lodge", "/track", "/about", "/my", "/sign-in", "/api/v1/openapi.json"]) {
  test(`${path} comes with the security headers, and its policy lets nothing in from elsewhere`, async ({
    request,
  }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject(EVERYWHERE);
    expect(response.headers()).not.toHaveProperty("x-powered-by");
    const policy = response.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  });
}

test("static pages allow their scripts by hash, session pages by a nonce that changes and is never cached", async ({
  request,
}) => {
  const policyOf = async (path: string) => (await request.get(path)).headers()["content-security-policy"] ?? "";
  for (const path of ["/", "/lodge", "/track", "/about", "/my", "/offline", "/ur/lodge"]) {
    expect(await policyOf(path), path).toMatch(/script-src [^;]*'sha256-/);
    expect(await policyOf(path), path).not.toContain("nonce-");
    expect((await request.get(path)).headers(), path).not.toHaveProperty("set-cookie");
  }
  for (const path of ["/my/PCP-7F3K-9QXM-2T8V7", "/sign-in"]) {
    const [nonce, other] = [await policyOf(path), await policyOf(path)].map(
      (policy) => /'nonce-([^']+)'/.exec(policy)?.[1],
    );
    expect(nonce, path).toBeTruthy();
    expect(nonce, path).not.toBe(other);
    expect((await request.get(path)).headers()["cache-control"], path).toContain("no-store");
  }
});

test("the tracking page runs no script at all, stays out of search engines and is asked for anew", async ({
  request,
  givenComplaint,
}) => {
  const { trackingId } = await givenComplaint();
  const response = await request.get(`/t/${trackingId}`);
  expect(response.headers()).toMatchObject({ ...EVERYWHERE, "cache-control": "no-cache", "x-robots-tag": "noindex" });
  expect(response.headers()["content-security-policy"]).toContain("default-src 'none'");
  expect(response.headers()["content-security-policy"]).not.toContain("script-src");
  expect(await response.text()).not.toMatch(/<script/i);
});

test("another site's page can change nothing here", async ({ request }) => {
  const form = { headers: { origin: "https://evil.example" }, multipart: { text: "Hello" } };
  expect((await request.post("/lodge", form)).status()).toBe(403);
  expect((await request.post("/sign-in", form)).status()).toBe(403);
  expect((await request.post("/lodge", { ...form, headers: { origin: "null" } })).status()).toBe(403);
});

test("an old phone that sends no Origin may lodge, but not with a session cookie", async ({
  baseURL,
  openWindow,
  signInAs,
  t,
  names,
}) => {
  const phone = await openWindow({ javaScriptEnabled: false });
  await phone.goto("/lodge");
  const text = "The tap has been dry since Sunday.";
  await fillPlainForm(phone, t, names, { service: "WAT-NOWT", district: "pb-lahore", landmark: "Street 7", text });
  const form = await phone
    .locator("form", { has: phone.locator("[name=serviceCode]") })
    .evaluate((element) => [...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)]));

  async function post(cookies: { name: string; value: string }[]): Promise<Response> {
    const body = new FormData();
    for (const [name = "", value = ""] of form) if (name !== "attachments") body.append(name, value);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    return fetch(`${baseURL}/lodge`, { method: "POST", body, headers: { cookie }, redirect: "manual" });
  }

  const officer = await signInAs("officer");
  expect((await post(await officer.page.context().cookies())).status).toBe(403);
  const lodged = await post([]);
  expect(lodged.status).toBe(303);
  expect(lodged.headers.get("location")).toMatch(/^\/lodge\/done\/PCP-/);
});

test("what isn't there is a page that helps, and health is told", async ({ page, request, t }) => {
  expect((await page.goto("/no/such/page"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("errors.notFound.title"));
  expect((await request.get("/internal/status-feed")).status()).toBe(404);
  expect((await request.get("/t/%")).status()).toBe(400);
  expect((await request.get("/healthz")).status()).toBe(200);
  expect(await (await request.get("/readyz")).json()).toMatchObject({ mode: "normal", app: { ok: true } });
});
