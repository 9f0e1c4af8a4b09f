import { HOUR } from "./calendar";
import { barred, type Case, cases, work } from "./casework";
import type { Random } from "./random";
import type { Person } from "./town";
import { stored } from "./watch";
import { act, isDone, mustBeRefused, type World } from "./world";

const CAPACITY = { diligent: 14, absent: 12, rejecting: 10, transferring: 10, slow: 4, lazy: 3 } as const;

const OWN = `c."deskId" = ?1 AND c."sealed" = 0 AND c."againstUnbound" = 0 AND c."state" IN ('ASSIGNED', 'IN_PROGRESS')
  AND (c."officerId" IS NULL OR c."officerId" = ?2)
  AND NOT EXISTS (SELECT 1 FROM "Accused" a WHERE a."complaintId" = c."id" AND a."userId" = ?2)`;

/** An officer's morning or afternoon: first what is oldest. */
export async function sitOfficer(world: World, officer: Person, random: Random): Promise<void> {
  const { actor, habit, away } = officer;
  const now = world.now();
  if (away && away.from <= now && now < away.to) return;
  const isClearing = now >= world.end;
  if (!isClearing) await tryForbidden(world, officer, random);
  if (habit === "lazy" && !isClearing) return sitLazy(world, officer);
  const capacity = isClearing ? 40 : CAPACITY[habit];
  const queue = cases(world, OWN, 60, actor.deskId, actor.id);
  let done = 0;
  for (const row of queue) {
    if (done >= capacity) break;
    // A free case is worked on by whoever sees it first, which need not be everybody.
    if (row.officerId === null && random.chance(0.3)) continue;
    if (row.officerId === null && isBarred(world, row, actor.id)) continue;
    if (random.chance(0.06) && (await merge(world, officer, row))) done += 1;
    else if (await work(world, officer, row, random)) done += 1;
  }
  await lookBack(world, officer, random);
}

function isBarred(world: World, row: Case, id: string): boolean {
  return (row.disputes > 0 || row.appealDecisions > 0) && barred(world, row).held.has(id);
}

/** Takes some, and does nothing with them. */
async function sitLazy(world: World, officer: Person): Promise<void> {
  const free = cases(
    world,
    `${OWN} AND c."officerId" IS NULL AND c."state" = 'ASSIGNED'`,
    1,
    officer.actor.deskId,
    officer.actor.id,
  );
  for (const { trackingId, version } of free) await act(world, officer, trackingId, "CLAIM", {}, { version });
}

/** The oldest open one of the same service in the same street becomes the parent. */
async function merge(world: World, officer: Person, row: Case): Promise<boolean> {
  const place = world.citizens.get(row.trackingId)?.place;
  const others = cases(
    world,
    `${OWN} AND c."serviceCode" = ?3 AND c."kind" = ?4 AND c."receivedAt" < ?5`,
    200,
    officer.actor.deskId,
    officer.actor.id,
    row.serviceCode,
    row.kind,
    row.receivedAt,
  );
  const parent = others.find(({ trackingId }) => world.citizens.get(trackingId)?.place === place);
  if (!parent) return false;
  const { trackingId, version } = row;
  return isDone(await act(world, officer, trackingId, "MERGE", { parent: parent.trackingId }, { version }));
}

/** Now and then an officer takes back what was said to be done, or parts what was merged. */
async function lookBack(world: World, officer: Person, random: Random): Promise<void> {
  if (!random.chance(0.1)) return;
  const { actor } = officer;
  const [resolved] = cases(
    world,
    'c."state" = \'RESOLVED\' AND c."resolvedById" = ?1 AND c."officerId" = ?1 AND c."resolvedAt" > ?2',
    1,
    actor.id,
    stored(world.now() - 23 * HOUR),
  );
  if (resolved)
    await act(
      world,
      officer,
      resolved.trackingId,
      "TAKE_BACK",
      { reason: "The crew was called off" },
      { version: resolved.version },
    );
  const [merged] = cases(world, 'c."state" = \'MERGED\' AND c."deskId" = ?1 AND c."sealed" = 0', 1, actor.deskId);
  if (merged && random.chance(0.1))
    await act(world, officer, merged.trackingId, "UNMERGE", { reason: "Another drain" }, { version: merged.version });
}

/** What no officer may: another desk's case, one that names them, a second person's decision, another's case. */
async function tryForbidden(world: World, officer: Person, random: Random): Promise<void> {
  if (!random.chance(0.08)) return;
  const { actor } = officer;
  const probe = async (rule: string, where: string, ...values: unknown[]) => {
    const row = random.pick([...cases(world, where, 20, ...values), undefined]);
    if (!row) return;
    const { trackingId, version } = row;
    const refuse = (action: Parameters<typeof act>[3], input = {}) =>
      mustBeRefused(world, rule, world, officer, trackingId, action, input, { version });
    await refuse("CLAIM");
    await refuse("START", { publicText: "Mine" });
    await refuse("NOTE", { text: "Seen" });
    await refuse("APPROVE_REJECT");
  };
  await probe(
    "own desk only",
    "c.\"deskId\" <> ? AND c.\"state\" IN ('ASSIGNED', 'IN_PROGRESS', 'REJECTED_PROPOSED')",
    actor.deskId,
  );
  await probe(
    "accused locked out",
    'EXISTS (SELECT 1 FROM "Accused" a WHERE a."complaintId" = c."id" AND a."userId" = ?)',
    actor.id,
  );
  await probe("unbound hidden", 'c."againstUnbound" = 1');
  await probe("sealed hidden", 'c."sealed" = 1');
  const [mine] = cases(world, 'c."state" = \'REJECTED_PROPOSED\' AND c."proposerId" = ?', 1, actor.id);
  if (mine)
    await mustBeRefused(
      world,
      "second person",
      world,
      officer,
      mine.trackingId,
      "APPROVE_REJECT",
      {},
      { version: mine.version },
    );
}
