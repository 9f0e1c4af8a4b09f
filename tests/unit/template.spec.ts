import { describe, expect, test } from "vitest";
import { findPersonalData } from "@/lib/domain/complaint/public-text";
import {
  fillTemplate,
  findTemplateFlaws,
  hasGap,
  TEMPLATE_ACTIONS,
  TEMPLATE_GAP,
  TEMPLATE_VARIABLES,
  templateField,
} from "@/lib/domain/complaint/template";
import { fieldsOf } from "@/lib/schemas/act";
import { readTemplates } from "@/prisma/seed/templates";

test("variables are filled in, and what has no value here is left for the officer", () => {
  const values = { service: "Blocked sewer", dueDate: "", trackingId: "PCP-7F3K-9QXM-2T8V7" };
  expect(fillTemplate("{service}, due {dueDate}, { trackingId }: {service}", values)).toBe(
    `Blocked sewer, due ${TEMPLATE_GAP}, PCP-7F3K-9QXM-2T8V7: Blocked sewer`,
  );
  expect(hasGap(fillTemplate("due {dueDate}", values))).toBe(true);
  expect(hasGap(fillTemplate("{service}", values))).toBe(false);
  expect(hasGap("a team comes on [...]")).toBe(true);
});

test("a value that looks like a variable is not filled in again", () => {
  expect(fillTemplate("{service}", { service: "{district}", district: "Lahore" })).toBe("{district}");
});

test.each([
  ["Dear {citizenName}", { code: "unknown_variable", name: "citizenName" }],
  ["{}", { code: "unknown_variable", name: "" }],
  ["due {dueDate", { code: "broken_braces" }],
  ["  ", { code: "missing" }],
  ["a".repeat(1_501), { code: "too_long" }],
  ["Call 042-99200300", { code: "personal_data", found: ["phone"] }],
])("an editor refuses %j", (body, flaw) => {
  expect(findTemplateFlaws({ action: "START", body })).toContainEqual(flaw);
});

test("a template is bound to an action that brings words", () => {
  expect(findTemplateFlaws({ action: "CLAIM", body: "x" })).toEqual([{ code: "unknown_action" }]);
  for (const action of TEMPLATE_ACTIONS) expect(fieldsOf(action), action).toContain(templateField(action));
  expect(templateField("REJECT")).toBe("reason");
  expect(templateField("RESOLVE")).toBe("publicText");
});

describe("the templates to begin with", () => {
  const templates = readTemplates();
  const values = Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, name]));

  test("there are enough, each once, none with a flaw, and both languages have the same variables and gaps", () => {
    expect(templates.length).toBeGreaterThanOrEqual(12);
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
    for (const { id, action, body } of templates) {
      expect(findTemplateFlaws({ action, body: body.en }), id).toEqual([]);
      expect(findTemplateFlaws({ action, body: body.ur }), id).toEqual([]);
      const slots = (text: string) => (text.match(/\{\w+\}|\[…\]/gu) ?? []).toSorted();
      expect(slots(body.ur), id).toEqual(slots(body.en));
      expect(body.ur, id).toMatch(/[\u0600-\u06FF]/u);
    }
  });

  test("filled in, each passes the check of public words", () => {
    for (const { id, body } of templates)
      for (const text of [body.en, body.ur]) {
        expect(findPersonalData(fillTemplate(text, values), { citizenName: "Nasreen Akhtar" }), id).toEqual([]);
      }
  });
});
