import { type Case, cases, hands, isContested, work } from "./casework";
import type { Random } from "./random";
import { OFFICES, type Person } from "./town";
import { stored } from "./watch";
import { act, type World } from "./world";

/** Where the rules would send it, for a router who has no proposal. */
const DESKS: Record<string, string> = {
  WAT: "wasa-lahore",
  MUN: "mcl-lahore",
  LND: "lda-lahore",
  POL: "police-lahore",
  ENR: "fd-power-lesco-desk",
};

/** A router gives new cases a desk, binds who is named, and judges transfers; some lie for days. */
export async function sitRouter(world: World, router: Person, random: Random): Promise<void> {
  const place = 'c."jurisdictionId" = ? AND c."sealed" = 0';
  const isClearing = world.now() >= world.end;
  const rows = cases(world, `${place} AND c."state" = 'NEW'`, 80, router.actor.jurisdictionId);
  for (const row of rows) if (isClearing || random.chance(0.75)) await sort(world, router, row, random);
  const asked = cases(
    world,
    `${place} AND c."state" = 'TRANSFER_REQUESTED' AND c."handovers" < 2`,
    40,
    router.actor.jurisdictionId,
  );
  for (const { trackingId, version, transferTargetId } of asked) {
    const fate = random.weighted({ given: 5, refused: 2, left: isClearing ? 0 : 5 });
    if (fate === "given" && transferTargetId)
      await act(world, router, trackingId, "ASSIGN", { desk: transferTargetId, reason: "Theirs" }, { version });
    if (fate === "refused") await act(world, router, trackingId, "REFUSE_TRANSFER", { reason: "Yours" }, { version });
  }
}

async function sort(world: World, router: Person, row: Case, random: Random): Promise<void> {
  const { trackingId, version, serviceCode, jurisdictionId } = row;
  const citizen = world.citizens.get(trackingId);
  const staffed =
    OFFICES.some(({ deskId }) => deskId === row.proposedDeskId) || row.proposedDeskId?.startsWith("independent");
  const own = serviceCode.startsWith("COR") ? `independent-${jurisdictionId}` : DESKS[serviceCode.slice(0, 3)];
  const desk = (staffed ? row.proposedDeskId : own) ?? "wasa-lahore";
  if (random.chance(0.03) && !serviceCode.startsWith("COR")) {
    await act(
      world,
      router,
      trackingId,
      "RECATEGORISE",
      { service: "WAT-LEAK", reason: "It is about a pipe" },
      { version },
    );
    return;
  }
  const accused = citizen?.accuses?.accountId;
  const input = { desk, ...(row.againstUnbound === 1 && { accusedIds: accused ? [accused] : [] }) };
  await act(world, router, trackingId, "ASSIGN", input, { version });
}

/** The call-back desk rings some of its sample. */
export async function sitCallback(world: World, caller: Person, random: Random): Promise<void> {
  const sample = cases(
    world,
    `c."callbackSample" = 1 AND c."sensitive" = 0 AND c."sealed" = 0 AND c."state" IN ('RESOLVED', 'CLOSED_NO_REPLY')`,
    60,
  );
  for (const { trackingId, version } of sample) {
    if (!random.chance(0.08)) continue;
    const said = random.weighted({ confirms: 4, disputes: 1, nobody: 5 });
    if (said === "confirms")
      await act(world, caller, trackingId, "CONFIRM", { rating: 1 + random.int(5) }, { version });
    if (said === "disputes")
      await act(world, caller, trackingId, "DISPUTE", { text: "Said on the phone: not done" }, { version });
    if (said === "nobody") await act(world, caller, trackingId, "CALL_LOG", { text: "No answer" }, { version });
  }
}

/** The appeal authority decides most in time; one in twelve waits longer than it should. */
export async function sitAppeal(world: World, authority: Person, random: Random): Promise<void> {
  const { actor } = authority;
  const rows = cases(
    world,
    'c."state" = \'APPEAL\' AND c."jurisdictionId" = ? AND (c."appealAuthorityId" IS NULL OR c."appealAuthorityId" = ?)',
    40,
    actor.jurisdictionId,
    actor.id,
  );
  for (const row of rows) {
    const { trackingId, version, windowEndsAt } = row;
    const isLate = windowEndsAt !== null && windowEndsAt < stored(world.now());
    if (!isLate && (waits(row) || !random.chance(0.5))) continue;
    const reason = "Heard both sides";
    const deskId = row.deskId ?? null;
    const officer = hands(world, row, deskId, true)[0];
    if (random.chance(0.5) && officer && deskId)
      await act(
        world,
        authority,
        trackingId,
        "DECIDE_APPEAL",
        { decision: "uphold", reason, desk: deskId, officer: officer.actor.id, days: 3 + random.int(7) },
        { version },
      );
    else await act(world, authority, trackingId, "DECIDE_APPEAL", { decision: "dismiss", reason }, { version });
  }
}

/** Decided by the ID, so that the same ones wait whoever looks. */
function waits({ trackingId }: Case): boolean {
  return trackingId.charCodeAt(4) % 12 === 0;
}

/** The independent desk routes, works on and judges its own cases. */
export async function sitIndependent(world: World, independent: Person, random: Random): Promise<void> {
  const { actor } = independent;
  const own = `(c."sealed" = 1 OR c."serviceCode" LIKE 'COR-%') AND c."jurisdictionId" = ?1
    AND NOT EXISTS (SELECT 1 FROM "Accused" a WHERE a."complaintId" = c."id" AND a."userId" = ?2)`;
  const at = (where: string, limit: number) =>
    cases(world, `${own} AND ${where}`, limit, actor.jurisdictionId, actor.id);
  for (const row of at("c.\"state\" = 'NEW'", 10))
    if (random.chance(0.7)) {
      const accused = world.citizens.get(row.trackingId)?.accuses?.accountId;
      const accusedIds = row.againstUnbound === 1 ? (accused ? [accused] : []) : undefined;
      await act(
        world,
        independent,
        row.trackingId,
        "ASSIGN",
        { desk: actor.deskId ?? undefined, accusedIds },
        { version: row.version },
      );
    }
  const here = `c."deskId" = '${actor.deskId}'`;
  for (const row of at(`${here} AND c."state" IN ('REJECTED_PROPOSED', 'DISPUTED', 'TRANSFER_REQUESTED')`, 20)) {
    const { trackingId, version } = row;
    const action = { REJECTED_PROPOSED: "APPROVE_REJECT", DISPUTED: "TAKE_UP", TRANSFER_REQUESTED: "REFUSE_TRANSFER" }[
      row.state
    ];
    const fresh = hands(world, row, row.deskId, true)[0];
    if (action === "TAKE_UP" && fresh)
      await act(world, independent, trackingId, "TAKE_UP", { officer: fresh.actor.id }, { version });
    if (action === "APPROVE_REJECT")
      await act(
        world,
        independent,
        trackingId,
        random.chance(0.5) ? "APPROVE_REJECT" : "REFUSE_REJECT",
        {},
        { version },
      );
    if (action === "REFUSE_TRANSFER")
      await act(world, independent, trackingId, "REFUSE_TRANSFER", { reason: "Ours" }, { version });
  }
  for (const row of at(
    `${here} AND c."state" IN ('ASSIGNED', 'IN_PROGRESS') AND (c."officerId" IS NULL OR c."officerId" = ?2)`,
    20,
  )) {
    if (row.officerId === null && isContested(row) && !hands(world, row, row.deskId, true).includes(independent))
      continue;
    await work(world, independent, row, random);
  }
}
