import type { Page } from "@playwright/test";
import { build } from "esbuild";

let bundled: Promise<string> | undefined;

/** Puts `globalThis.phone` (in-page.ts) into a page of the portal: the sources as they are, not what was built. */
export async function bringPhone(page: Page): Promise<void> {
  bundled ??= bundle();
  await page.evaluate(await bundled);
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["tests/support/phone/in-page.ts"],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    tsconfig: "tsconfig.json",
  });
  return outputFiles[0]?.text ?? "";
}
