import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { findPersonalData } from "@/lib/domain/complaint/public-text";
import { type ContactSight, canSee, sightOf } from "@/lib/domain/complaint/sight";
import { STATES } from "@/lib/domain/complaint/states";
import { type StatusSource, toPublicStatus } from "@/lib/domain/complaint/visibility";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { ACTOR_NAMES, ACTORS, type ActorName, daysAfter, FOREIGN_DESK, givenCase, MONDAY } from "../support/given-case";

const SEEN: StatusSource = {
  trackingId: "PCP-7F3K-9QXM-2T8V7",
  facts: givenCase(),
  service: { en: "Sewer overflowing", ur: "گٹر ابل رہا ہے" },
  department: { en: "WASA Lahore", ur: "واسا لاہور" },
  district: { en: "Lahore", ur: "لاہور" },
  updatedAt: daysAfter(MONDAY, 1),
  events: [
    { at: MONDAY, action: "SUBMIT" },
    { at: MONDAY, action: "NOTE", publicText: "internal words" },
    { at: MONDAY, action: "UPDATE", publicText: "The line is being cleared." },
    { at: MONDAY, action: "REPLY", publicText: "from the citizen" },
  ],
};

describe("public status", () => {
  test("codes, names and public words; nothing else", () => {
    expect(toPublicStatus(SEEN)).toEqual({
      trackingId: "PCP-7F3K-9QXM-2T8V7",
      state: "IN_PROGRESS",
      open: true,
      kind: "complaint",
      sensitive: false,
      serviceCode: "WAT-SEWR",
      service: SEEN.service,
      department: SEEN.department,
      district: SEEN.district,
      lodgedAt: "2026-03-02T05:00:00.000Z",
      dueAt: "2026-03-16T18:59:59.000Z",
      windowEndsAt: null,
      updatedAt: "2026-03-03T05:00:00.000Z",
      level: 0,
      handovers: 0,
      timeline: [
        { at: "2026-03-02T05:00:00.000Z", action: "SUBMIT" },
        { at: "2026-03-02T05:00:00.000Z", action: "UPDATE", publicText: "The line is being cleared." },
      ],
    });
  });

  test("it survives JSON unchanged, for it lies in the door's store", () => {
    const status = toPublicStatus(SEEN);
    expect(JSON.parse(JSON.stringify(status))).toEqual(status);
  });

  test.each([{ sensitive: true }, { sealed: true }])("%j: only kind, state, dates and level", (facts) => {
    const status = toPublicStatus({ ...SEEN, facts: { ...SEEN.facts, ...facts, level: 2, handovers: 2 } });
    expect(status).toMatchObject({
      sensitive: true,
      serviceCode: null,
      service: null,
      department: null,
      district: null,
      handovers: null,
    });
    expect(status).toMatchObject({
      state: "IN_PROGRESS",
      kind: "complaint",
      level: 2,
      dueAt: "2026-03-16T18:59:59.000Z",
    });
    expect(status.timeline.map(({ publicText }) => publicText)).toEqual([undefined, undefined]);
    expect(JSON.stringify(status)).not.toMatch(/cleared|WASA|WAT|Lahore|Sewer/);
  });

  test("RESOLVED is open, closed is closed", () => {
    const openIn = (state: CaseFacts["state"]) => toPublicStatus({ ...SEEN, facts: givenCase({ state }) }).open;
    expect(STATES.filter((state) => !openIn(state))).toEqual([
      "CLOSED_CONFIRMED",
      "CLOSED_NO_REPLY",
      "CLOSED_REJECTED",
      "CLOSED_APPEAL",
      "WITHDRAWN",
    ]);
  });

  test("a merged complaint shows its parent's state, dates and level, and its own names", () => {
    const parent = toPublicStatus({
      ...SEEN,
      trackingId: "PCP-0000-0000-00004",
      facts: givenCase({ state: "RESOLVED", level: 2, windowEndsAt: daysAfter(MONDAY, 9) }),
    });
    const merged = toPublicStatus({ ...SEEN, facts: givenCase({ state: "MERGED" }), parent });
    expect(merged).toMatchObject({
      state: "RESOLVED",
      level: 2,
      windowEndsAt: parent.windowEndsAt,
      trackingId: SEEN.trackingId,
    });
    expect(JSON.stringify(merged)).not.toContain("PCP-0000");
    // Not merged any more: the parent's doings are no longer its own.
    expect(toPublicStatus({ ...SEEN, parent }).state).toBe("IN_PROGRESS");
  });

  test("a withdrawal shows till when it can be taken back", () => {
    const facts = givenCase({
      state: "WITHDRAW_PENDING",
      withdrawEndsAt: daysAfter(MONDAY, 3),
      windowEndsAt: daysAfter(MONDAY, 9),
    });
    expect(toPublicStatus({ ...SEEN, facts }).windowEndsAt).toBe("2026-03-05T05:00:00.000Z");
  });

  test("whatever lies in case and events, what is private never comes out", () => {
    const secret = "SECRET";
    fc.assert(
      fc.property(
        fc.array(fc.record({ action: fc.constantFrom(...ACTIONS), text: fc.string() }), { maxLength: 20 }),
        fc.constantFrom(...STATES),
        fc.boolean(),
        (events, state, sensitive) => {
          const facts = {
            ...givenCase({
              state,
              sensitive,
              officerId: secret,
              accusedIds: [secret],
              proposerId: secret,
              deskId: secret,
            }),
            text: secret,
            contact: secret,
          };
          const hidden = ["NOTE", "CALL_LOG", "REPLY", "ATTACH", "CHANGE_CONTACT"];
          const status = toPublicStatus({
            ...SEEN,
            facts,
            events: events.map(({ action, text }) => ({
              at: MONDAY,
              action,
              publicText: hidden.includes(action) ? secret : text,
              actorId: secret,
              payload: { text: secret },
            })),
          });
          expect(JSON.stringify(status)).not.toContain(secret);
          for (const { action } of status.timeline) expect(hidden).not.toContain(action);
        },
      ),
    );
  });
});

/** text/contact/notes of each actor; absent: sees nothing. */
function matrix(facts: CaseFacts): Partial<Record<ActorName, `${ContactSight}${"" | " notes"}`>> {
  const seen = ACTOR_NAMES.filter((name) => canSee(facts, ACTORS[name], { callerVerified: true }));
  return Object.fromEntries(
    seen.map((name) => {
      const { contact, notes } = sightOf(facts, ACTORS[name], { callerVerified: true });
      return [name, `${contact}${notes ? " notes" : ""}`];
    }),
  );
}

describe("reach (design §5)", () => {
  const OWNERS = { citizen: "full", byContact: "full" };
  const OFFICE = { officer: "full notes", colleague: "full notes", supervisor: "full notes" };
  const READERS = { helpline: "masked", auditor: "masked notes" };
  const atRouter = givenCase({ state: "NEW", deskId: null, departmentId: null, officerId: null, officersEver: [] });

  test.each<[string, CaseFacts, ReturnType<typeof matrix>]>([
    ["a case at its desk", givenCase(), { ...OWNERS, ...OFFICE, ...READERS } as ReturnType<typeof matrix>],
    ["new, at the router", atRouter, { ...OWNERS, ...READERS, router: "masked notes" } as ReturnType<typeof matrix>],
    [
      "asked for by another desk",
      givenCase({ state: "TRANSFER_REQUESTED", transferTarget: FOREIGN_DESK }),
      {
        ...OWNERS,
        ...OFFICE,
        ...READERS,
        router: "masked notes",
        foreigner: "masked notes",
        foreignSupervisor: "masked notes",
      } as ReturnType<typeof matrix>,
    ],
    [
      "at level 3",
      givenCase({ level: 3 }),
      { ...OWNERS, ...OFFICE, ...READERS, head: "full notes" } as ReturnType<typeof matrix>,
    ],
    [
      "in appeal",
      givenCase({ state: "APPEAL" }),
      { ...OWNERS, ...OFFICE, ...READERS, appeal: "masked notes", otherAppeal: "masked notes" } as ReturnType<
        typeof matrix
      >,
    ],
    [
      "in the call-back sample",
      givenCase({ state: "CLOSED_NO_REPLY", callbackSample: true }),
      { ...OWNERS, ...OFFICE, ...READERS, callback: "full" } as ReturnType<typeof matrix>,
    ],
    [
      "sensitive",
      givenCase({ sensitive: true, callbackSample: true }),
      {
        citizen: "full",
        officer: "recorded notes",
        colleague: "recorded notes",
        supervisor: "none notes",
        auditor: "none notes",
      },
    ],
    [
      "sealed",
      givenCase({ sealed: true, deskId: "desk-independent", departmentId: "dept-independent" }),
      { citizen: "full", independent: "recorded notes", peer: "recorded notes", auditor: "none notes" },
    ],
    [
      "corruption, handled by an ordinary desk",
      givenCase({ serviceCode: "COR-DELY" }),
      { ...OWNERS, ...OFFICE, ...READERS, independent: "masked notes", peer: "masked notes" } as ReturnType<
        typeof matrix
      >,
    ],
    [
      "names somebody not yet bound",
      givenCase({ againstUnbound: true }),
      { ...OWNERS, ...READERS } as ReturnType<typeof matrix>,
    ],
    [
      "names the officer and the supervisor",
      givenCase({ accusedIds: ["officer", "supervisor"] }),
      { ...OWNERS, ...READERS, colleague: "full notes" } as ReturnType<typeof matrix>,
    ],
    [
      "names the auditor",
      givenCase({ accusedIds: ["auditor"] }),
      { ...OWNERS, ...OFFICE, helpline: "masked" } as ReturnType<typeof matrix>,
    ],
    [
      "another province's",
      givenCase({ jurisdictionId: "sindh", departmentId: "dept-sindh", deskId: "desk-sindh", state: "NEW" }),
      { ...OWNERS, ...READERS, sindhRouter: "masked notes" } as ReturnType<typeof matrix>,
    ],
  ])("%s", (_name, facts, expected) => {
    expect(matrix(facts)).toEqual(expected);
  });

  test("the helpline sees text only after a recorded reason and two facts, and its look is recorded", () => {
    expect(canSee(givenCase(), ACTORS.helpline)).toBe(false);
    expect(sightOf(givenCase(), ACTORS.helpline, { callerVerified: true })).toMatchObject({
      recorded: true,
      notes: false,
    });
    expect(sightOf(givenCase(), ACTORS.auditor)).toMatchObject({ recorded: true });
  });

  test("nobody who is named ever sees it, in any state", () => {
    const staff = ACTOR_NAMES.filter((name) => ACTORS[name].kind === "staff");
    for (const state of STATES) {
      for (const name of staff) {
        const facts = givenCase({
          state,
          accusedIds: [idOf(name)],
          level: 4,
          callbackSample: true,
          transferTarget: FOREIGN_DESK,
        });
        expect(canSee(facts, ACTORS[name], { callerVerified: true }), `${name} in ${state}`).toBe(false);
      }
    }
  });

  function idOf(name: ActorName): string {
    const actor = ACTORS[name];
    return actor.kind === "staff" ? actor.id : "";
  }
});

describe("personal data in public words", () => {
  test.each([
    ["The line was cleared on 3 March; 12 metres of pipe.", []],
    ["Call 0300-1234567", ["phone"]],
    ["Call 03001234567.", ["phone"]],
    ["Call +92 300 1234567", ["phone"]],
    ["Call 0092-42-35761234", ["phone"]],
    ["Office 042-35761234", ["phone"]],
    ["Office (042) 3576 1234", ["phone"]],
    ["رابطہ ۰۳۰۰-۱۲۳۴۵۶۷", ["phone"]],
    ["رابطہ ٠٣٠٠١٢٣٤٥٦٧", ["phone"]],
    ["From abroad +44 7911 123456", ["phone"]],
    ["CNIC 35202-1234567-1", ["cnic"]],
    ["CNIC 3520212345671", ["cnic"]],
    ["شناختی کارڈ ۳۵۲۰۲-۱۲۳۴۵۶۷-۱", ["cnic"]],
    ["Mail to shabana.k@example.com", ["email"]],
    ["Case WP 1182/2026 of the High Court", []],
    ["Complaint PCP-7F3K-9QXM-2T8V7 is a double", []],
    ["Between 1998 and 2026, 15 of 1122 calls", []],
    ["Emergency: call 1334 or 15", []],
    ["Budget of Rs 12,500,000 approved", []],
    ["On 03-04-2026 and 05-04-2026", []],
  ] as const)("%s → %j", (text, found) => {
    expect(findPersonalData(text)).toEqual(found);
  });

  test.each([
    ["Shabana Kausar", "Shabana was told", ["name"]],
    ["Shabana Kausar", "told SHABANA KAUSAR", ["name"]],
    ["Shabana Kausar", "the road was cleared", []],
    ["شبانہ کوثر", "شبانہ صاحبہ کو بتا دیا گیا", ["name"]],
    ["علي خان", "علی خان کو بتا دیا گیا", ["name"]],
    ["Muhammad Ali", "Muhammad Ali Road was cleared", ["name"]],
    ["Muhammad Ali", "The Ali Town line was cleared", []],
    ["Mr Khan", "Khan Bahadur road", []],
    ["", "anything", []],
    ["  ", "anything", []],
  ] as const)("of %s in “%s”: %j", (citizenName, text, found) => {
    expect(findPersonalData(text, { citizenName })).toEqual(found);
  });

  test("phones and cards are found whatever stands around them, in any digits", () => {
    const DIGITS = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"] as const;
    const number = fc.stringMatching(/^03[0-4]\d{8}$/);
    const words = fc.constantFrom("", "call ", "رابطہ: ", "(", "no.");
    fc.assert(
      fc.property(
        number,
        words,
        words,
        fc.constantFrom(...DIGITS),
        fc.constantFrom("", "-", " "),
        (plain, before, after, digits, gap) => {
          const written = `${plain.slice(0, 4)}${gap}${plain.slice(4)}`.replace(
            /\d/g,
            (digit) => Array.from(digits)[Number(digit)] ?? "",
          );
          expect(findPersonalData(`${before}${written}${after}`)).toContain("phone");
        },
      ),
    );
  });
});
