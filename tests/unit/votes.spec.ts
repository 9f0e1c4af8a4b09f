import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stateWords } from "@/app/[locale]/(public)/my/[trackingId]/state-words";
import { type Ballot, countBallot, tally, type Vote } from "@/lib/domain/complaint/ballot";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { bandOf, blur, canBeJoined, JOINABLE_STATES } from "@/lib/domain/complaint/joining";
import { isClosed, STATES, type State } from "@/lib/domain/complaint/states";
import type { Action } from "@/lib/domain/complaint/workflow";
import { applyChange, decide } from "@/lib/domain/complaint/workflow";
import { ACTORS, type ActorName, daysAfter, givenCase, givenParent, MONDAY, on } from "../support/given-case";

/** A small world: one complaint and those merged into it, moved as the use-case moves them (lib/use-cases/follow-merged.ts). */
type World = { parent: CaseFacts; children: CaseFacts[]; now: Date };
type Step = {
  who: number;
  does: "CONFIRM" | "DISPUTE" | "SPLIT" | "WITHDRAW" | "KEEP" | "NO_REPLY" | "WORK";
  days: number;
};

const STEP: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(6),
  does: fc.constantFrom(
    "CONFIRM",
    "CONFIRM",
    "CONFIRM",
    "DISPUTE",
    "DISPUTE",
    "SPLIT",
    "WITHDRAW",
    "KEEP",
    "NO_REPLY",
    "WORK",
  ),
  days: fc.constantFrom(0, 0, 0, 1, 4, 16, 31),
});
const WORLD = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.array(STEP, { minLength: 1, maxLength: 30 }));

function givenWorld(count: number): World {
  const resolved = { state: "RESOLVED" as const, resolvedAt: MONDAY, resolvedById: "officer", reminders: 3 };
  const parent = givenCase({ id: "parent", ...resolved, windowEndsAt: daysAfter(MONDAY, 15), childCount: count });
  const children = Array.from({ length: count }, (_, i) =>
    givenCase({ id: `child-${i}`, state: "MERGED", statesBefore: ["ASSIGNED"], parentId: "parent", officerId: null }),
  );
  return tie({ parent, children, now: MONDAY });
}

function tie({ parent, children, now }: World): World {
  const mine = children.filter(({ parentId }) => parentId === "parent");
  const tied = { ...parent, childCount: mine.length, ballot: countBallot(mine) };
  const { id, state, windowEndsAt } = tied;
  const seen = givenParent({ id, state, windowEndsAt });
  return {
    parent: tied,
    children: children.map((child) =>
      child.parentId === null ? { ...child, parent: null } : { ...child, parent: seen },
    ),
    now,
  };
}

const TEXT = { text: "Not solved", pressured: false, publicText: "Done", outcome: "relief_granted" };
const acted = (facts: CaseFacts, action: Action, who: ActorName, now: Date, input: object = TEXT) => {
  const result = decide(facts, action, ACTORS[who], input, on(now));
  return result.ok ? applyChange(facts, result.value) : null;
};

function settle(world: World): World {
  let next = tie(world);
  for (const action of ["CONFIRM", "DISPUTE"] as const) {
    const parent = acted(next.parent, action, "system", next.now);
    if (parent) next = tie({ ...next, parent });
  }
  return next;
}

function step(world: World, { who, does, days }: Step): World {
  const now = daysAfter(world.now, days);
  const target = who === 0 ? world.parent : world.children[who - 1];
  if (!target) return { ...world, now };
  const after =
    does === "WORK" ? work(world.parent, now) : acted(target, does, does === "NO_REPLY" ? "system" : "citizen", now);
  if (!after) return { ...world, now };
  if (target === world.parent || does === "WORK") {
    const opened = does === "WORK" && after.state === "RESOLVED";
    const children = opened ? world.children.map((child) => ({ ...child, vote: null })) : world.children;
    return settle({ parent: after, children, now });
  }
  return settle({ ...world, now, children: world.children.map((child) => (child === target ? after : child)) });
}

/** The office answers a dispute with a new claim. */
function work(parent: CaseFacts, now: Date): CaseFacts | null {
  if (parent.state !== "DISPUTED") return null;
  const officer = { id: "second", deskId: "desk-water" };
  const taken = acted(parent, "TAKE_UP", "supervisor", now, { officer });
  const held = { ...ACTORS.officer, id: "second" };
  const result = taken && decide(taken, "RESOLVE", held, TEXT, on(now));
  return taken && result?.ok ? { ...applyChange(taken, result.value), reminders: 3 } : null;
}

const live = ([count, steps]: [number, Step[]], sees: (before: World, after: World) => void): World =>
  steps.reduce((world, one) => {
    const after = step(world, one);
    sees(world, after);
    return after;
  }, givenWorld(count));

describe("the vote of those who share a complaint", () => {
  test("it closes as confirmed exactly when most have confirmed, and never by half", () => {
    let closings = 0;
    fc.assert(
      fc.property(WORLD, (world) => {
        live(world, (before, { parent }) => {
          const { confirmed, of } = tally(parent);
          if (parent.state === "CLOSED_CONFIRMED" && before.parent.state !== "CLOSED_CONFIRMED") {
            closings += 1;
            if (of > 1) expect(confirmed * 2).toBeGreaterThan(of);
          }
          if (parent.state === "RESOLVED") expect(confirmed * 2).toBeLessThanOrEqual(of);
        });
      }),
      { numRuns: 1_500 },
    );
    expect(closings).toBeGreaterThan(30);
  });

  test("most disputing, or its own citizen alone, opens it again", () => {
    fc.assert(
      fc.property(WORLD, (world) => {
        live(world, (_before, { parent }) => {
          if (parent.state !== "RESOLVED") return;
          const { disputed, of } = tally(parent);
          expect(disputed * 2).toBeLessThanOrEqual(of);
          expect(acted(parent, "DISPUTE", "citizen", MONDAY)?.state).toMatch(/^(DISPUTED|APPEAL)$/);
        });
      }),
      { numRuns: 800 },
    );
  });

  test("nobody who is merged is ever without a way out, and silence ends in their own closing", () => {
    fc.assert(
      fc.property(WORLD, (input) => {
        const world = live(input, () => {});
        for (const child of world.children) {
          if (child.state !== "MERGED") continue;
          expect(acted(child, "SPLIT", "citizen", world.now)?.state).toBe("ASSIGNED");
          if (!isClosed(world.parent.state) || world.parent.state === "CLOSED_APPEAL") continue;
          const fallen = world.parent.state === "WITHDRAWN" || world.parent.state === "CLOSED_REJECTED";
          const ended = acted(child, fallen ? "UNMERGE" : "NO_REPLY", "system", daysAfter(world.now, 60));
          expect(ended?.state).toBe(fallen ? "ASSIGNED" : "CLOSED_NO_REPLY");
        }
      }),
      { numRuns: 800 },
    );
  });

  test("what was answered is counted once: votes and voters agree", () => {
    fc.assert(
      fc.property(WORLD, (world) => {
        live(world, (_before, { parent, children }) => {
          const { confirmed, disputed, of } = tally(parent);
          expect(confirmed + disputed).toBeLessThanOrEqual(of);
          const mine = children.filter(({ parentId }) => parentId === "parent");
          expect(of).toBe(1 + mine.filter(({ state, vote }) => state === "MERGED" || vote !== null).length);
        });
      }),
      { numRuns: 800 },
    );
  });

  test("the system casts no vote of its own", () => {
    const alone = givenCase({ state: "RESOLVED", windowEndsAt: daysAfter(MONDAY, 15) });
    const refused = (facts: CaseFacts, action: "CONFIRM" | "DISPUTE") =>
      decide(facts, action, ACTORS.system, TEXT, on(MONDAY));
    for (const action of ["CONFIRM", "DISPUTE"] as const) {
      expect(refused(alone, action)).toMatchObject({ error: { code: "not_due" } });
      const undecided: Ballot = { confirmed: 1, disputed: 1, undecided: 3 };
      expect(refused({ ...alone, ballot: undecided }, action)).toMatchObject({ error: { code: "not_due" } });
    }
    // One that went its own way carries its old answer; that answers nothing for its own case.
    expect(refused({ ...alone, parentId: "parent", vote: "dispute" }, "DISPUTE")).toMatchObject({ ok: false });
  });
});

describe("who may be joined", () => {
  test("only what an office works on, or has asked about", () => {
    const open = { ...givenCase(), accusedIds: [] };
    const joinable = STATES.filter((state) => canBeJoined({ ...open, state }));
    expect(joinable.toSorted()).toEqual([...JOINABLE_STATES].toSorted());
    expect(joinable).not.toContain("RESOLVED");
    for (const change of [{ sensitive: true }, { sealed: true }, { againstUnbound: true }, { accusedIds: ["x"] }])
      expect(canBeJoined({ ...open, ...change })).toBe(false);
  });

  test("a citizen joins by key, before any office has begun, and into nothing protected", () => {
    const merge = (state: State, parent = givenParent(), who: ActorName = "citizen") =>
      decide(givenCase({ state, officerId: null }), "MERGE", ACTORS[who], { parent }, on(MONDAY));
    expect(merge("NEW").ok).toBe(true);
    expect(merge("ASSIGNED").ok).toBe(true);
    expect(merge("IN_PROGRESS")).toMatchObject({ error: { code: "wrong_state" } });
    expect(merge("ASSIGNED", givenParent(), "byContact")).toMatchObject({ error: { code: "key_needed" } });
    expect(merge("ASSIGNED", givenParent({ accusedIds: ["x"] }))).toMatchObject({
      error: { code: "not_mergeable_with" },
    });
    expect(merge("ASSIGNED", givenParent({ state: "RESOLVED" })).ok).toBe(false);
    expect(merge("ASSIGNED", givenParent({ deskId: "desk-sewers" })).ok).toBe(true);
  });

  test("every place in one square is the same to strangers, and the square is a few steps wide", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 23, max: 37, noNaN: true }),
        fc.double({ min: 60, max: 78, noNaN: true }),
        (lat, long) => {
          const middle = blur({ lat, long });
          expect(blur(middle)).toEqual(middle);
          expect(Math.abs(middle.lat - lat)).toBeLessThanOrEqual(0.00016);
          expect(Math.abs(middle.long - long)).toBeLessThanOrEqual(0.00016);
        },
      ),
    );
    expect([bandOf(99), bandOf(101), bandOf(501)]).toEqual(["under-100", "under-500", "farther"]);
  });
});

test("whoever shares it reads of the parent's citizen as of another", () => {
  const status = { state: "WITHDRAW_PENDING", kind: "complaint" } as Parameters<typeof stateWords>[0]["status"];
  const shared = {
    confirmed: 0,
    disputed: 0,
    of: 3,
    mine: null as Vote | null,
    isMerged: true,
    state: status.state as State,
  };
  for (const locale of ["en", "ur"] as const) {
    const told = STATES.map((state) =>
      stateWords({ status: { ...status, state }, shared: { ...shared, state } }, locale),
    );
    for (const { name, means, next } of told) {
      expect(name).not.toMatch(/[{}]/);
      expect(`${means} ${next}`).not.toMatch(/You have asked to withdraw|You have confirmed|You did not answer in 15/);
    }
  }
  const voted = { ...shared, isMerged: false, mine: "confirm" as const };
  expect(stateWords({ status: { ...status, state: "RESOLVED" }, shared: voted }, "en").next).toMatch(/most of those/);
});
