import sharp from "sharp";
import { DAY, HOUR } from "./calendar";
import type { Random } from "./random";
import { OFFICES, type Person } from "./town";
import { moment } from "./watch";
import { act, isDone, mustBeRefused, type World } from "./world";

/** A complaint as somebody at a desk sees it, read by our own SQL. */
export type Case = {
  id: string;
  trackingId: string;
  version: number;
  state: string;
  kind: string;
  serviceCode: string;
  departmentId: string | null;
  jurisdictionId: string;
  deskId: string | null;
  proposedDeskId: string | null;
  transferTargetId: string | null;
  officerId: string | null;
  sealed: number;
  sensitive: number;
  level: number;
  handovers: number;
  infoRequests: number;
  disputes: number;
  appealDecisions: number;
  againstUnbound: number;
  proposerId: string | null;
  extended: number;
  evidence: string;
  urgent: number;
  receivedAt: string;
  assignedAt: string | null;
  progressAt: string | null;
  resolvedAt: string | null;
  windowEndsAt: string | null;
  dueAt: string | null;
};

const CASE = `SELECT c."id", c."trackingId", c."version", c."state", c."kind", c."serviceCode", c."departmentId", c."jurisdictionId", c."deskId",
  c."proposedDeskId", c."transferTargetId", c."officerId", c."sealed", c."sensitive", c."level", c."handovers", c."infoRequests", c."disputes",
  c."appealDecisions", c."againstUnbound", c."proposerId", c."extended", s."evidence", s."urgent", c."receivedAt", c."assignedAt", c."progressAt",
  c."resolvedAt", c."windowEndsAt", c."dueAt"
  FROM "Complaint" c JOIN "Service" s ON s."code" = c."serviceCode" WHERE `;
const ORDER = ' ORDER BY c."receivedAt", c."dueAt", c."version" LIMIT ';

export function cases({ watch }: World, where: string, limit: number, ...values: unknown[]): Case[] {
  return watch.all<Case>(`${CASE}${where}${ORDER}${limit}`, ...values);
}

/** Everybody who ever had it, and who is named in it. */
export function barred({ watch }: World, { id }: Pick<Case, "id">): { held: Set<string>; accused: Set<string> } {
  const ids = (query: string) => new Set(watch.all<{ userId: string }>(query, id).map(({ userId }) => userId));
  return {
    held: ids(
      'SELECT h."userId" FROM "Holder" h WHERE h."complaintId" = ?1 OR h."complaintId" = (SELECT "parentId" FROM "Complaint" WHERE "id" = ?1)',
    ),
    accused: ids('SELECT "userId" FROM "Accused" WHERE "complaintId" = ?'),
  };
}

let photo: Buffer | undefined;
const PAPER = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

async function proofOf({ evidence }: Case) {
  if (evidence === "photo") {
    photo ??= await sharp({ create: { width: 8, height: 8, channels: 3, background: "#667" } })
      .jpeg()
      .toBuffer();
    return { evidence: [{ bytes: photo }] };
  }
  return evidence === "document" ? { evidence: [{ bytes: PAPER }] } : {};
}

/** What an officer does next with a case that is theirs or nobody's; false when it is left for another day. */
export async function work(world: World, officer: Person, row: Case, random: Random): Promise<boolean> {
  const { trackingId, version } = row;
  const now = world.now();
  const does = (action: Parameters<typeof act>[3], input: Parameters<typeof act>[4] = {}, more = {}) =>
    act(world, officer, trackingId, action, input, { version, ...more }).then(isDone);
  if (row.kind === "appreciation") return does("ACKNOWLEDGE", { publicText: "Thank you. The team was told." });
  if (random.chance(0.03)) await does("NOTE", { text: "Called the foreman" });
  if (row.appealDecisions === 0 && random.chance(officer.habit === "rejecting" ? 0.3 : 0.02)) {
    const rejectReason = random.pick(["sub_judice", "outside_government", "private_dispute"] as const);
    return does("REJECT", { rejectReason, courtCase: "W.P. 114/2026", reason: "As found" });
  }
  if (random.chance(officer.habit === "transferring" ? 0.35 : 0.015)) {
    const others = OFFICES.filter(({ deskId }) => deskId !== row.deskId);
    return does("REQUEST_TRANSFER", { desk: random.pick(others).deskId, reason: "Not our street" });
  }
  if (row.infoRequests < 2 && random.chance(0.05))
    return does("ASK_INFO", { publicText: "Which house is it in front of?" });
  if (row.state === "ASSIGNED") {
    if (row.officerId === null && random.chance(0.5)) return does("CLAIM");
    return does("START", { publicText: "A crew will come" });
  }
  const since = now - (moment(row.progressAt) ?? now);
  const isReady = random.chance(row.urgent ? 0.6 : 0.3) && since > (row.urgent ? 2 * HOUR : DAY);
  if (!isReady)
    return since > 4 * DAY && random.chance(0.7) ? does("UPDATE", { publicText: "The pipe is ordered" }) : false;
  const done = {
    outcome: random.pick(["relief_granted", "partial_relief", "relief_not_possible"]),
    publicText: "It was done",
  };
  if (
    row.kind === "complaint" &&
    row.evidence !== "none" &&
    random.chance(0.03) &&
    row.version < 6 &&
    !hasProof(world, row)
  )
    await mustBeRefused(world, "evidence before RESOLVE", world, officer, trackingId, "RESOLVE", done, { version });
  return does("RESOLVE", { ...done, reference: `REF-${trackingId.slice(4, 8)}` }, await proofOf(row));
}

function hasProof({ watch }: World, { id }: Case): boolean {
  return watch.all('SELECT 1 FROM "Attachment" WHERE "complaintId" = ? AND "role" = \'evidence\'', id).length > 0;
}

/** Whose hands it can be put in: at that desk, not away, not named, and after a dispute never there before. */
export function hands(world: World, row: Case, deskId: string | null, fresh: boolean): Person[] {
  const { held, accused } = barred(world, row);
  const now = world.now();
  return world.town.people.filter(
    ({ actor, habit, away }) =>
      actor.deskId === deskId &&
      (actor.role === "officer" || actor.role === "independent") &&
      (habit !== "lazy" || now < world.end) &&
      !(away && away.from <= now && now < away.to) &&
      !accused.has(actor.id) &&
      (!fresh || !held.has(actor.id)),
  );
}

export const isContested = (row: Case) => row.disputes > 0 || row.appealDecisions > 0;
