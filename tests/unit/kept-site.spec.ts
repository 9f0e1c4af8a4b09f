import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerKept } from "@/lib/door/kept-file";
import { openKeptSite } from "@/lib/door/kept-site";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "jawab-site-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Build = {
  buildId: string;
  reference?: string | null;
  files: Record<string, string>;
  pages: Record<string, string>;
};

/** An app of that build, as far as a door asks it. */
function appOf({ buildId, reference = "r1", files, pages }: Build) {
  const asked: string[] = [];
  const bodies: Record<string, string> = { ...files, ...pages };
  return {
    asked,
    async ask(_method: string, path: string) {
      asked.push(path);
      const list = { buildId, reference, pages: Object.keys(pages), files: Object.keys(files) };
      const body = path === "/internal/build" ? JSON.stringify(list) : bodies[path];
      return { status: body === undefined ? 404 : 200, headers: {}, body: Buffer.from(body ?? "") };
    },
  };
}

const page = (words: string) => `<!DOCTYPE html><p>${words}</p><script>start()</script>${" padding".repeat(100)}`;
const buildOf = (name: string): Build => ({
  buildId: name,
  pages: { "/": page(`home of ${name}`), "/ur/lodge": page(`form of ${name}`), "/offline": page("offline") },
  files: { [`/_next/static/${name}.js`]: `script of ${name}`, "/sw.js": `worker of ${name}`, "/icon.svg": "<svg/>" },
});
const asking = (headers: Record<string, string> = {}) => ({ headers }) as unknown as IncomingMessage;

test("pages and plain files are those of the present build alone, hashed files of older ones stay", async () => {
  const site = openKeptSite(root);
  await site.refresh(appOf(buildOf("one")));
  await site.refresh(appOf({ ...buildOf("two"), files: { "/_next/static/two.js": "x", "/sw.js": "worker of two" } }));
  expect(site.find("/")?.body.toString()).toContain("home of two");
  expect(site.find("/sw.js")?.body.toString()).toBe("worker of two");
  expect(site.find("/_next/static/one.js")?.body.toString()).toBe("script of one");
  expect(site.find("/icon.svg")).toBeNull();
  expect(openKeptSite(root).find("/ur/lodge")?.body.toString()).toContain("form of two");
});

test("at most five builds lie there, and a roll-back fetches nothing", async () => {
  const site = openKeptSite(root);
  for (const name of ["a", "b", "c", "d", "e", "f"]) await site.refresh(appOf(buildOf(name)));
  expect(site.find("/_next/static/a.js")).toBeNull();
  expect(site.find("/_next/static/b.js")).not.toBeNull();
  expect(readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())).toHaveLength(5);
  const back = appOf(buildOf("c"));
  await site.refresh(back);
  expect(back.asked).toEqual(["/internal/build"]);
  expect(site.find("/")?.body.toString()).toContain("home of c");
});

test("a build that doesn't come whole changes nothing, and is fetched anew", async () => {
  const site = openKeptSite(root);
  await site.refresh(appOf(buildOf("one")));
  const half = appOf(buildOf("two"));
  const ask = half.ask;
  half.ask = (method, path) => (path === "/sw.js" ? Promise.reject(new Error("gone")) : ask(method, path));
  await expect(site.refresh(half)).rejects.toThrow();
  expect(site.find("/")?.body.toString()).toContain("home of one");
  expect(await site.refresh(appOf(buildOf("two")))).toBe(true);
  expect(site.find("/")?.body.toString()).toContain("home of two");
});

test("another worker takes over what one has fetched", async () => {
  const [lead, other] = [openKeptSite(root), openKeptSite(root)];
  await lead.refresh(appOf(buildOf("one")));
  expect(other.find("/")).toBeNull();
  expect([other.reload(), other.reload()]).toEqual([true, false]);
  expect(other.find("/")?.body.toString()).toContain("home of one");
});

test("new services and districts are fetched without a new build; an app that can't name them changes nothing", async () => {
  const site = openKeptSite(root);
  const build = buildOf("one");
  const withData = (version: string): Build => ({
    ...build,
    reference: version,
    files: { ...build.files, "/api/v1/reference.json": version, [`/api/v1/reference.${version}.json`]: version },
  });
  await site.refresh(appOf(withData("r1")));
  await site.refresh(appOf(withData("r2")));
  expect(site.find("/api/v1/reference.json")?.body.toString()).toBe("r2");
  expect(await site.refresh(appOf({ ...build, reference: null }))).toBe(false);
  expect(site.find("/api/v1/reference.r2.json")).not.toBeNull();
});

test("a path that leads out of the folder is not followed", async () => {
  const evil = { ...buildOf("one"), files: { "/../../evil": "x" } };
  await expect(openKeptSite(root).refresh(appOf(evil))).rejects.toThrow("plain path");
  expect(existsSync(join(root, "..", "evil"))).toBe(false);
});

test("what is kept goes out compressed, with a tag, and its policy by the hashes of its scripts", async () => {
  const site = openKeptSite(root);
  await site.refresh(appOf(buildOf("one")));
  const kept = site.find("/ur/lodge");
  if (!kept) throw new Error("Nothing kept");
  const zipped = answerKept(kept, asking({ "accept-encoding": "gzip" }), "/ur/lodge");
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()).toContain("form of one");
  expect(zipped.headers.get("cache-control")).toBe("no-cache");
  expect(zipped.headers.get("vary")).toBe("accept-encoding, rsc");
  expect(zipped.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
  for (const had of [kept.etag, kept.etag.replace("W/", ""), `"other", ${kept.etag}`, "*"]) {
    expect(answerKept(kept, asking({ "if-none-match": had }), "/ur/lodge").status, had).toBe(304);
  }
  expect(answerKept(kept, asking({ "if-none-match": '"other"' }), "/ur/lodge").status).toBe(200);
  expect(answerKept(kept, asking({ "accept-encoding": "br" }), "/").headers.get("content-encoding")).toBe("br");
  const script = site.find("/_next/static/one.js");
  const forever = script && answerKept(script, asking(), "/_next/static/one.js");
  expect(forever?.headers.get("cache-control")).toContain("immutable");
});
