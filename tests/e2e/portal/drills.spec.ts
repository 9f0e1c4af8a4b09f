import { expect, test } from "@playwright/test";
import { dark } from "@/tests/drills/dark";
import { kills } from "@/tests/drills/kills";

// The short versions of `npm run drill`: the same code, on a portal of their own, with smaller figures.
test.describe.configure({ mode: "serial", timeout: 240_000 });

test("processes are killed under load: what was acknowledged is there, and once", async () => {
  const rows = await kills({ kills: 6, lodgings: 150, port: 4184, name: "kills-short" });
  expect(rows.filter(({ holds }) => holds === false)).toEqual([]);
});

test("app stopped, database moved away: tracking and lodging go on, and nothing is missing afterwards", async () => {
  const rows = await dark({ lookups: 300, lodgings: 30, port: 4185, name: "dark-short", judgeSpeed: false });
  expect(rows.filter(({ holds }) => holds === false)).toEqual([]);
});
