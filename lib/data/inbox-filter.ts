import type { StaffActor } from "@/lib/domain/complaint/actor";
import { clockOwner, STATES, type State } from "@/lib/domain/complaint/states";
import { clockOf, NEGATIVE_MS, SOON_MS, type View, workStates } from "@/lib/domain/inbox";
import { parseWallTime } from "@/lib/domain/wall-time";
import type { InboxQuery } from "@/lib/schemas/inbox-query";
import { Prisma } from "./generated/client";
import { reachSql } from "./inbox-reach";
import { type Sought, soughtSql } from "./inbox-search";
import { foldTag } from "./tags";

const { sql } = Prisma;
const ofClock = (owner: ReturnType<typeof clockOwner>) => STATES.filter((state) => clockOwner(state) === owner);
const WAITING = ofClock("citizen");
const OTHERS = (["authority", "parent"] as const).flatMap(ofClock);
const DAY_MS = 86_400_000;

/** A column of `"Complaint" c`; names come from our own tables of them, never from an address. */
export function column(name: string): Prisma.Sql {
  return Prisma.raw(`c."${name}"`);
}

export function inStates(states: readonly State[]): Prisma.Sql {
  return sql`c."state" IN (${Prisma.join([...states])})`;
}

/** The states that a ready-made filter can hold at all; null for any. */
export function statesOf(view: View, actor: StaffActor): readonly State[] | null {
  if (view === "waiting") return WAITING;
  if (view === "others") return OTHERS;
  return view === "negative" || view === "mentioned" || view === "all" ? null : workStates(actor);
}

/** What a ready-made filter asks of a complaint beyond its state (lib/domain/inbox.ts, VIEWS). */
export function viewSql(view: View, actor: StaffActor, now: Date): Prisma.Sql {
  const clock = column(clockOf(actor, view));
  switch (view) {
    case "mine":
      return sql`c."officerId" = ${actor.id}`;
    case "unassigned":
      return sql`c."officerId" IS NULL`;
    case "overdue":
      return sql`${clock} < ${now}`;
    case "soon":
      return sql`(${clock} >= ${now} AND ${clock} < ${new Date(now.getTime() + SOON_MS)})`;
    case "escalated":
      return sql`c."level" > 0`;
    case "reopened":
      return sql`(c."disputes" > 0 OR c."appealDecisions" > 0 OR EXISTS (
        SELECT 1 FROM "Event" e WHERE e."complaintId" = c."id" AND e."action" = 'TAKE_BACK'))`;
    case "absent":
      return sql`c."officerId" IN (SELECT b."userId" FROM "Absence" b WHERE b."startsAt" <= ${now} AND b."endsAt" > ${now})`;
    case "negative":
      return sql`(c."rating" <= 2 OR (c."disputes" > 0 AND c."state" <> 'CLOSED_CONFIRMED'))
        AND (c."closedAt" IS NULL OR c."closedAt" >= ${new Date(now.getTime() - NEGATIVE_MS)})`;
    case "mentioned":
      return sql`c."id" IN (SELECT m."complaintId" FROM "Mention" m WHERE m."userId" = ${actor.id} AND m."seenAt" IS NULL)`;
    case "work":
    case "waiting":
    case "others":
    case "all":
      return sql`1 = 1`;
  }
}

/** A whole ready-made filter: reach, states and the rest. */
export function viewWhere(view: View, actor: StaffActor, now: Date): Prisma.Sql {
  const states = statesOf(view, actor);
  return sql`${reachSql(actor)}${states ? sql` AND ${inStates(states)}` : Prisma.empty} AND ${viewSql(view, actor, now)}`;
}

/** Several filters of work that is still going on share one look at the rows: this is what they all lie in. */
export function statesWhere(states: readonly State[], actor: StaffActor): Prisma.Sql {
  return sql`${reachSql(actor)} AND ${inStates(states)}`;
}

type Asked = { actor: StaffActor; view: View; query: InboxQuery; sought: Sought; now: Date };

/** All conditions of a query, as of `now`. */
export function queryWhere({ actor, view, query, sought, now }: Asked): Prisma.Sql {
  const { service, district, desk, officer, state, tag, from, to } = query;
  const parts = [viewWhere(view, actor, now)];
  // A category's code is the beginning of its services'.
  if (service?.includes("-")) parts.push(sql`c."serviceCode" = ${service}`);
  else if (service) parts.push(sql`c."serviceCode" >= ${`${service}-`} AND c."serviceCode" < ${`${service}.`}`);
  if (district) parts.push(sql`c."districtId" = ${district}`);
  if (desk) parts.push(sql`c."deskId" = ${desk}`);
  if (officer) parts.push(sql`c."officerId" = ${officer}`);
  if (state) parts.push(sql`c."state" = ${state}`);
  if (tag)
    parts.push(sql`c."id" IN (SELECT t."complaintId" FROM "ComplaintTag" t WHERE t."tag" = ${foldTag(tag) ?? tag})`);
  const [start, end] = [from, to].map((day) => day && parseWallTime(`${day}T00:00`));
  if (start) parts.push(sql`c."receivedAt" >= ${start}`);
  if (end) parts.push(sql`c."receivedAt" < ${new Date(end.getTime() + DAY_MS)}`);
  parts.push(soughtSql(sought, actor));
  return Prisma.join(parts, " AND ");
}
