import { sha256 } from "@/tests/support/e2e/api";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { fillPlainForm, readClaim } from "@/tests/support/e2e/lodge-form";
import { aHugePhoto, aPhoto } from "@/tests/support/e2e/pictures";

const MEGABYTE = 1024 * 1024;

test.use({ javaScriptEnabled: false });

test("24 MB of photos through the form without script arrive whole", async ({ page, api, watcher, t, names }) => {
  const photos = await Promise.all([1, 2, 3, 4, 5].map((number) => aHugePhoto(`photo-${number}.png`)));
  for (const { buffer } of photos) expect(buffer.byteLength).toBeLessThan(5 * MEGABYTE);
  const total = photos.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  expect(total / MEGABYTE).toBeGreaterThan(23.9);

  await page.goto("/lodge");
  await fillPlainForm(page, t, names, {
    service: "WAT-SEWR",
    district: "pb-lahore",
    landmark: "Street 7",
    text: "The whole street is under water, see the photos.",
    photos,
  });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.done.title"), { timeout: 40_000 });
  const claim = await readClaim(page);
  watcher.keepSecret(claim.claimKey);

  const { attachments } = (await api.look(claim.trackingId, { claimKey: claim.claimKey })).body;
  expect(attachments).toEqual(
    photos.map(({ buffer }) => ({
      sha256: sha256(buffer),
      type: "image/png",
      bytes: buffer.byteLength,
      role: "photo",
      arrived: true,
    })),
  );
});

test("too many files are refused in words, and what was typed stays", async ({ page, t, names }) => {
  const photos = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => aPhoto(`photo-${number}.jpg`)));
  await page.goto("/lodge");
  const text = "The whole street is under water.";
  await fillPlainForm(page, t, names, {
    service: "WAT-SEWR",
    district: "pb-lahore",
    landmark: "Street 7",
    text,
    photos,
  });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: t("fields.too-many-files") })).toBeVisible();
  await expect(page.getByLabel(t("lodge.story.text"))).toHaveValue(text);
});

test("a form beyond all bounds gets a page that says what to do", async ({ page, t, names }) => {
  const photos = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => aHugePhoto(`photo-${number}.png`)));
  await page.goto("/lodge");
  const text = "The whole street is under water.";
  await fillPlainForm(page, t, names, {
    service: "WAT-SEWR",
    district: "pb-lahore",
    landmark: "Street 7",
    text,
    photos,
  });
  await page.getByRole("button", { name: t("lodge.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("track.tooLarge.title"), { timeout: 30_000 });
});
