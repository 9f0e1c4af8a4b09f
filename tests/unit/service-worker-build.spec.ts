import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { buildServiceWorker } from "@/lib/launcher/service-worker";
import { OFFLINE_PAGES } from "@/lib/service-worker/offline-pages";
import { PACK, unpack } from "@/lib/service-worker/page-pack";

let folder = "";

type Entry = { url: string; revision: string | null };
/** What the built worker precaches: the one array of entries in it. */
function listed(): Entry[] {
  const worker = readFileSync(join(folder, "jawab", "sw.js"), "utf8");
  const [array = "[]"] = /\[\{['"](?:revision|url)['"].*?\}\]/s.exec(worker) ?? [];
  return JSON.parse(array.replaceAll("'", '"')) as Entry[];
}

const packUrl = () => listed().find(({ url }) => PACK.test(url))?.url ?? "";

function write(name: string, content: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function pageName(path: string): string {
  const inLanguage = path.startsWith("/ur") ? path : path === "/" ? "/en" : `/en${path}`;
  return `server/app${inLanguage}.html`;
}

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  folder = mkdtempSync(join(tmpdir(), "jawab-build-"));
  for (const path of OFFLINE_PAGES) {
    write(pageName(path), `<html><script src="/_next/static/chunks/main.js"></script>${path}</html>`);
  }
  write("static/chunks/main.js", 'load("static/chunks/later.js")');
  write("static/chunks/later.js", 'load("static/chunks/last.js")');
  write("static/chunks/last.js", "1");
  write("static/chunks/desk.js", "2");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

describe("the worker of a build", () => {
  test("lists what the pages load, to the last part, and nothing else", async () => {
    await buildServiceWorker(folder);
    expect(
      listed()
        .map(({ url }) => url.replace(/[0-9a-f]{16}/, "…"))
        .toSorted(),
    ).toEqual(
      [
        "/_next/static/offline/….json",
        ...["main", "later", "last"].map((name) => `/_next/static/chunks/${name}.js`),
        ...["/icon.svg", "/girih.svg"],
      ].toSorted(),
    );
    // A hashed file's name is its revision; a picture's name stays.
    for (const { url, revision } of listed()) expect(revision === null, url).toBe(url.startsWith("/_next/"));
  });

  test("has all pages in one file, each as it would have come, and another file when one changes", async () => {
    await buildServiceWorker(folder);
    const before = packUrl();
    const pages = unpack(JSON.parse(readFileSync(join(folder, before.slice("/_next/".length)), "utf8")));
    expect([...pages.keys()]).toEqual(OFFLINE_PAGES);
    const lodge = pages.get("/ur/lodge");
    expect(lodge?.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(lodge?.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(lodge?.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await lodge?.text()).toBe('<html><script src="/_next/static/chunks/main.js"></script>/ur/lodge</html>');

    write(pageName("/lodge"), '<html><script src="/_next/static/chunks/main.js"></script>changed</html>');
    await buildServiceWorker(folder);
    expect(packUrl()).not.toBe(before);
    expect(existsSync(join(folder, before.slice("/_next/".length)))).toBe(false);
  });

  test("there is none without a page, without a part, or above the budget", async () => {
    rmSync(join(folder, pageName("/ur/my")));
    await expect(buildServiceWorker(folder)).rejects.toThrow("/ur/my");
    write(pageName("/ur/my"), '<html><script src="/_next/static/chunks/gone.js"></script></html>');
    await expect(buildServiceWorker(folder)).rejects.toThrow("/_next/static/chunks/gone.js");
    write("static/chunks/gone.js", randomBytes(160_000).toString("hex")); // no compression makes random less
    await expect(buildServiceWorker(folder)).resolves.toBeUndefined();
    write("static/chunks/last.js", randomBytes(160_000).toString("hex"));
    await expect(buildServiceWorker(folder)).rejects.toThrow(/would precache 3\d\d\.\d kB/);
    expect(existsSync(join(folder, "jawab", "sw-source.js"))).toBe(false);
  });
});
