import { expect, test } from "vitest";
import { STAFF_ROLES } from "@/lib/domain/complaint/actor";
import { ACTIONS, type Action, type Row, WORKFLOW } from "@/lib/domain/complaint/workflow-table";
import { ActHeadSchema, actSchema, fieldsOf, readActForm } from "@/lib/schemas/act";
import en from "@/messages/en/desk.json";

/** Of the helpline alone, whose own page asks for them. */
const HELPLINE_ONLY = new Set<Action>(["SUBMIT", "PROVIDE_INFO", "CHANGE_CONTACT"]);
/** What a form sends in another way than as a field: files of its own, what only a citizen may say. */
const NO_FIELD = new Set(["files", "contact", "pressured"]);

function forStaff(action: Action): boolean {
  const { who }: Row = WORKFLOW[action];
  const roles: readonly string[] = [...STAFF_ROLES, "receiver"];
  return who.some((hat) => roles.includes(hat)) && !HELPLINE_ONLY.has(action);
}

const formOf = (entries: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};

test("every action that the table gives to staff has a form's words, and no other has", () => {
  expect(Object.keys(en.act).sort()).toEqual(ACTIONS.filter(forStaff).sort());
});

test.each(ACTIONS.filter(forStaff))(
  "the form of %s brings all that the table lets it bring, each with a label",
  (action) => {
    const { gives, mayGive = [] }: Row = WORKFLOW[action];
    const wanted = [...gives, ...mayGive].filter((field) => !NO_FIELD.has(field));
    expect(fieldsOf(action)).toEqual(wanted);
    for (const field of wanted) expect(en.labels).toHaveProperty(field);
  },
);

test("empty controls say nothing, numbers are numbers, and other actions' fields are left out", () => {
  const form = formOf([
    ["action", "EXTEND"],
    ["days", "5"],
    ["publicText", "  Two pumps are needed  "],
    ["reason", "never asked"],
    ["outcome", ""],
  ]);
  expect(actSchema("EXTEND").parse(readActForm(form))).toEqual({ days: 5, publicText: "Two pumps are needed" });
  expect(actSchema("RESOLVE").parse({ outcome: "", publicText: " ", reference: "" })).toEqual({});
});

test("nobody marked is an answer only where the form asked who is named", () => {
  expect(actSchema("ASSIGN").parse(readActForm(formOf([["desk", "wasa-lahore"]])))).toEqual({ desk: "wasa-lahore" });
  const asked = formOf([
    ["desk", "wasa-lahore"],
    ["accusedIdsAsked", "1"],
  ]);
  expect(actSchema("ASSIGN").parse(readActForm(asked))).toEqual({ desk: "wasa-lahore", accusedIds: [] });
  asked.append("accusedIds", "one");
  asked.append("accusedIds", "two");
  expect(actSchema("ASSIGN").parse(readActForm(asked))).toMatchObject({ accusedIds: ["one", "two"] });
});

test.each([
  ["EXTEND", "days", "many"],
  ["EXTEND", "days", "1.5"],
  ["EXTEND", "days", "0"],
  ["CONFIRM", "rating", "6"],
  ["DECIDE_APPEAL", "decision", "perhaps"],
  ["REDACT", "sequence", "-1"],
] as const)("%s refuses %s %s, at that field", (action, field, value) => {
  const outcome = actSchema(action).safeParse({ [field]: value });
  expect(outcome.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, "invalid"]]);
});

test.each([{}, { action: "SMILE", version: "1" }, { action: "START" }, { action: "START", version: "0" }])(
  "a form without a known action or the version that was seen is no form: %o",
  (head) => expect(ActHeadSchema.safeParse(head).success).toBe(false),
);
