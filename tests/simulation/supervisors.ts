import { DAY } from "./calendar";
import { type Case, cases, hands, isContested, work } from "./casework";
import type { Random } from "./random";
import { OFFICES, type Person } from "./town";
import { stored } from "./watch";
import { act, isDone, mustBeRefused, type World } from "./world";

const SEEN = `c."sealed" = 0 AND c."againstUnbound" = 0
  AND NOT EXISTS (SELECT 1 FROM "Accused" a WHERE a."complaintId" = c."id" AND a."userId" = :me)`;

function whereOf({ actor }: Person): string {
  const parts = [SEEN];
  if (actor.jurisdictionId) parts.push(`c."jurisdictionId" = '${actor.jurisdictionId}'`);
  if (actor.departmentId) parts.push(`c."departmentId" = '${actor.departmentId}'`);
  if ((actor.level ?? 1) > 1)
    parts.push(`(c."level" >= ${actor.level} OR (c."state" = 'REJECTED_PROPOSED' AND c."departmentId" IS NULL))`);
  return parts.join(" AND ");
}

/** A supervisor's look at what waits for a decision, what nobody does, and what is late. */
export async function sitSupervisor(world: World, supervisor: Person, random: Random): Promise<void> {
  const me = { me: supervisor.actor.id };
  const where = whereOf(supervisor);
  const rung = supervisor.actor.level ?? 1;
  // Whoever stands higher leaves most of it to those below.
  const share = world.now() >= world.end ? 0.95 : rung === 1 ? 0.6 : 0.3;
  const decisions = cases(
    world,
    `${where} AND c."state" IN ('REJECTED_PROPOSED', 'DISPUTED', 'TRANSFER_REQUESTED')`,
    40,
    me,
  );
  for (const row of decisions) if (random.chance(share)) await decide(world, supervisor, row, random);
  if (rung <= 2) await hurry(world, supervisor, where, random);
  const held = cases(world, `c."officerId" = :me AND c."state" IN ('ASSIGNED', 'IN_PROGRESS')`, 20, me);
  for (const row of held) await work(world, supervisor, row, random);
}

async function decide(world: World, supervisor: Person, row: Case, random: Random): Promise<void> {
  const { trackingId, version } = row;
  const does = (action: Parameters<typeof act>[3], input: Parameters<typeof act>[4] = {}) =>
    act(world, supervisor, trackingId, action, input, { version });
  if (row.state === "REJECTED_PROPOSED") {
    await does(random.chance(0.55) ? "APPROVE_REJECT" : "REFUSE_REJECT", { reason: "Read again" });
  } else if (row.state === "DISPUTED") await takeUp(world, supervisor, row, random);
  else if (row.handovers >= 2 && row.departmentId === supervisor.actor.departmentId) {
    const officer = hands(world, row, row.deskId, isContested(row))[0];
    await does("ASSIGN", { desk: row.deskId ?? undefined, officer: officer?.actor.id ?? supervisor.actor.id });
  } else if (random.chance(0.3)) await does("REFUSE_TRANSFER", { reason: "It is our street" });
}

async function takeUp(world: World, supervisor: Person, row: Case, random: Random): Promise<void> {
  const { trackingId, version } = row;
  if (row.officerId && random.chance(0.1))
    await mustBeRefused(
      world,
      "no way back after a dispute",
      world,
      supervisor,
      trackingId,
      "TAKE_UP",
      { officer: row.officerId },
      { version },
    );
  const { departmentId } = row;
  const desks = [
    row.deskId,
    ...OFFICES.filter((office) => office.departmentId === departmentId).map(({ deskId }) => deskId),
  ];
  const found = desks.flatMap((deskId) => hands(world, row, deskId, true).map((person) => ({ person, deskId })))[0];
  const input = found
    ? { officer: found.person.actor.id, ...(found.deskId !== row.deskId && found.deskId && { desk: found.deskId }) }
    : { officer: supervisor.actor.id };
  await act(world, supervisor, trackingId, "TAKE_UP", input, { version });
}

/** Gives out what lies about, takes late cases from those who do nothing, extends or escalates a few. */
async function hurry(world: World, supervisor: Person, where: string, random: Random): Promise<void> {
  const now = world.now();
  const me = { me: supervisor.actor.id };
  const lying = cases(
    world,
    `${where} AND c."state" = 'ASSIGNED' AND c."officerId" IS NULL AND c."assignedAt" < '${stored(now - 1.5 * DAY)}'`,
    25,
    me,
  );
  for (const row of lying) await give(world, supervisor, row, random);
  const late = cases(
    world,
    `${where} AND c."state" IN ('ASSIGNED', 'IN_PROGRESS', 'NEEDS_INFO') AND c."dueAt" < '${stored(now - DAY)}' AND c."pausedAt" IS NULL`,
    40,
    me,
  );
  for (const row of late) {
    const holder = row.officerId ? world.town.find(row.officerId) : undefined;
    if (holder && holder.habit !== "lazy" && random.chance(0.9)) continue;
    if (holder?.actor.id !== supervisor.actor.id) await give(world, supervisor, row, random);
  }
  const running = cases(
    world,
    `${where} AND c."state" = 'IN_PROGRESS' AND c."extended" = 0 AND c."dueAt" > '${stored(now)}' AND c."kind" = 'complaint'`,
    60,
    me,
  );
  for (const { trackingId, version, officerId } of running) {
    if (officerId === supervisor.actor.id || !random.chance(0.02)) continue;
    const did = await act(
      world,
      supervisor,
      trackingId,
      "EXTEND",
      { days: 1 + random.int(3), publicText: "The road is being dug up" },
      { version },
    );
    if (isDone(did) && random.chance(0.1))
      await act(
        world,
        supervisor,
        trackingId,
        "ESCALATE",
        { reason: "Seen by the minister" },
        { version: did.version },
      );
  }
}

async function give(world: World, supervisor: Person, row: Case, random: Random): Promise<void> {
  const found = hands(world, row, row.deskId, isContested(row)).filter(({ actor }) => actor.id !== row.officerId);
  // The lazy are given some too: nobody has noticed yet.
  const officer = found.length > 0 ? random.pick(found).actor.id : supervisor.actor.id;
  if (officer === row.officerId) return;
  await act(
    world,
    supervisor,
    row.trackingId,
    "REASSIGN",
    { officer, reason: "It has waited" },
    { version: row.version },
  );
}
