import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { figuresOf, lengthWithin, type Outage, toDuration } from "@/lib/domain/outage";
import { parseWallTime, toWallTime } from "@/lib/domain/wall-time";
import type { AppState } from "@/lib/door/app-health";
import { keepLedger } from "@/lib/door/keep-ledger";
import { type OutageLedger, openLedger } from "@/lib/door/ledger";
import { answerLedger } from "@/lib/door/ledger-answer";
import type { Mode } from "@/lib/mode";
import { renderLedgerPage } from "@/lib/tracking/ledger-page";

const NOON = Date.parse("2026-11-24T07:00:00Z");
const at = (seconds: number) => new Date(NOON + seconds * 1_000);
const ANNOUNCED: Mode = {
  mode: "read-only",
  since: at(0).toISOString(),
  until: at(3_600).toISOString(),
  reason: { en: "The machine room moves <house>", ur: "مشینیں نئی جگہ جا رہی ہیں" },
};
let folder = "";
let ledger: OutageLedger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jawab-ledger-"));
  ledger = openLedger(join(folder, "ledger.sqlite"));
});

afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A word each second from `from` up to `to`. */
function say(state: AppState, from: number, to: number, announced?: Mode, into = ledger): void {
  for (let second = from; second <= to; second += 1) into.note({ state, at: at(second), announced });
}
const kindsAt = (second: number) =>
  ledger
    .list(at(second))
    .outages.map(({ kind, startedAt, endedAt }) => [
      kind,
      (startedAt.getTime() - NOON) / 1_000,
      endedAt && (endedAt.getTime() - NOON) / 1_000,
    ]);

describe("the ledger", () => {
  test("begins when the portal answers first: a first start is no outage", () => {
    say("away", 0, 30);
    expect(ledger.list(at(30))).toEqual({ since: null, outages: [], blips: [] });
    say("normal", 31, 40);
    expect(ledger.list(at(40)).since).toEqual(at(31));
    expect(kindsAt(40)).toEqual([]);
  });

  test("lists a stretch from its first word to the first good one, and nothing twice", () => {
    say("normal", 0, 10);
    say("away", 11, 40);
    expect(kindsAt(40)).toEqual([["away", 11, null]]);
    say("normal", 41, 50);
    say("normal", 41, 50);
    expect(kindsAt(50)).toEqual([["away", 11, 41]]);
  });

  test("a blip is counted and not listed; the one that begins is listed when it is none any more", () => {
    say("normal", 0, 5);
    say("away", 6, 9);
    expect(kindsAt(9)).toEqual([]);
    say("normal", 10, 12);
    expect(kindsAt(12)).toEqual([]);
    expect(ledger.list(at(12)).blips).toHaveLength(1);
    say("away", 13, 20);
    expect(kindsAt(20)).toEqual([["away", 13, null]]);
  });

  test("what changes its kind is two stretches without a gap between them", () => {
    say("normal", 0, 5);
    say("read-only", 6, 20, ANNOUNCED);
    say("away", 21, 40, ANNOUNCED);
    say("read-only", 41, 60, ANNOUNCED);
    say("normal", 61, 62);
    expect(kindsAt(62)).toEqual([
      ["read-only", 41, 61],
      ["away", 21, 41],
      ["read-only", 6, 21],
    ]);
    expect(ledger.list(at(62)).outages.map(({ announced }) => announced)).toEqual([true, true, true]);
  });

  test("unannounced and then announced: two, the second with the reason; new words mend the one that lasts", () => {
    say("normal", 0, 5);
    say("read-only", 6, 20);
    say("read-only", 21, 30, ANNOUNCED);
    const later: Mode = { ...ANNOUNCED, until: null, reason: { en: "It takes longer", ur: "زیادہ وقت لگے گا" } };
    say("read-only", 31, 40, later);
    const [second, first] = ledger.list(at(40)).outages;
    expect(first).toMatchObject({ announced: false, reason: null, endedAt: at(21) });
    expect(second).toMatchObject({
      announced: true,
      reason: { en: "It takes longer" },
      until: null,
      startedAt: at(21),
    });
  });

  test("no door ran: the gap is found at the next start, and ends what lasted before it", () => {
    say("normal", 0, 10);
    say("normal", 200, 210);
    expect(kindsAt(210)).toEqual([["dark", 10, 200]]);
    say("away", 211, 230);
    ledger.close();
    ledger = openLedger(join(folder, "ledger.sqlite"));
    say("away", 400, 420);
    say("normal", 421, 421);
    expect(kindsAt(421)).toEqual([
      ["away", 400, 421],
      ["dark", 230, 400],
      ["away", 211, 230],
      ["dark", 10, 200],
    ]);
  });

  test("fifteen seconds without a word are no gap: another door takes over the lead", () => {
    say("normal", 0, 10);
    say("normal", 25, 30);
    expect(kindsAt(30)).toEqual([]);
  });

  test("a clock that was set back changes nothing", () => {
    say("normal", 0, 100);
    ledger.note({ state: "away", at: at(50) });
    say("normal", 101, 110);
    expect(kindsAt(110)).toEqual([]);
    expect(ledger.list(at(110)).blips).toEqual([]);
  });

  test("two processes on one file: one notes, the other reads the same", () => {
    const other = openLedger(join(folder, "ledger.sqlite"));
    say("normal", 0, 5);
    say("away", 6, 30);
    expect(other.list(at(30))).toEqual(ledger.list(at(30)));
    other.close();
  });

  test("a damaged file is laid aside and never keeps the door from starting", () => {
    const file = join(folder, "broken.sqlite");
    writeFileSync(file, "no ledger at all".repeat(500));
    const anew = openLedger(file);
    say("normal", 0, 3, undefined, anew);
    expect(anew.list(at(3)).since).toEqual(at(0));
    anew.close();
  });
});

test("the app is told of what is over, once it is normal, until it has said yes", async () => {
  say("normal", 0, 5);
  say("away", 6, 30);
  const told: string[] = [];
  let answer = 503;
  const client = {
    ask: async (method: string, path: string, { body }: { body?: Buffer } = {}) => {
      told.push(`${method} ${path} ${JSON.parse(String(body)).outages.length}`);
      return { status: answer, headers: {}, body: Buffer.from("") };
    },
  };
  const health: { state: AppState } = { state: "away" };
  const keeping = keepLedger({ client, health, ledger, everyMs: 10, announced: () => ({ mode: "normal" }) });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
  await settled();
  expect(told).toEqual([]);
  health.state = "normal";
  await expect.poll(() => told.length).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set([told[0]]));
  expect(told[0]).toMatch(/^PUT \/internal\/outages [23]$/); // the long gap up to the test's own clock is one too
  answer = 200;
  await expect.poll(() => ledger.untold()).toEqual([]);
  const before = told.length;
  await settled();
  expect(told.length).toBe(before);
  keeping.stop();
});

describe("figures", () => {
  const outage = (kind: Outage["kind"], from: number, to: number | null): Outage => ({
    id: `${from}`,
    kind,
    startedAt: at(from),
    endedAt: to === null ? null : at(to),
    announced: false,
    reason: null,
    until: null,
  });
  const DAY = 86_400;

  test("count since the ledger began, blips too, and never round up to a hundred", () => {
    const known = { since: at(0), outages: [outage("dark", 100, 160)], blips: [outage("away", 10, 13)] };
    const figures = figuresOf(known, 90, at(1_000));
    expect(figures).toMatchObject({ from: at(0), missing: 63_000, dark: 60_000, uptime: 93.7 });
    const nearly = { since: at(0), outages: [], blips: [outage("away", 10, 11)] };
    expect(figuresOf(nearly, 90, at(80 * DAY)).uptime).toBe(99.99);
    expect(figuresOf({ since: null, outages: [], blips: [] }, 90, at(0)).uptime).toBe(100);
  });

  test("cut at ninety days, and run on while one lasts", () => {
    const known = {
      since: at(-200 * DAY),
      outages: [outage("away", -100 * DAY, -89 * DAY), outage("away", -60, null)],
      blips: [],
    };
    const figures = figuresOf(known, 90, at(0));
    expect(figures.missing).toBe((DAY + 60) * 1_000);
    expect(lengthWithin(outage("away", 0, 10), at(20), at(30))).toBe(0);
  });

  test.each([
    [999, { days: 0, hours: 0, minutes: 0, seconds: 1 }],
    [65_000, { days: 0, hours: 0, minutes: 1, seconds: 5 }],
    [3_665_000, { days: 0, hours: 1, minutes: 1, seconds: 0 }],
    [90_061_000, { days: 1, hours: 1, minutes: 0, seconds: 0 }],
  ])("%i ms in people's parts", (milliseconds, parts) => {
    expect(toDuration(milliseconds)).toEqual(parts);
  });
});

describe("the public page", () => {
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "long-title": "off" } });
  const page = (locale: "en" | "ur", second: number) =>
    renderLedgerPage({ locale, ledger: ledger.list(at(second)), now: at(second) });

  test("says first that everything works, and that nothing has happened yet", () => {
    say("normal", 0, 10);
    const html = page("en", 10);
    expect(html).toContain("Yes, everything works");
    expect(html).toContain("100.00%");
    expect(html).toContain("No interruption so far.");
    expect(html).not.toContain("noindex");
    expect(html).not.toContain("<script");
  });

  test("says since when not, until when, why in the operator's words, what works and whom to call, in both languages", () => {
    say("normal", 0, 10);
    say("read-only", 11, 130, ANNOUNCED);
    const english = page("en", 131);
    expect(english).toContain("No, nothing can be changed just now");
    expect(english).toContain("Tue, 24 November 2026, 12:00");
    expect(english).toContain("for 2 minutes so far");
    expect(english).toContain("It should be over by Tue, 24 November 2026, 1:00");
    expect(english).toContain("The machine room moves &lt;house&gt;");
    expect(english).toContain("announced beforehand");
    expect(english).toContain("tel:080000000");
    expect(english).not.toContain("maintenance");
    const urdu = page("ur", 131);
    expect(urdu).toContain('dir="rtl"');
    expect(urdu).toContain("مشینیں نئی جگہ جا رہی ہیں");
    expect(urdu).not.toMatch(/[A-Za-z]{4,}[^<>"]*<\/(p|h1|h2|dt|dd)>/);
  });

  test("is well formed in both languages with everything on it, and small", async () => {
    say("normal", 0, 10);
    say("away", 11, 40);
    say("read-only", 41, 100, ANNOUNCED);
    say("normal", 300, 310);
    say("away", 311, 312);
    for (const locale of ["en", "ur"] as const) {
      const html = page(locale, 330);
      const report = await validator.validateString(html);
      expect(
        report.results.flatMap(({ messages }) => messages.map(({ message, ruleId }) => `${ruleId}: ${message}`)),
      ).toEqual([]);
    }
  });

  test("is served at its two addresses and nowhere else", async () => {
    say("normal", 0, 10);
    expect(answerLedger(ledger, "/status")?.status).toBe(200);
    expect(await answerLedger(ledger, "/ur/status")?.text()).toContain('lang="ur"');
    for (const path of ["/status/x", "/statuses", "/en/status", "/"]) expect(answerLedger(ledger, path)).toBeNull();
  });

  test("is linked from the foot of every page", () => {
    expect(readFileSync("components/shell/footer.tsx", "utf8")).toContain("paths.ledger(locale)");
    say("normal", 0, 1);
    expect(page("en", 1)).toContain('href="/status"');
  });
});

test("Pakistan's clocks, as a form's field writes them", () => {
  expect(parseWallTime("2026-11-25T06:00")).toEqual(new Date("2026-11-25T01:00:00Z"));
  expect(toWallTime(new Date("2026-11-25T01:00:00Z"))).toBe("2026-11-25T06:00");
  for (const text of ["", "2026-11-25", "2026-02-31T06:00", "2026-11-25T25:00", "tomorrow", "2026-11-25T06:00Z"]) {
    expect(parseWallTime(text)).toBeNull();
  }
});
