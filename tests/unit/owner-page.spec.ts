import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { lastSaid, toHistory } from "@/app/[locale]/(public)/my/[trackingId]/history";
import { actionOf, readSent, verbsOf } from "@/app/[locale]/(public)/my/[trackingId]/send";
import { ACTIONS, WORKFLOW } from "@/lib/domain/complaint/workflow";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ actionId: randomUUID(), version: "3", ...fields }))
    data.set(name, value);
  return data;
}

describe("the owner's forms", () => {
  test("there is one for all that the workflow lets a citizen do, but lodging, files and contact", () => {
    const citizens = ACTIONS.filter((action) => (WORKFLOW[action].who as readonly string[]).includes("citizen"));
    const offered = new Set([...verbsOf(citizens).map((verb) => actionOf(verb, citizens)), "REPLY"]);
    expect(citizens.filter((action) => !offered.has(action))).toEqual(["SUBMIT", "ATTACH", "CHANGE_CONTACT"]);
  });

  test("a message answers the question where there is one", () => {
    expect(actionOf("reply", ["REPLY", "PROVIDE_INFO"])).toBe("PROVIDE_INFO");
    expect(actionOf("reply", ["REPLY"])).toBe("REPLY");
  });

  test("none is shown for what isn't allowed", () => {
    expect(verbsOf(["CONFIRM", "DISPUTE", "ATTACH"])).toEqual(["confirm", "dispute"]);
    expect(verbsOf([])).toEqual([]);
  });

  test.each([
    ["confirm", { rating: "5" }, { rating: 5 }],
    ["confirm", {}, {}],
    ["dispute", { text: " Still blocked " }, { text: "Still blocked" }],
    ["withdraw", { pressured: "yes" }, { pressured: true }],
    ["withdraw", { pressured: "no" }, { pressured: false }],
    ["escalate", { text: "Too late" }, { reason: "Too late" }],
    ["keep", {}, {}],
    ["split", {}, {}],
    ["join", { ref: "some-ref" }, {}],
  ])("%s sends %j", (verb, fields, input) => {
    const sent = readSent(form({ verb, ...fields }));
    expect(sent).toMatchObject({ ok: true, value: { verb, version: 3 } });
    expect(sent.ok && sent.value.input).toEqual(input);
  });

  test.each([
    ["dispute", {}, "required"],
    ["dispute", { text: "   " }, "required"],
    ["reply", { text: "x".repeat(5_001) }, "too-long"],
    ["confirm", { rating: "6" }, "rating"],
    ["withdraw", {}, "pressured"],
    ["withdraw", { pressured: "perhaps" }, "pressured"],
    ["keep", { version: "x" }, "not-allowed-now"],
  ])("%s with %j is refused: it says %s", (verb, fields, words) => {
    expect(readSent(form({ verb, ...fields }))).toEqual({ ok: false, error: { verb, words } });
  });

  test("an unknown verb is refused", () => {
    expect(readSent(form({ verb: "resolve" }))).toMatchObject({ ok: false, error: { verb: null } });
  });
});

describe("the history", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));
  const step = (minute: number, action: "SUBMIT" | "ASSIGN" | "ASK_INFO") => ({ at: at(minute).toISOString(), action });
  const messages = [
    { at: at(3), from: "office", action: "ASK_INFO", text: "Which house?" },
    { at: at(4), from: "citizen", action: "REPLY", text: "Number 12" },
  ] as const;
  const timeline = [step(1, "SUBMIT"), step(1, "ASSIGN"), step(3, "ASK_INFO")];

  test("tells steps and messages once each, newest first", () => {
    const entries = toHistory({ status: { timeline } as never, messages: [...messages] });
    expect(entries.map(({ action, text }) => [action, text])).toEqual([
      ["REPLY", "Number 12"],
      ["ASK_INFO", "Which house?"],
      ["ASSIGN", undefined],
      ["SUBMIT", undefined],
    ]);
  });

  test("finds the office's last words, and never the citizen's", () => {
    expect(lastSaid([...messages], ["ASK_INFO"])).toBe("Which house?");
    expect(lastSaid([...messages], ["REPLY"])).toBeNull();
  });
});
