import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build, buildSync } from "esbuild";
import { injectManifest } from "workbox-build";
import { policyOfPage } from "@/lib/http/content-policy";
import { tagOf } from "@/lib/http/encoding";
import { SECURITY_HEADERS } from "@/lib/http/security-headers";
import { OFFLINE_PAGES } from "@/lib/service-worker/offline-pages";
import { assetsNamedIn } from "@/lib/service-worker/page-assets";
import { PACK, type PagePack } from "@/lib/service-worker/page-pack";

/** Of what a phone fetches on its first visit so that the portal works without a network; fonts come when they are used. */
const MOST_BYTES = 300_000;
/** As lib/door/kept-file compresses hashed files. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
/** What styles and pages show, besides hashed files. */
const PICTURES = ["/icon.svg", "/girih.svg"];
/** How Turbopack names a part that is loaded later. */
const LATER = /\bstatic\/chunks\/[\w./~-]+?\.(?:js|css)\b/g;

/** The oldest browsers that have all that the worker needs. */
const COMMON = { bundle: true, minify: true, platform: "browser", target: "chrome80", format: "iife" } as const;

type Part = { url: string; file: string };
const isScript = ({ url }: Part) => url.endsWith(".js");

/**
 * The service worker of a finished build, with the list of what it precaches: the offline pages and exactly the files that
 * these need, lazily loaded ones too. Throws where a page was not prerendered, a file is missing, or all is too large.
 */
export async function buildServiceWorker(buildFolder: string): Promise<void> {
  const pages = OFFLINE_PAGES.map((url) => ({ url, file: pageFile(buildFolder, url) }));
  const assets = listAssets(buildFolder, pages);
  const pictures = PICTURES.map((url) => ({ url, file: join("public", url) }));
  for (const { url, file } of [...pages, ...assets, ...pictures]) {
    if (!existsSync(file)) throw new Error(`The service worker needs ${url}, which the build does not have (${file})`);
  }
  const pack = writePack(buildFolder, pages);
  const parts = [pack, ...assets, ...pictures];
  checkSize({
    pages: [pack],
    scripts: assets.filter(isScript),
    styles: assets.filter((part) => !isScript(part)),
    pictures,
  });

  const source = join(buildFolder, "jawab", "sw-source.js");
  const output = join(buildFolder, "jawab", "sw.js");
  await build({
    ...COMMON,
    entryPoints: ["lib/service-worker/main.ts"],
    outfile: source,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  const { count, warnings } = await injectManifest({
    swSrc: source,
    swDest: output,
    globDirectory: buildFolder,
    globPatterns: [pack, ...assets].map(({ file }) => file.slice(buildFolder.length + 1)),
    modifyURLPrefix: { "static/": "/_next/static/" },
    dontCacheBustURLsMatching: /^\/_next\/static\//, // their names are their revision
    maximumFileSizeToCacheInBytes: 2_000_000, // raw; what counts is checked above
    additionalManifestEntries: pictures.map(({ url, file }) => ({ url, revision: hashOf(readFileSync(file)) })),
  });
  rmSync(source);
  if (warnings.length > 0 || count !== parts.length) {
    throw new Error(`The service worker lists ${count} of ${parts.length} files. ${warnings.join(" ")}`);
  }
}

/** The no-op worker as a module, so that app and door serve it with no file beside them, whatever became of the build. */
export function buildNoWorker(): void {
  const { outputFiles } = buildSync({ ...COMMON, entryPoints: ["lib/service-worker/no-worker.ts"], write: false });
  mkdirSync("lib/http/generated", { recursive: true });
  writeFileSync(
    "lib/http/generated/no-worker.ts",
    `export const NO_WORKER = ${JSON.stringify(outputFiles[0]?.text ?? "")};\n`,
  );
}

/** All pages in one file, each with the headers that it would have come with (lib/service-worker/page-pack). */
function writePack(buildFolder: string, pages: readonly Part[]): Part {
  const packed: PagePack = {
    headers: SECURITY_HEADERS,
    pages: pages.map(({ url, file }) => {
      const html = readFileSync(file, "utf8");
      // As the door's, so that a page that has not changed is not sent again.
      const etag = tagOf(html);
      return { path: url, etag, policy: policyOfPage(html), html };
    }),
  };
  const content = JSON.stringify(packed);
  const url = `/_next/static/offline/${hashOf(content)}.json`;
  if (!PACK.test(url)) throw new Error(`The service worker would not know ${url}`);
  const file = join(buildFolder, url.slice("/_next/".length));
  rmSync(dirname(file), { recursive: true, force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return { url, file };
}

/** Every hashed file that the pages name, and what those files load later, to any depth. */
function listAssets(buildFolder: string, pages: readonly Part[]): Part[] {
  const found = new Map<string, Part>();
  const add = (url: string) => {
    if (found.has(url)) return;
    const file = join(buildFolder, url.slice("/_next/".length));
    found.set(url, { url, file });
    if (!url.endsWith(".js") || !existsSync(file)) return;
    for (const later of readFileSync(file, "utf8").match(LATER) ?? []) add(`/_next/${later}`);
  };
  for (const { file } of pages) if (existsSync(file)) assetsNamedIn(readFileSync(file, "utf8")).forEach(add);
  return [...found.values()];
}

/** Says what weighs how much, in brotli, and throws above the budget. */
function checkSize(groups: Record<string, readonly Part[]>): void {
  const sizes = Object.entries(groups).map(([group, parts]) => ({
    group,
    bytes: parts.reduce((sum, { file }) => sum + brotliCompressSync(readFileSync(file), QUALITY).length, 0),
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const words = sizes.map(({ group, bytes }) => `${group} ${kilobytes(bytes)}`).join(", ");
  console.log(`  Offline on the phone: ${kilobytes(total)} of ${kilobytes(MOST_BYTES)} (${words})`);
  if (total <= MOST_BYTES) return;
  const largest = Object.values(groups)
    .flat()
    .map(({ url, file }) => ({ url, bytes: brotliCompressSync(readFileSync(file), QUALITY).length }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 15);
  throw new Error(
    `The service worker would precache ${kilobytes(total)}; ${kilobytes(MOST_BYTES)} are the most. The largest:\n` +
      largest.map(({ url, bytes }) => `  ${kilobytes(bytes)} ${url}`).join("\n"),
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Where Next puts the prerendered page of a public path: `/lodge` is `en/lodge.html`, `/ur` is `ur.html`. */
function pageFile(buildFolder: string, url: string): string {
  const inLanguage = url === "/ur" || url.startsWith("/ur/") ? url : url === "/" ? "/en" : `/en${url}`;
  return join(buildFolder, "server", "app", `${inLanguage}.html`);
}

function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
