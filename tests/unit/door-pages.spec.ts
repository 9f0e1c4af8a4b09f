import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { buildTrackingStyles } from "@/lib/launcher/tracking-styles";
import { emptyAnswers, LODGE_FIELDS } from "@/lib/schemas/lodge-answers";
import type { LodgeTrouble } from "@/lib/tracking/lodge-again-page";
import { LOCALES } from "@/lib/web/i18n/routing";
import { readReference } from "@/lib/web/reference";

buildTrackingStyles();
const { renderLodgeAgainPage } = await import("@/lib/tracking/lodge-again-page");
const { renderLodgedPage } = await import("@/lib/tracking/lodged-page");
const { renderAwayPage } = await import("@/lib/tracking/refusals");

const ID = "PCP-7F3K-9QXM-2T8V7";
const KEY = "k".repeat(43);
const EVIL = `"><script>alert(1)</script>`;
const MISSING = /\b(common|domain|track|door|lodge|fields)\.[a-z]+[.A-Z]/;
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "tel-non-breaking": "off" },
});

async function expectSound(page: string): Promise<void> {
  expect(page).not.toMatch(/<script|\son[a-z]+=|\sstyle=|javascript:/i);
  expect(page).not.toMatch(MISSING);
  const { results } = await validator.validateString(page);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
}

describe.each(LOCALES)("the door's plain pages in %s", (locale) => {
  test("tell of an absence since when, until when, why, what works and whom to call", async () => {
    const since = new Date("2026-11-24T08:00:00Z");
    const until = new Date("2026-11-24T10:00:00Z");
    const reason = { en: `Moving ${EVIL}`, ur: `منتقلی ${EVIL}` };
    for (const what of ["away", "read-only"] as const) {
      for (const sent of [true, false]) {
        for (const absence of [
          { what, since, until, reason },
          { what, since, until: null, reason: null },
        ]) {
          const page = renderAwayPage({ locale, absence, sent });
          await expectSound(page);
          expect(page.includes(locale === "en" ? "was NOT saved" : "ابھی جو بھیجا وہ محفوظ نہیں ہوا")).toBe(sent);
          expect(page).toContain(locale === "en" ? "1:00" : "1:00");
          expect(page.includes("3:00")).toBe(absence.until !== null);
          expect(page).toContain('href="tel:');
        }
      }
    }
  });

  test("give the ID and the key once after a lodging", async () => {
    for (const portal of ["normal", "read-only", "away"] as const) {
      for (const claimKey of [KEY, null]) {
        const lodged = { trackingId: ID, claimKey, sensitive: true, filesMissing: 1 };
        const page = renderLodgedPage({ locale, lodged, receivedAt: new Date(), portal });
        await expectSound(page);
        expect(page).toContain(ID);
        expect(page.split(`>${KEY}<`)).toHaveLength(claimKey ? 2 : 1);
        expect(gzipSync(page).length).toBeLessThan(14 * 1024);
      }
    }
  });

  test("give a refused form back with everything typed, under the form's own names", async () => {
    const answers = {
      ...emptyAnswers(),
      text: EVIL,
      country: EVIL,
      location: { landmark: EVIL, lat: "31.5", long: "74.3" },
      joins: EVIL,
    };
    const errors = LODGE_FIELDS.map((field) => ({ field, code: "required" }));
    const page = renderLodgeAgainPage({
      ...{ locale, answers, hadFiles: true, trouble: null },
      reference: readReference(locale),
      errors: [...errors, { field: "attachments", code: "too-large" }, { field: "contact", code: "no-such-code" }],
    });
    await expectSound(page);
    for (const field of LODGE_FIELDS) expect(page, field).toContain(`name="${field}"`);
    for (const [, id] of page.matchAll(/<li><a href="#([^"]+)"/g)) {
      if (id !== "contact") expect(page, id).toContain(`id="${id}"`);
    }
    expect(page).toContain(`${EVIL.replace('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</textarea>`);
  });

  test("have words for every trouble", async () => {
    const troubles: LodgeTrouble[] = ["no-space", "unexpected", "too-many", "again", "unreadable", "full"];
    for (const trouble of troubles) {
      const view = { locale, reference: readReference(locale), hadFiles: false, errors: [], trouble };
      await expectSound(renderLodgeAgainPage({ ...view, answers: trouble === "unreadable" ? null : emptyAnswers() }));
    }
  });
});
