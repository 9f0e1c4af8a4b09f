import { describe, expect, test } from "vitest";
import { ownListAddress } from "@/lib/http/own-list";
import type { LocalComplaint } from "@/lib/offline/database";
import { readAnswers, readComplaint } from "@/lib/offline/read-record";
import { isOnlyHere, isUnsent, markTodo } from "@/lib/offline/todo";
import { parseRetryAfter, waitAfter } from "@/lib/offline/waits";
import { emptyAnswers } from "@/lib/schemas/lodge-answers";

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);

describe("waits between tries", () => {
  test("grow from five seconds to ten minutes, a quarter more or less", () => {
    expect([1, 2, 3, 7, 8, 40].map((attempts) => waitAfter(attempts, 0.5))).toEqual([
      5_000, 10_000, 20_000, 320_000, 600_000, 600_000,
    ]);
    expect([0, 1].map((random) => waitAfter(1, random))).toEqual([3_750, 6_250]);
  });

  test.each([
    ["120", NOW + 120_000],
    [" 5 ", NOW + 5_000],
    ["Tue, 24 Nov 2026 12:00:30 GMT", NOW + 30_000],
    ["86400", NOW + 3_600_000],
    ["Tue, 24 Nov 2026 11:59:00 GMT", null],
    ["0", null],
    ["soon", null],
    ["", null],
    [null, null],
  ])("Retry-After %j", (value, until) => {
    expect(parseRetryAfter(value, NOW)).toBe(until);
  });
});

describe("records of other builds", () => {
  test("of version 1: what waited there is queued", () => {
    const old = { trackingId: "PCP-7F3K-9QXM-2T8V7", delivery: "waiting" } as unknown as LocalComplaint;
    const read = readComplaint(old);
    expect(read).toMatchObject({ delivery: "queued", files: [], queue: { attempts: 0 }, answers: emptyAnswers() });
    expect(isUnsent(read)).toBe(true);
  });

  test("answers lose what the form doesn't know and gain what it does", () => {
    const kept = { text: "The lamp is out", contact: { phone: 5, fax: "1" }, mood: "angry", location: null };
    expect(readAnswers(kept)).toEqual({ ...emptyAnswers(), text: "The lamp is out" });
    expect(readAnswers(undefined)).toEqual(emptyAnswers());
    expect(readAnswers({ joins: "a-ref" }).joins).toBe("a-ref");
  });
});

describe("what is left to do", () => {
  const file = (delivery: string) => ({ delivery });
  const one = (delivery: string, ...files: string[]) =>
    ({ delivery, files: files.map(file) }) as unknown as LocalComplaint;

  test.each([
    [one("queued"), true, true, 1],
    [one("sending", "waiting"), true, true, 1],
    [one("delivered", "delivered"), false, false, undefined],
    [one("delivered", "waiting"), true, true, 1],
    [one("delivered", "refused"), false, true, undefined],
    [one("delivered", "spooled"), false, false, 1],
    [one("spooled"), false, false, 1],
    [one("refused", "waiting"), false, true, undefined],
  ])("%j", (complaint, unsent, onlyHere, todo) => {
    expect([isUnsent(complaint), isOnlyHere(complaint), markTodo(complaint).todo]).toEqual([unsent, onlyHere, todo]);
  });

  test("a mark that has become wrong goes", () => {
    expect("todo" in markTodo({ ...one("delivered"), todo: 1 })).toBe(false);
  });
});

describe("/my", () => {
  const address = (url: string, cookie?: string) => ownListAddress({ url, headers: { cookie } });

  test("is static for whoever has nothing in a cookie", () => {
    for (const cookie of [undefined, "", "a=1", "jawab-claims=", "x-jawab-claims=1"]) {
      expect(address("/my", cookie)).toBeNull();
    }
    for (const url of ["/", "/my/PCP-7F3K-9QXM-2T8V7", "/mystery", "/ur/my/list"]) {
      expect(address(url, "jawab-claims=abc")).toBeNull();
    }
  });

  test("is its dynamic twin with keys in a cookie, or with a query", () => {
    expect(address("/my", "a=1; jawab-claims=abc")).toBe("/my/list");
    expect(address("/ur/my", "jawab-claims=abc")).toBe("/ur/my/list");
    expect(address("/my?id=7F3K")).toBe("/my/list?id=7F3K");
    expect(address("/ur/my?removed=1", "jawab-claims=abc")).toBe("/ur/my/list?removed=1");
  });
});
