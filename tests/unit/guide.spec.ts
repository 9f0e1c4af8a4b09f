import { describe, expect, test } from "vitest";
import { STAFF_ROLES } from "@/lib/domain/complaint/actor";
import { REMINDERS_BEFORE_SILENCE, TERMS } from "@/lib/domain/complaint/clock";
import { OPEN_STATES, STATES } from "@/lib/domain/complaint/states";
import { type Action, type Row, WORKFLOW } from "@/lib/domain/complaint/workflow";
import { anytimeOf, commonMoves, movesFrom, STRAIGHT_WAY, worksOf } from "@/lib/domain/complaint/workflow-map";
import { MESSAGES } from "@/lib/web/i18n/messages";

const LOCALES = ["en", "ur"] as const;

function sentences(words: unknown, path = ""): [path: string, sentence: string][] {
  if (typeof words === "string") return [[path, words]];
  return Object.entries(words as Record<string, unknown>).flatMap(([key, inner]) =>
    sentences(inner, path ? `${path}.${key}` : key),
  );
}

function rowOf(action: Action): Row {
  return WORKFLOW[action];
}

describe.each(LOCALES)("the guide's words (%s)", (locale) => {
  const { chapters, firstDay } = MESSAGES[locale].guide;

  test("no number is typed into them: they come from the clock's own terms", () => {
    const typed = sentences({ chapters, firstDay }).filter(([, sentence]) => /[0-9۰-۹٠-٩]/.test(sentence));
    expect(typed).toEqual([]);
  });

  test("each number that they name exists, and each of the clock's terms is told but those of one person", () => {
    const named = sentences(chapters.clocks).flatMap(([, sentence]) =>
      [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""),
    );
    const known = [...Object.keys(TERMS), "askReminders", "answerReminders"];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !named.includes(name))).toEqual(["disputeDays"]);
    expect(TERMS.disputeDays, "as long as the answer's window, so it is told with that").toBe(TERMS.answerDays);
    expect(REMINDERS_BEFORE_SILENCE.RESOLVED).toBeGreaterThan(0);
  });

  test("every role's first day and every button of the table have words", () => {
    expect(Object.keys(firstDay)).toEqual(expect.arrayContaining([...STAFF_ROLES, "high"]));
    const buttons: string[] = [...Object.keys(MESSAGES[locale].desk.act), ...Object.keys(chapters.may.acts)];
    const needed = STAFF_ROLES.flatMap((role) => [
      ...anytimeOf(role),
      ...worksOf(role).flatMap(({ actions }) => actions),
    ]);
    expect(needed.filter((action) => !buttons.includes(action))).toEqual([]);
  });
});

describe("the picture of the workflow", () => {
  test("the straight way is made of moves that the table has", () => {
    for (const [index, state] of STRAIGHT_WAY.slice(1).entries())
      expect(movesFrom(STRAIGHT_WAY[index] ?? "NEW").to).toContain(state);
  });

  test("says every move of every row, and no other", () => {
    for (const state of STATES) {
      const rows = Object.values(WORKFLOW as Record<string, Row>).filter(({ from }) => from.includes(state));
      const { to, before } = movesFrom(state);
      for (const target of STATES) expect(to.includes(target)).toBe(rows.some((row) => row.to.includes(target)));
      expect(before).toBe(rows.some((row) => row.to.includes("before")));
    }
    expect(commonMoves()).toEqual(["WITHDRAW_PENDING", "MERGED"]);
  });
});

describe("what a role may do", () => {
  test("an officer: what the table gives officers, each action once, in its states", () => {
    const works = worksOf("officer");
    expect(works.find(({ state }) => state === "ASSIGNED")?.actions).toEqual(
      expect.arrayContaining(["CLAIM", "ASK_INFO", "START", "REQUEST_TRANSFER", "REJECT"]),
    );
    expect(works.find(({ state }) => state === "IN_PROGRESS")?.actions).toContain("RESOLVE");
    for (const { state, actions } of works)
      for (const action of actions) {
        expect(rowOf(action).from).toContain(state);
        expect(rowOf(action).who).toContain("officer");
      }
    expect(anytimeOf("officer")).toEqual(expect.arrayContaining(["REPLY", "ATTACH", "NOTE", "CALL_LOG", "MERGE"]));
    expect(works.flatMap(({ actions }) => actions)).not.toContain("NOTE");
  });

  test("a router joins complaints only where a router sees them", () => {
    const joining = worksOf("router").filter(({ actions }) => actions.includes("MERGE"));
    expect(joining.map(({ state }) => state)).toEqual(["NEW", "TRANSFER_REQUESTED"]);
  });

  test("the second person approves, the officer never", () => {
    const may = (role: (typeof STAFF_ROLES)[number]) => worksOf(role).flatMap(({ actions }) => actions);
    expect(may("supervisor")).toContain("APPROVE_REJECT");
    expect(may("officer")).not.toContain("APPROVE_REJECT");
  });

  test("an auditor nothing, the helpline lodges and never confirms", () => {
    expect([...worksOf("auditor"), ...anytimeOf("auditor")]).toEqual([]);
    expect(anytimeOf("helpline")).toContain("SUBMIT");
    expect(worksOf("helpline").flatMap(({ actions }) => actions)).not.toContain("CONFIRM");
  });

  test("no row that a role's hat names is lost", () => {
    const shown = new Set(
      STAFF_ROLES.flatMap((role) => [...anytimeOf(role), ...worksOf(role).flatMap(({ actions }) => actions)]),
    );
    const staffRows = (Object.keys(WORKFLOW) as Action[]).filter((action) =>
      rowOf(action).who.some((hat) => hat !== "citizen" && hat !== "system"),
    );
    expect(staffRows.filter((action) => !shown.has(action))).toEqual([]);
    expect(OPEN_STATES.length).toBeGreaterThan(0);
  });
});
