import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { buildServiceWorker } from "@/lib/launcher/service-worker";
import { OFFLINE_PAGES } from "@/lib/service-worker/offline-pages";

let folder = "";
const worker = () => readFileSync(join(folder, "jawab", "sw.js"), "utf8");

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
  test("lists the pages and what they load, to the last part, and nothing else", async () => {
    await buildServiceWorker(folder);
    const listed = Array.from(worker().matchAll(/['"]?url['"]?:\s*['"]([^'"]+)['"]/g), ([, url]) => url);
    expect(listed.toSorted()).toEqual(
      [
        ...OFFLINE_PAGES,
        ...["main", "later", "last"].map((name) => `/_next/static/chunks/${name}.js`),
        ...["/icon.svg", "/girih.svg"],
      ].toSorted(),
    );
  });

  test("a page has another revision when it changes, a hashed file needs none", async () => {
    const revisionOf = (url: string) => new RegExp(`revision['"]?:['"]?([^'",]+)['"]?,['"]?url['"]?:['"]${url}['"]`);
    const read = (url: string) =>
      (revisionOf(url).exec(worker()) ??
        new RegExp(`url['"]?:['"]${url}['"],['"]?revision['"]?:['"]?([^'"}]+)`).exec(worker()))?.[1];
    await buildServiceWorker(folder);
    const before = read("/lodge");
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(read("/_next/static/chunks/main.js")).toBe("null");
    write(pageName("/lodge"), '<html><script src="/_next/static/chunks/main.js"></script>changed</html>');
    await buildServiceWorker(folder);
    expect(read("/lodge")).not.toBe(before);
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
