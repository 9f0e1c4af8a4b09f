import { beforeAll, describe, expect, test } from "vitest";
import { folder } from "@/lib/folder";
import { checkAll } from "../simulation/invariants";
import { checkCounts } from "../simulation/invariants/counts";
import { type Simulation, simulate } from "../simulation/simulate";
import type { World } from "../simulation/world";

/** Each breaks one thing by SQL, and names the invariant that has to speak. */
const SABOTAGE: readonly [what: string, invariant: string, sql: string][] = [
  [
    "an event says something else afterwards",
    "event chain",
    `UPDATE "EventPayload" SET "payload" = '{"publicText":"nothing was promised"}' WHERE "eventId" = (SELECT "id" FROM "Event" WHERE "action" = 'START' LIMIT 1)`,
  ],
  [
    "a row moves without an event",
    "version",
    `UPDATE "Complaint" SET "version" = "version" + 1 WHERE "id" = (SELECT "complaintId" FROM "Event" WHERE "action" = 'START' LIMIT 1)`,
  ],
  [
    "an officer of another desk acts",
    "no event without the right",
    `UPDATE "Event" SET "actorId" = 'officer-police-lahore-1' WHERE "id" = (SELECT e."id" FROM "Event" e JOIN "Complaint" c ON c."id" = e."complaintId" WHERE e."action" = 'START' AND c."deskId" = 'wasa-lahore' LIMIT 1)`,
  ],
  [
    "who is named in the complaint has worked on it",
    "accused locked out",
    `INSERT INTO "Accused" SELECT "complaintId", "actorId" FROM "Event" WHERE "action" = 'RESOLVE' LIMIT 1`,
  ],
  [
    "a disputed case goes back to who had it",
    "no way back after a dispute",
    `UPDATE "Complaint" SET "officerId" = (SELECT e."actorId" FROM "Event" e WHERE e."complaintId" = "Complaint"."id" AND e."action" = 'RESOLVE' ORDER BY e."sequence" LIMIT 1)
     WHERE "id" = (SELECT "complaintId" FROM "Event" WHERE "action" = 'TAKE_UP' LIMIT 1)`,
  ],
  [
    "whoever proposed a rejection approves it",
    "second person",
    `UPDATE "Event" SET "actorId" = (SELECT a."actorId" FROM "Event" a WHERE a."complaintId" = "Event"."complaintId" AND a."action" IN ('APPROVE_REJECT', 'REFUSE_REJECT') AND a."sequence" > "Event"."sequence" ORDER BY a."sequence" LIMIT 1)
     WHERE "id" = (SELECT e."id" FROM "Event" e WHERE e."action" = 'REJECT' AND EXISTS (SELECT 1 FROM "Event" a WHERE a."complaintId" = e."complaintId" AND a."action" IN ('APPROVE_REJECT', 'REFUSE_REJECT') AND a."sequence" = e."sequence" + 1) LIMIT 1)`,
  ],
  [
    "the worker forgets a window that is over",
    "every deadline acted on",
    `DELETE FROM "SimTrail" WHERE "seq" > (SELECT "seq" FROM "SimTrail" t WHERE t."state" = 'RESOLVED' AND EXISTS (SELECT 1 FROM "SimTrail" n WHERE n."complaintId" = t."complaintId" AND n."state" = 'CLOSED_NO_REPLY') ORDER BY t."seq" LIMIT 1)
     AND "complaintId" = (SELECT t."complaintId" FROM "SimTrail" t WHERE t."state" = 'RESOLVED' AND EXISTS (SELECT 1 FROM "SimTrail" n WHERE n."complaintId" = t."complaintId" AND n."state" = 'CLOSED_NO_REPLY') ORDER BY t."seq" LIMIT 1)`,
  ],
  [
    "a level comes before its time",
    "never early",
    `UPDATE "SimTrail" SET "dueAt" = '2027-12-01T00:00:00.000+00:00', "dutyDueAt" = '2027-12-01T00:00:00.000+00:00' WHERE "complaintId" = (SELECT "complaintId" FROM "Event" WHERE "action" = 'ESCALATE' AND "role" = 'system' LIMIT 1)`,
  ],
  [
    "a citizen's window gets shorter",
    "never shortened",
    `UPDATE "Complaint" SET "windowEndsAt" = '2026-11-02T00:00:00.000+00:00' WHERE "id" = (SELECT "id" FROM "Complaint" WHERE "windowEndsAt" IS NOT NULL LIMIT 1)`,
  ],
  [
    "an outage is forgotten for one complaint",
    "outages lengthen",
    `UPDATE "Event" SET "action" = 'NOTE' WHERE "id" = (SELECT "id" FROM "Event" WHERE "action" = 'LENGTHEN' LIMIT 1)`,
  ],
  [
    "a citizen is told twice",
    "one message a duty",
    `INSERT INTO "OutboxMessage" SELECT "id" || '-2', "complaintId", "eventId", "channel", "template", "language", "recipient", "status", "attempts", "nextAt", "createdAt", "sentAt" FROM "OutboxMessage" LIMIT 1`,
  ],
  [
    "a change is missing from the status feed",
    "feed complete",
    `DELETE FROM "StatusChange" WHERE "seq" = (SELECT max("seq") FROM "StatusChange")`,
  ],
  [
    "a hand-over isn't counted",
    "hand-overs counted",
    `UPDATE "Complaint" SET "handovers" = "handovers" + 1 WHERE "id" = (SELECT "complaintId" FROM "Event" WHERE "action" = 'START' LIMIT 1)`,
  ],
  [
    "a case lies about without a clock",
    "nothing rests unwatched",
    `UPDATE "SimTrail" SET "windowEndsAt" = NULL WHERE "seq" = (SELECT "seq" FROM "SimTrail" WHERE "state" = 'RESOLVED' LIMIT 1)`,
  ],
];

const GUARDS = `SELECT "name" FROM "sqlite_master" WHERE "type" = 'trigger' AND "tbl_name" IN ('Event', 'EventPayload', 'StatusChange') AND "name" NOT LIKE 'Sim%'`;

describe("a short month of a small district", () => {
  let simulation: Simulation;
  const spoken = new Map<string, string[]>();

  beforeAll(async () => {
    const options = { seed: 7, complaints: 150, officers: 8, days: 10, sweepHours: 3 };
    simulation = await simulate(options, { file: folder.database, after: sabotage });
  }, 120_000);

  /** On the connection of the checks, and taken back each time. */
  async function sabotage(world: World): Promise<void> {
    for (const [what, , sql] of SABOTAGE) {
      world.watch.sql.exec("BEGIN");
      // What guards the events against everybody else stands in the saboteur's way, until the ROLLBACK.
      for (const trigger of world.watch.all<{ name: string }>(GUARDS))
        world.watch.sql.exec(`DROP TRIGGER "${trigger.name}"`);
      const { changes } = world.watch.sql.prepare(sql).run();
      const before = changes > 0 ? checkAll(world).map(({ invariant }) => invariant) : ["nothing to break"];
      world.watch.sql.exec("ROLLBACK");
      spoken.set(what, before);
    }
    const known = world.breaches.length;
    world.watch.sql.exec(
      `BEGIN; UPDATE "Complaint" SET "state" = 'IN_PROGRESS', "dueAt" = '2026-11-02T00:00:00.000+00:00'`,
    );
    await checkCounts({ ...world, now: () => world.end });
    world.watch.sql.exec("ROLLBACK");
    spoken.set(
      "a count of the inbox is wrong",
      world.breaches.splice(known).map(({ invariant }) => invariant),
    );
  }

  test("every invariant holds", () => {
    expect(simulation.breaches.slice(0, 10)).toEqual([]);
    expect(simulation.figures.events).toBeGreaterThan(1_000);
    for (const action of [
      "RESOLVE",
      "DISPUTE",
      "NO_REPLY",
      "ESCALATE",
      "REMIND",
      "LENGTHEN",
      "INFO_TIMEOUT",
      "WITHDRAW",
    ])
      expect(simulation.figures.actions, action).toHaveProperty(action);
  });

  test.each(SABOTAGE)("when %s, the check speaks: %s", (what, invariant) => {
    expect(spoken.get(what)).toContain(invariant);
  });

  test("when a count of the inbox is wrong, the check speaks", () => {
    expect(spoken.get("a count of the inbox is wrong")).toContain("inbox counts");
  });
});
