import { describe, expect, test } from "vitest";
import { isFormPage, OFFLINE_PAGES } from "@/lib/service-worker/offline-pages";
import { assetsNamedIn } from "@/lib/service-worker/page-assets";
import { planFor } from "@/lib/service-worker/plan";

const ORIGIN = "https://jawab.example";
const ID = "PCP-7F3K-9QXM-2T8V7";

function plan(path: string, { mode = "navigate", method = "GET", origin = ORIGIN } = {}) {
  return planFor({ method, mode, url: new URL(path, origin), origin: ORIGIN });
}

describe("a navigation", () => {
  test.each(OFFLINE_PAGES)("%s comes from the phone", (path) => {
    expect(plan(path)).toEqual({ does: "page", page: path, first: "cache" });
  });

  test("ten pages open with no network, five in each language", () => {
    expect(OFFLINE_PAGES).toEqual([
      ...["/", "/lodge", "/track", "/my", "/offline"],
      ...["/ur", "/ur/lodge", "/ur/track", "/ur/my", "/ur/offline"],
    ]);
  });

  test("an address that says more is asked of the network first", () => {
    expect(plan(`/my?id=${ID}`)).toEqual({ does: "page", page: "/my", first: "network" });
    expect(plan("/ur/my?removed=1")).toEqual({ does: "page", page: "/ur/my", first: "network" });
  });

  test.each([
    ["/desk", "/offline"],
    ["/ur/desk", "/ur/offline"],
    [`/desk/${ID}`, "/offline"],
    [`/my/${ID}`, "/offline"],
    [`/ur/my/${ID}`, "/ur/offline"],
    ["/my/list", "/offline"],
    ["/sign-in", "/offline"],
    ["/helpline", "/offline"],
    ["/admin", "/offline"],
    [`/t/${ID}`, "/offline"],
    [`/ur/t/${ID}`, "/ur/offline"],
    [`/lodge/done/${ID}`, "/offline"],
    ["/about", "/offline"],
    ["/status", "/offline"],
    ["/urdu", "/offline"],
    ["/api/v1/openapi.json", "/offline"],
  ])("%s is never kept; without a network %s stands in", (path, standIn) => {
    expect(plan(path)).toEqual({ does: "visit", standIn });
  });

  test("a form that is sent goes its own way", () => {
    expect(plan("/lodge", { method: "POST" })).toEqual({ does: "leave" });
    expect(plan("/sign-out", { method: "POST" })).toEqual({ does: "leave" });
  });
});

describe("what a page asks for", () => {
  test.each([
    ["a framework payload", "/lodge?_rsc=1a2b3"],
    ["a page by script", "/my"],
    ["a page of a session by script", `/desk/${ID}`],
    ["a look-up", `/api/v1/complaints/${ID}`],
    ["a file of a case", `/my/${ID}/files/${"a".repeat(64)}`],
    ["the reference data", "/api/v1/reference.json"],
    ["the worker itself", "/sw.js"],
    ["a manifest", "/manifest.webmanifest"],
    ["readiness", "/readyz"],
    ["a picture with a query", "/icon.svg?session=1"],
    ["a font with a query", "/_next/static/media/a.woff2?x"],
  ])("%s goes its own way", (_what, path) => {
    expect(plan(path, { mode: "cors" })).toEqual({ does: "leave" });
  });

  test("another host is none of our business", () => {
    expect(plan("/icon.svg", { mode: "no-cors", origin: "https://elsewhere.example" })).toEqual({ does: "leave" });
    expect(plan("/lodge", { origin: "https://elsewhere.example" })).toEqual({ does: "leave" });
  });

  test("hashed files and fonts are what they are", () => {
    expect(plan("/_next/static/chunks/0abc-_~.js", { mode: "cors" })).toEqual({ does: "asset" });
    expect(plan("/icon.svg", { mode: "no-cors" })).toEqual({ does: "asset" });
    expect(plan("/_next/static/media/noto.0abc.woff2", { mode: "cors" })).toEqual({ does: "font" });
  });
});

test("no worker takes over under the lodging form, in either language, and under that alone", () => {
  expect(["/lodge", "/ur/lodge"].map(isFormPage)).toEqual([true, true]);
  expect(["/", "/my", "/track", "/desk", `/lodge/done/${ID}`].map(isFormPage)).toEqual([...Array(5)].map(() => false));
});

test("the files of a page: each once, from tags and from the payload, without those for browsers that have no modules", () => {
  const html = `<link rel="stylesheet" href="/_next/static/chunks/a-_~1.css" data-precedence="next"/>
    <script src="/_next/static/chunks/b.js" async=""></script><script src="/_next/static/chunks/old.js" noModule=""></script>
    <script>self.__next_f.push([1,"2:\\"/_next/static/chunks/c.d.js\\"\\n3:[\\"/_next/static/chunks/b.js\\"]"])</script>
    <link rel="preload" href="/_next/static/media/font.woff2"/><img src="/icon.svg"/>`;
  expect(assetsNamedIn(html)).toEqual([
    "/_next/static/chunks/a-_~1.css",
    "/_next/static/chunks/b.js",
    "/_next/static/chunks/c.d.js",
  ]);
});
