import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPresses } from "@/lib/door/presses";

const NOW = new Date("2026-11-24T09:00:00Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const PRESS = { browser: ["203.0.113.7", "Phone/1"], content: "digest", claims: [] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jawab-presses-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("two workers know each other's presses, for a minute by address and browser alone", () => {
  const [one, other] = [openPresses(join(folder, "p")), openPresses(join(folder, "p"))];
  const first = one.mint(PRESS, NOW);
  expect(other.mint(PRESS, after(59))).toEqual(first);
  expect(other.mint(PRESS, after(61)).trackingId).not.toBe(first.trackingId);
  for (const changed of [{ content: "other" }, { browser: ["203.0.113.7", "Phone/2"] }]) {
    const minted = one.mint({ ...PRESS, ...changed }, NOW);
    expect(minted.trackingId).not.toBe(first.trackingId);
    expect(minted.claimKey).not.toBe(first.claimKey);
  }
});

test("who holds the key is known for ten minutes, wherever they are; a claim of another complaint says nothing", () => {
  const presses = openPresses(join(folder, "p"));
  const first = presses.mint(PRESS, NOW);
  const elsewhere = { ...PRESS, browser: ["198.51.100.1", "Phone/1"], claims: [first] };
  expect(presses.mint(elsewhere, after(599))).toEqual(first);
  expect(presses.mint(elsewhere, after(601)).trackingId).not.toBe(first.trackingId);
  const forged = { ...elsewhere, claims: [{ trackingId: first.trackingId, claimKey: "x".repeat(43) }] };
  expect(presses.mint(forged, after(300)).claimKey).not.toBe(first.claimKey);
  const other = { ...elsewhere, content: "other" };
  expect(presses.mint(other, after(300)).trackingId).not.toBe(first.trackingId);
});

test("no key lies on disk", () => {
  const presses = openPresses(join(folder, "p"));
  const { claimKey, claimKeyHash } = presses.mint(PRESS, NOW);
  presses.close();
  const bytes = readFileSync(join(folder, "p"));
  for (const secret of [claimKey, claimKeyHash, Buffer.from(claimKey, "base64url")]) {
    expect(bytes.includes(secret)).toBe(false);
  }
});

test("a memory that fails stops nobody", () => {
  const presses = openPresses(join(folder, "p"));
  presses.close();
  expect(presses.mint(PRESS, NOW).claimKey).toMatch(/^[\w-]{43}$/);
});
