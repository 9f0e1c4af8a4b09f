import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { directionOf } from "@/lib/web/i18n/locale";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { LOCALES } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

const TOKENS = readFileSync("app/tokens.css", "utf8");

describe.each(LOCALES)("the manifest in %s", (locale) => {
  const manifest = JSON.parse(readFileSync(`public${paths.manifest(locale)}`, "utf8"));
  const { common, offline } = MESSAGES[locale];

  test("speaks as the pages do", () => {
    expect(manifest.name).toContain(common.name);
    expect(manifest).toMatchObject({
      short_name: common.name,
      description: common.footer.what,
      lang: locale,
      dir: directionOf(locale),
    });
    expect(manifest.shortcuts.map(({ name, url }: Record<string, string>) => [name, url])).toEqual([
      [offline.lodge.title, paths.lodge(locale)],
      [common.trackPage.title, paths.track(locale)],
    ]);
  });

  test("starts at the first page of its language, and is an app of its own", () => {
    expect(manifest).toMatchObject({ id: paths.home(locale), start_url: paths.home(locale), scope: "/" });
  });

  test("has the portal's colours, and pictures that exist", () => {
    expect(TOKENS).toContain(`--brand: ${manifest.theme_color};`);
    expect(TOKENS).toContain(`--paper: ${manifest.background_color};`);
    for (const { src } of manifest.icons) expect(existsSync(`public${src}`), src).toBe(true);
  });
});
