import { expect, type Page } from "@playwright/test";
import type { Claim } from "./api";
import { aPhoto, type Upload } from "./pictures";
import type { ReferenceNames } from "./reference";
import type { Words } from "./words";

/** What a citizen puts into the form; a `service` and a `district` by their codes. */
export type Told = {
  service?: string;
  district?: string;
  landmark?: string;
  text?: string;
  name?: string;
  phone?: string;
  photos?: Upload[];
};

/** Fills in the page that holds all questions, as it stands where no script runs. */
export async function fillPlainForm(page: Page, t: Words, names: ReferenceNames, told: Told): Promise<void> {
  const { service, district, landmark, text, name, phone, photos } = told;
  const type = async (label: string, value?: string) => {
    if (value !== undefined) await page.getByLabel(label).fill(value);
  };
  if (service)
    await page
      .getByLabel(t("lodge.about.select"))
      .last()
      .selectOption({ label: names.service(service) });
  if (district)
    await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption({ label: names.district(district) });
  await type(t("lodge.place.landmark"), landmark);
  await type(t("lodge.story.text"), text);
  await type(t("lodge.contact.name"), name);
  await type(t("lodge.contact.phone"), phone);
  if (photos) await page.getByLabel(t("lodge.story.files")).setInputFiles(photos);
}

/** Tells of garbage in Lahore, one step after another, up to the last one where it is sent (`t("lodge.check.send")`). */
export async function tellBySteps(
  page: Page,
  t: Words,
  names: ReferenceNames,
  { text, photos = 1 }: { text: string; photos?: number },
): Promise<void> {
  const next = () => page.getByRole("button", { name: t("lodge.continue"), exact: true }).click();
  await page.getByLabel(t("lodge.about.searchLabel")).fill("kachra");
  await page
    .locator("#service-search-results")
    .getByRole("button", { name: names.service("MUN-GARB") })
    .click();
  await page.getByLabel(t("lodge.place.district"), { exact: true }).selectOption("pb-lahore");
  await page.getByLabel(t("lodge.place.landmark")).fill("Street 7");
  await next();
  await page.getByLabel(t("lodge.story.text")).fill(text);
  for (let at = 1; at <= photos; at += 1) {
    await page.getByLabel(t("lodge.story.add")).setInputFiles(await aPhoto(`photo-${at}.jpg`));
    await expect(page.getByRole("img", { name: t("lodge.story.fileNumber", { number: at }) })).toBeVisible();
  }
  await next();
  await next();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("lodge.check.title"));
}

/** The ID and the key from the page that ends lodging. */
export async function readClaim(page: Page): Promise<Claim> {
  await expect(page.locator("#tracking-id")).toBeVisible();
  const [trackingId, claimKey] = await Promise.all(
    ["#tracking-id", "#claim-key"].map((id) => page.locator(id).textContent()),
  );
  return { trackingId: trackingId?.trim() ?? "", claimKey: claimKey?.trim() ?? "" };
}
