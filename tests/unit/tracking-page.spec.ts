import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { KINDS } from "@/lib/domain/complaint/codes";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import { PUBLIC_STATES } from "@/lib/domain/complaint/states";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { buildTrackingStyles } from "@/lib/launcher/tracking-styles";
import { PublicStatusSchema } from "@/lib/schemas/answers";
import { LOCALES } from "@/lib/web/i18n/routing";

buildTrackingStyles(); // a fresh clone has none yet
const { pageHeaders } = await import("@/lib/tracking/headers");
const { labelOfAction, wordsOfState } = await import("@/lib/tracking/labels");
const { renderTrackingPage } = await import("@/lib/tracking/page");
const { toPublicJson } = await import("@/lib/tracking/public-json");
const { renderMistypedPage, renderTooManyPage, renderUnknownPage } = await import("@/lib/tracking/refusals");
const { WAYS } = await import("@/lib/tracking/state-look");
const { wordsOf } = await import("@/lib/tracking/words");

const NOW = new Date("2026-11-24T09:00:00Z");
const FRESH = { now: NOW, asOf: NOW };
const ID = "PCP-7F3K-9QXM-2T8V7";
/** What use-intl says in place of a sentence that it doesn't have: the key's own name. */
const MISSING = /\b(common|domain|track)\.[a-zA-Z]/;
const BUDGET = 14 * 1024;

const STATUS: PublicStatus = {
  trackingId: ID,
  state: "IN_PROGRESS",
  open: true,
  kind: "complaint",
  sensitive: false,
  serviceCode: "WAT-SEWR",
  service: { en: "Sewerage overflowing", ur: "سیوریج ابل رہا ہے" },
  department: { en: "WASA Lahore", ur: "واسا لاہور" },
  district: { en: "Lahore", ur: "لاہور" },
  lodgedAt: "2026-11-16T05:20:00.000Z",
  dueAt: "2026-12-02T12:00:00.000Z",
  windowEndsAt: null,
  updatedAt: "2026-11-18T06:00:00.000Z",
  level: 0,
  handovers: 0,
  timeline: [
    { at: "2026-11-16T05:20:00.000Z", action: "SUBMIT" },
    { at: "2026-11-18T06:00:00.000Z", action: "START", publicText: "A team comes tomorrow." },
  ],
};
const PROTECTED: PublicStatus = {
  ...STATUS,
  sensitive: true,
  serviceCode: null,
  service: null,
  department: null,
  district: null,
  handovers: null,
  timeline: [{ at: "2026-11-16T05:20:00.000Z", action: "SUBMIT" }],
};

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  // The number is kept on one line by the style sheet: a copied non-breaking hyphen can't be dialled.
  rules: { "tel-non-breaking": "off" },
});

async function problemsOf(page: string): Promise<string[]> {
  const report = await validator.validateString(page);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
}

/** What a reader sees. */
function textOf(page: string): string {
  const bare = page
    .replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"');
  return bare.replace(/\s+/g, " ");
}

describe.each(LOCALES)("the tracking page in %s", (locale) => {
  test.each(PUBLIC_STATES)("says what %s means and what happens next, of every kind", (state) => {
    for (const kind of KINDS) {
      const status = { ...STATUS, state, kind, windowEndsAt: "2026-12-09T18:00:00.000Z" };
      const page = renderTrackingPage({ status, locale, ...FRESH });
      const words = wordsOfState(status, locale);
      for (const sentence of Object.values(words)) expect(textOf(page)).toContain(sentence);
      expect(page).toContain(`<bdi dir="ltr" class="code">${ID}</bdi>`);
      expect(page).not.toMatch(MISSING);
    }
  });

  test("carries no script, is valid, and stays within 14 kB compressed, even with a full timeline", async () => {
    const timeline = ACTIONS.map((action, i) => ({
      at: new Date(NOW.getTime() - i * 60_000).toISOString(),
      action,
      publicText: `Step ${i}`,
    }));
    const status: PublicStatus = { ...STATUS, level: 3, handovers: 2, timeline };
    const pages = [
      renderTrackingPage({ status, locale, ...FRESH }),
      renderTrackingPage({ status: { ...STATUS, state: "RESOLVED" }, locale, ...FRESH }),
      renderTrackingPage({ status: PROTECTED, locale, now: NOW, asOf: new Date(0) }),
      renderUnknownPage({ locale, trackingId: ID }),
      renderMistypedPage({ locale, typed: `PCP-"><script>alert(1)</script>` }),
      renderTooManyPage({ locale, seconds: 90, here: () => "/t/x" }),
    ];
    for (const page of pages) {
      expect(page).not.toMatch(/<script|\son[a-z]+=|\sstyle=|javascript:/i);
      expect(page).not.toMatch(MISSING);
      expect(gzipSync(page).length).toBeLessThan(BUDGET);
      expect(await problemsOf(page)).toEqual([]);
    }
  });

  test("says what was wrong with a lodging that could not be entered, in words for every field and code", async () => {
    const { fields } = wordsOf(locale);
    const errors = [
      { field: "text", code: "too-short" },
      { field: "contact.phone", code: "not-a-phone" },
      { field: "something.new", code: "of-a-newer-app" },
    ];
    const refused: PublicStatus = { ...PROTECTED, state: "REFUSED", open: false };
    const show = (code: string, list = errors) =>
      renderTrackingPage({ status: { ...refused, refusal: { code, fields: list } }, locale, ...FRESH });
    const page = show("fields");
    for (const code of ["too-short", "not-a-phone", "not-valid"] as const) expect(textOf(page)).toContain(fields(code));
    expect(page).not.toMatch(/of-a-newer-app|something\.new/);
    const pages = [page, show("other-content", []), show("unexpected", [])];
    expect(new Set(pages.map(textOf)).size).toBe(3);
    for (const one of pages) {
      expect(one).not.toMatch(MISSING);
      expect(await problemsOf(one)).toEqual([]);
    }
    const body = toPublicJson({ ...refused, refusal: { code: "fields", fields: errors } }, locale, NOW);
    expect(PublicStatusSchema.parse(body).refusal).toEqual({ code: "fields", errors });
    expect(toPublicJson(STATUS, locale, NOW)).not.toHaveProperty("refusal");
  });

  test("has a word for every action", () => {
    const labels = ACTIONS.map((action) => labelOfAction(action, locale));
    expect(labels.filter((label) => label === "" || MISSING.test(label))).toEqual([]);
  });

  test("says how late it is, where the office's clock runs, and offers to raise it", () => {
    const late = { ...STATUS, dueAt: "2026-11-20T12:00:00.000Z" };
    const page = textOf(renderTrackingPage({ status: late, locale, ...FRESH }));
    expect(page).toContain(locale === "en" ? "4 days overdue" : "مدت گزرے 4 دن ہو گئے");
    expect(page).toContain(locale === "en" ? "Raise it one level" : "معاملہ اوپر بھیجیں");
    const closed = textOf(renderTrackingPage({ status: { ...late, state: "CLOSED_CONFIRMED" }, locale, ...FRESH }));
    expect(closed).not.toContain(locale === "en" ? "overdue" : "مدت گزرے");
  });

  test("tells in words that a status is old, and of how old it doesn't", () => {
    const title = locale === "en" ? "This may be a little old" : "یہ حال کچھ پرانا ہو سکتا ہے";
    const at = (secondsAgo: number) => new Date(NOW.getTime() - secondsAgo * 1000);
    expect(renderTrackingPage({ status: STATUS, locale, now: NOW, asOf: at(60) })).not.toContain(title);
    expect(renderTrackingPage({ status: STATUS, locale, now: NOW, asOf: at(61) })).toContain(title);
  });

  test("leads to the other language, the owner's page and the helpline", () => {
    const page = renderTrackingPage({ status: STATUS, locale, ...FRESH });
    const [own, other] = locale === "en" ? ["", "/ur"] : ["/ur", ""];
    expect(page).toContain(`href="${other}/t/${ID}"`);
    expect(page).toContain(`href="${own}/my/${ID}"`);
    expect(page).toContain('href="tel:080000000"');
    expect(page).toContain(`<html lang="${locale}" dir="${locale === "ur" ? "rtl" : "ltr"}">`);
  });
});

describe("what the page doesn't do", () => {
  const EVIL = `</p><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;

  test("markup in a public text or a name stays text", () => {
    const status: PublicStatus = {
      ...STATUS,
      service: { en: EVIL, ur: EVIL },
      department: { en: EVIL, ur: EVIL },
      timeline: [{ at: STATUS.lodgedAt, action: "UPDATE", publicText: EVIL }],
    };
    const page = renderTrackingPage({ status, locale: "en", ...FRESH });
    expect(page).not.toMatch(/<script|<img src=x/);
    const escaped =
      "&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;";
    expect(page.split(escaped)).toHaveLength(4);
  });

  test("what was typed for an ID stays text, in the field too", () => {
    const page = renderMistypedPage({ locale: "en", typed: `"><script>alert(1)</script>` });
    expect(page).not.toContain("<script");
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test("a protected complaint shows no service, office or place", () => {
    const page = textOf(renderTrackingPage({ status: PROTECTED, locale: "en", ...FRESH }));
    expect(page).toContain("Protected.");
    for (const word of ["Service", "Whose desk", "District", "Hand-overs"]) expect(page).not.toContain(`${word} `);
  });
});

describe("a mistyped ID is told what is wrong with it", () => {
  test.each([
    ["PCP-7F3K-9QXM-2T8V8", "the last one, which checks the others, does not fit"],
    ["PCP-7F3K-9QXM-2T8V", "Here there are 12."],
    ["PCP-", "Here there are none."],
    ["PCP-7F3K-9QXM-2T8VU", "U never stands in an ID"],
  ])("%s", (typed, words) => {
    const page = renderMistypedPage({ locale: "en", typed });
    expect(textOf(page)).toContain(words);
    expect(page).toContain(`value="${typed}"`);
  });
});

describe("headers", () => {
  test("allow the page's own style sheet, by its hash, and no script at all", () => {
    const page = renderTrackingPage({ status: STATUS, locale: "en", ...FRESH });
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(sheet).digest("base64");
    const policy = pageHeaders()["content-security-policy"];
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
  });
});

describe("the API's body", () => {
  test("has the members of the contract, with labels in the language asked for", () => {
    const body = toPublicJson(STATUS, "ur", NOW);
    expect(PublicStatusSchema.parse(body)).toMatchObject({
      trackingId: ID,
      state: "IN_PROGRESS",
      stateLabel: "کام ہو رہا ہے",
      service: "سیوریج ابل رہا ہے",
      department: "واسا لاہور",
      asOf: NOW.toISOString(),
      timeline: [
        { action: "SUBMIT", label: "موصول ہوئی" },
        { action: "START", publicText: "A team comes tomorrow." },
      ],
    });
  });

  test("of a protected complaint reads protected", () => {
    const body = toPublicJson(PROTECTED, "en", NOW);
    const hidden = { serviceCode: "protected", service: "protected", department: "protected", district: "protected" };
    expect(body).toMatchObject(hidden);
    expect(body.handovers).toBeNull();
  });
});

test("every way that the page can offer is offered in some state", () => {
  const page = LOCALES.flatMap((locale) =>
    PUBLIC_STATES.map((state) =>
      renderTrackingPage({ status: { ...STATUS, state, dueAt: "2026-11-20T12:00:00.000Z" }, locale, ...FRESH }),
    ),
  ).join("");
  const lists = new Set(Array.from(page.matchAll(/<ul class="ways">(.*?)<\/ul>/g), ([, items = ""]) => items));
  const items = new Set([...lists].flatMap((list) => list.split("</li>").filter(Boolean)));
  expect(items.size).toBe(WAYS.length * LOCALES.length);
});
