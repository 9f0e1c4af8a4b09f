import { countInbox } from "@/lib/data/inbox";
import { listStatusFeed } from "@/lib/data/public-status";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { DAY } from "../calendar";
import { moment } from "../watch";
import type { World } from "../world";
import { OFFICE } from "./stories";

type Row = {
  id: string;
  state: string;
  sealed: number;
  sensitive: number;
  againstUnbound: number;
  serviceCode: string;
  level: number;
  jurisdictionId: string;
  departmentId: string | null;
  deskId: string | null;
  officerId: string | null;
  transferTargetId: string | null;
  callbackSample: number;
  disputes: number;
  appealDecisions: number;
  rating: number | null;
  dueAt: string | null;
  dutyDueAt: string | null;
  windowEndsAt: string | null;
  closedAt: string | null;
  targetDepartment: string | null;
  targetJurisdiction: string | null;
};

/** Everybody's counts in the inbox against a count of our own: every row looked at one by one, by rules written here. */
export async function checkCounts(world: World): Promise<void> {
  const { watch, town, breaches } = world;
  const now = world.now();
  const rows = watch.all<Row>(
    'SELECT c.*, d."departmentId" "targetDepartment", d."jurisdictionId" "targetJurisdiction" FROM "Complaint" c LEFT JOIN "Desk" d ON d."id" = c."transferTargetId"',
  );
  const accused = new Set(
    watch.all<{ key: string }>('SELECT "complaintId" || \' \' || "userId" "key" FROM "Accused"').map(({ key }) => key),
  );
  const takenBack = new Set(
    watch
      .all<{ id: string }>('SELECT DISTINCT "complaintId" "id" FROM "Event" WHERE "action" = \'TAKE_BACK\'')
      .map(({ id }) => id),
  );
  for (const { actor, name } of town.people) {
    const counted = await countInbox(actor, new Date(now));
    const seen = rows.filter((row) => !accused.has(`${row.id} ${actor.id}`) && reaches(actor, row));
    for (const [view, number] of Object.entries(counted)) {
      const own = seen.filter((row) => isIn(world, view, actor, row, now, takenBack)).length;
      if (own !== number)
        breaches.push({
          invariant: "inbox counts",
          trackingId: null,
          detail: `${view} of ${name}: ${number}, counted by hand ${own}, at ${new Date(now).toISOString()}`,
        });
    }
    if (counted.work !== undefined)
      world.tally.set("counts compared", (world.tally.get("counts compared") ?? 0) + Object.keys(counted).length);
  }
}

/** Design §5, "Reach", by hand. */
function reaches(actor: StaffActor, row: Row): boolean {
  const { role, level, deskId, departmentId, jurisdictionId, id } = actor;
  const inPlace = jurisdictionId === null || row.jurisdictionId === jurisdictionId;
  const isHidden = row.sealed === 1 || row.againstUnbound === 1;
  const asked = row.state === "TRANSFER_REQUESTED";
  switch (role) {
    case "officer":
      return !isHidden && (row.deskId === deskId || (asked && row.transferTargetId === deskId));
    case "supervisor": {
      if (isHidden) return false;
      if (row.officerId === id) return true;
      if (
        asked &&
        departmentId !== null &&
        row.targetDepartment === departmentId &&
        row.targetJurisdiction === jurisdictionId
      )
        return true;
      if (level === 1) return row.departmentId === departmentId && row.jurisdictionId === jurisdictionId;
      if (jurisdictionId === null ? level !== 4 : !inPlace) return false;
      if (row.departmentId === null && row.state === "REJECTED_PROPOSED") return true;
      return (departmentId === null || departmentId === row.departmentId) && row.level >= (level ?? 1);
    }
    case "router":
      return row.sealed === 0 && (row.state === "NEW" || asked) && row.jurisdictionId === jurisdictionId;
    case "callback":
      return row.callbackSample === 1 && row.sensitive === 0 && row.sealed === 0;
    case "appeal":
      return row.state === "APPEAL" && inPlace && row.departmentId !== departmentId;
    case "independent":
      return inPlace && (row.sealed === 1 || row.serviceCode.startsWith("COR-"));
    case "auditor":
      return true;
    default:
      return false;
  }
}

function isIn(
  { town }: World,
  view: string,
  actor: StaffActor,
  row: Row,
  now: number,
  takenBack: ReadonlySet<string>,
): boolean {
  const work =
    actor.role === "appeal" ? ["APPEAL"] : actor.role === "callback" ? ["RESOLVED", "CLOSED_NO_REPLY"] : OFFICE;
  const isWork = work.includes(row.state);
  const clock =
    actor.role === "router"
      ? row.dutyDueAt
      : actor.role === "appeal" || actor.role === "callback"
        ? row.windowEndsAt
        : row.dueAt;
  const due = moment(clock);
  const away = row.officerId ? town.find(row.officerId)?.away : null;
  const closedAt = moment(row.closedAt);
  switch (view) {
    case "work":
      return isWork;
    case "mine":
      return isWork && row.officerId === actor.id;
    case "unassigned":
      return isWork && row.officerId === null;
    case "soon":
      return isWork && due !== null && due >= now && due < now + 2 * DAY;
    case "overdue":
      return isWork && due !== null && due < now;
    case "reopened":
      return isWork && (row.disputes > 0 || row.appealDecisions > 0 || takenBack.has(row.id));
    case "escalated":
      return isWork && row.level > 0;
    case "absent":
      return isWork && Boolean(away && away.from <= now && now < away.to);
    case "negative":
      return (
        ((row.rating !== null && row.rating <= 2) || (row.disputes > 0 && row.state !== "CLOSED_CONFIRMED")) &&
        (closedAt === null || closedAt >= now - 30 * DAY)
      );
    case "waiting":
      return ["NEEDS_INFO", "RESOLVED", "WITHDRAW_PENDING"].includes(row.state);
    case "others":
      return ["APPEAL", "MERGED"].includes(row.state);
    default:
      return view === "mentioned" ? false : isWork;
  }
}

/** Whoever reads the status feed from the beginning knows every complaint, as it is, in growing numbers. */
export async function checkFeedPages(world: World): Promise<void> {
  const states = new Map(
    world.watch
      .all<{ trackingId: string; state: string }>(
        `SELECT c."trackingId", CASE WHEN c."state" = 'MERGED' THEN p."state" ELSE c."state" END "state" FROM "Complaint" c LEFT JOIN "Complaint" p ON p."id" = c."parentId"`,
      )
      .map(({ trackingId, state }) => [trackingId, state]),
  );
  const say = (trackingId: string | null, detail: string) =>
    world.breaches.push({ invariant: "feed complete", trackingId, detail });
  const shapes = new Map<string, string>();
  let after = 0;
  for (;;) {
    const { entries, next } = await listStatusFeed(after, new Date(world.now()));
    for (const { seq, trackingId, status } of entries) {
      if (seq <= after) say(trackingId, `number ${seq} after ${after}`);
      after = seq;
      if (states.get(trackingId) !== status.state)
        say(trackingId, `the feed says ${status.state}, the row ${states.get(trackingId)}`);
      states.delete(trackingId);
      const isPressed = world.citizens.get(trackingId)?.pressured ?? false;
      // A pressed citizen's withdrawal looks like any: the same members, and no word more.
      if (status.timeline.some(({ action }) => action === "WITHDRAW") && !status.sensitive) {
        const shape = JSON.stringify([
          Object.keys(status),
          status.timeline.filter(({ action }) => action === "WITHDRAW").map((event) => Object.keys(event)),
        ]);
        const other = shapes.get(String(!isPressed));
        if (status.timeline.filter(({ action }) => action === "WITHDRAW").length === 1)
          shapes.set(String(isPressed), shape);
        if (other && shapes.get(String(isPressed)) !== other)
          say(trackingId, "a withdrawal under pressure shows in public");
      }
    }
    if (entries.length === 0) break;
    after = next;
  }
  for (const [trackingId] of states) say(trackingId, "never in the feed");
}
