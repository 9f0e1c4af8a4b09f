import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { wordsIn } from "./words";

export const DEMO_PASSWORD = "demo-portal-2026";

/** Signs one of the demo's accounts in by the form: `officer` is officer@demo.pk. `origin` where the page has no base. */
export async function signIn(page: Page, name: string, locale: Locale = "en", origin = ""): Promise<void> {
  const t = wordsIn(locale);
  await page.goto(`${origin}${paths.signIn(locale)}`);
  await page.getByLabel(t("signIn.email")).fill(`${name}@demo.pk`);
  await page.getByLabel(t("signIn.password")).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: t("signIn.submit") }).click();
}
