import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { transformSync } from "esbuild";

/**
 * The tracking page's style sheet as a module: the door serves that page with no file beside it, so the sheet is inlined
 * and allowed by its hash. Made from the same tokens as every other page.
 */
export function buildTrackingStyles(): void {
  const source = ["app/tokens.css", "lib/tracking/styles.css"].map((path) => readFileSync(path, "utf8")).join("\n");
  const css = transformSync(source, { loader: "css", minify: true, target: "chrome80" }).code.trim();
  const hash = createHash("sha256").update(css).digest("base64");
  mkdirSync("lib/tracking/generated", { recursive: true });
  writeFileSync(
    "lib/tracking/generated/styles.ts",
    `export const STYLES = ${JSON.stringify(css)};\nexport const STYLES_HASH = "sha256-${hash}";\n`,
  );
}
