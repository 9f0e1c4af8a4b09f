import { expect, test } from "vitest";
import { LOCALES } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

test("English has no prefix and Urdu has one, on the first page too", () => {
  expect(LOCALES.map(paths.home)).toEqual(["/", "/ur"]);
  expect(LOCALES.map(paths.track)).toEqual(["/track", "/ur/track"]);
  expect(paths.status("ur", "PCP-7F3K-9QXM-2T8V7")).toBe("/ur/t/PCP-7F3K-9QXM-2T8V7");
});

test("what somebody typed cannot leave its place in the address", () => {
  expect(paths.status("en", "../desk?x#y")).toBe("/t/..%2Fdesk%3Fx%23y");
});

test("no two pages share an address", () => {
  const pages = Object.values(paths).filter((path) => typeof path === "function");
  const addresses = pages.map((path) => path("en", "ID", "item"));
  expect(new Set(addresses).size).toBe(addresses.length);
});
