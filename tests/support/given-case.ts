import type { ActionInput } from "@/lib/domain/complaint/action-input";
import type { Actor, StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts, ParentFacts } from "@/lib/domain/complaint/case-facts";
import { openCase } from "@/lib/domain/complaint/submit";
import type { DecisionContext } from "@/lib/domain/complaint/workflow";

/** Holidays of the tests: Pakistan Day, a Monday. */
export const CALENDAR = { holidays: new Set(["2026-03-23"]) };
/** Monday 2 March 2026, 10:00 in Karachi. */
export const MONDAY = new Date("2026-03-02T05:00:00Z");

export function at(iso: string): Date {
  return new Date(`${iso}+05:00`);
}

export function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}

export function on(now: Date, more: Partial<DecisionContext> = {}): DecisionContext {
  return { now, clock: CALENDAR, callerVerified: true, ...more };
}

const PLACE = { departmentId: "dept-water", jurisdictionId: "punjab" };
export const DESK = { id: "desk-water", ...PLACE };
export const NEXT_DESK = { id: "desk-sewers", ...PLACE };
export const FOREIGN_DESK = { id: "desk-roads", departmentId: "dept-roads", jurisdictionId: "punjab" };

function staff(id: string, role: StaffActor["role"], more: Partial<StaffActor> = {}): StaffActor {
  return { ...more, kind: "staff", id, role };
}

/** Everybody who may meet the case of `givenCase`, each where the design puts them. */
export const ACTORS = {
  citizen: { kind: "citizen", proof: "key" },
  byContact: { kind: "citizen", proof: "contact" },
  officer: staff("officer", "officer", { ...PLACE, deskId: DESK.id }),
  colleague: staff("colleague", "officer", { ...PLACE, deskId: DESK.id }),
  neighbour: staff("neighbour", "officer", { ...PLACE, deskId: NEXT_DESK.id }),
  foreigner: staff("foreigner", "officer", { ...FOREIGN_DESK, deskId: FOREIGN_DESK.id }),
  supervisor: staff("supervisor", "supervisor", { ...PLACE, level: 1 }),
  foreignSupervisor: staff("foreign-supervisor", "supervisor", { ...FOREIGN_DESK, level: 1 }),
  head: staff("head", "supervisor", { jurisdictionId: "punjab", level: 3 }),
  router: staff("router", "router", { jurisdictionId: "punjab" }),
  sindhRouter: staff("sindh-router", "router", { jurisdictionId: "sindh" }),
  helpline: staff("helpline", "helpline"),
  callback: staff("callback", "callback"),
  appeal: staff("appeal", "appeal", { jurisdictionId: "punjab", departmentId: "dept-appeal" }),
  otherAppeal: staff("other-appeal", "appeal", { jurisdictionId: "punjab", departmentId: "dept-appeal" }),
  independent: staff("independent", "independent", {
    jurisdictionId: "punjab",
    departmentId: "dept-independent",
    deskId: "desk-independent",
  }),
  peer: staff("peer", "independent", {
    jurisdictionId: "punjab",
    departmentId: "dept-independent",
    deskId: "desk-independent",
  }),
  auditor: staff("auditor", "auditor"),
  admin: staff("admin", "admin"),
  system: { kind: "system" },
} as const satisfies Record<string, Actor>;
export type ActorName = keyof typeof ACTORS;
export const ACTOR_NAMES = Object.keys(ACTORS) as ActorName[];

const SERVICE = { code: "WAT-SEWR", clockDays: 10, urgent: false, sensitive: false, evidence: "none" as const };

/** A complaint at the water desk in the officer's hands, lodged on MONDAY, with whatever the test is about. */
export function givenCase(facts: Partial<CaseFacts> = {}): CaseFacts {
  const opened = openCase(
    {
      id: "case-1",
      kind: facts.kind ?? "complaint",
      service: { ...SERVICE, urgent: facts.urgent ?? false },
      namesSomebody: false,
      route: { jurisdictionId: "punjab", departmentId: null, deskId: null, certain: false },
      receivedAt: facts.receivedAt ?? MONDAY,
    },
    CALENDAR,
  );
  return {
    ...opened,
    state: "IN_PROGRESS",
    deskId: DESK.id,
    departmentId: DESK.departmentId,
    officerId: "officer",
    officersEver: ["officer"],
    assignedAt: MONDAY,
    progressAt: MONDAY,
    ...facts,
  };
}

export function givenParent(facts: Partial<ParentFacts> = {}): ParentFacts {
  return {
    id: "case-parent",
    state: "IN_PROGRESS",
    kind: "complaint",
    deskId: DESK.id,
    departmentId: DESK.departmentId,
    jurisdictionId: DESK.jurisdictionId,
    sensitive: false,
    sealed: false,
    againstUnbound: false,
    accusedIds: [],
    officersEver: ["parents-officer"],
    windowEndsAt: null,
    ...facts,
  };
}

/** Whatever any action may have to bring, all of it fitting. */
export const EVERYTHING: ActionInput = {
  publicText: "The line was cleared and the road washed.",
  text: "The water still stands in the street.",
  reason: "As seen on the spot",
  desk: DESK,
  officer: { id: "fresh", deskId: DESK.id },
  service: { code: "WAT-NOWT", clockDays: 5, urgent: false, sensitive: false },
  parent: givenParent(),
  accusedIds: [],
  days: 3,
  rating: 4,
  outcome: "relief_granted",
  rejectReason: "private_dispute",
  reference: "WASA-2026-114",
  pressured: false,
  decision: "uphold",
  sequence: 2,
  files: 1,
  outage: { from: MONDAY, to: new Date("2026-03-02T07:00:00Z") },
  contact: { phone: "03001234567" },
};

/** What the action wants, which for a transfer is another desk than the case's own. */
export function inputFor(action: string): ActionInput {
  return action === "REQUEST_TRANSFER" ? { ...EVERYTHING, desk: FOREIGN_DESK } : EVERYTHING;
}
