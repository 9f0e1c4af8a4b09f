import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { CaseFacts } from "@/lib/domain/complaint/case-facts";
import { type Sight, sightOf } from "@/lib/domain/complaint/sight";
import { type Direction, defaultSort, firstDirection, type Sort, type View, viewsOf } from "@/lib/domain/inbox";
import type { InboxQuery } from "@/lib/schemas/inbox-query";
import { CASE_INCLUDE, toFacts } from "./case-facts";
import { findPeople, NAMES, type Names, named } from "./cases";
import { fromContentRow } from "./complaint-content";
import { db } from "./db";
import { Prisma } from "./generated/client";
import { inStates, queryWhere, statesOf, statesWhere, viewSql, viewWhere } from "./inbox-filter";
import { pageOf } from "./inbox-page";
import { readSearch, type Sought } from "./inbox-search";
import { listTagsOf } from "./tags";

const { sql } = Prisma;

export type InboxRow = {
  trackingId: string;
  facts: CaseFacts;
  updatedAt: Date;
  service: Names;
  district: Names;
  department: Names | null;
  desk: Names | null;
  officer: Names | null;
  tags: string[];
  language: "en" | "ur";
  /** Which street: it tells fifty drains of one city apart. Null where even that is looked at on record only. */
  landmark: string | null;
};
/** `total`: all that match, on every page. `next` and `previous` are for `after` and `before` of a query. */
export type InboxPage = {
  rows: InboxRow[];
  total: number;
  next: string | null;
  previous: string | null;
  view: View;
  order: { sort: Sort; dir: Direction };
  sought: Sought;
};

export const PAGE_SIZE = 50;

/** The filter that a query is about: the one it names where this role has it; words are sought in everything; else the first. */
export function viewOf(actor: StaffActor, query: Pick<InboxQuery, "view" | "q">): View | null {
  const views = viewsOf(actor);
  if (query.view && views.includes(query.view)) return query.view;
  return (query.q && views.includes("all") ? "all" : views[0]) ?? null;
}

export function orderOf(view: View, { sort, dir, q }: Pick<InboxQuery, "sort" | "dir" | "q">): InboxPage["order"] {
  if (!sort) return defaultSort(view, q !== null);
  return { sort, dir: dir ?? firstDirection(sort) };
}

/**
 * One page of what matches a query and this person may see, as of `now`; null for a role without an inbox. A row that no
 * longer lies where the last page ended changes nothing: the next page begins behind that place, not behind that row.
 */
export async function listInbox(actor: StaffActor, query: InboxQuery, now: Date): Promise<InboxPage | null> {
  const asked = await ask(actor, query, now);
  if (!asked) return null;
  const { where, view, sought } = asked;
  const order = orderOf(view, query);
  const [page, total] = await Promise.all([
    pageOf({ where, order, view, actor, after: query.after, before: query.before, take: PAGE_SIZE }),
    countWhere(where),
  ]);
  return { ...page, rows: await readRows(actor, page.ids), total, view, order, sought };
}

async function ask(actor: StaffActor, query: InboxQuery, now: Date) {
  const view = viewOf(actor, query);
  if (!view) return null;
  const sought = await readSearch(query.q, actor);
  return { view, sought, where: queryWhere({ actor, view, query, sought, now }) };
}

async function countWhere(where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ n: bigint }[]>(sql`SELECT COUNT(*) AS "n" FROM "Complaint" c WHERE ${where}`);
  return Number(row?.n ?? 0);
}

/** How many complaints that this person may see match a query. */
export async function countMatching(actor: StaffActor, query: InboxQuery, now: Date): Promise<number> {
  const asked = await ask(actor, query, now);
  return asked ? countWhere(asked.where) : 0;
}

/** How many of what matches have changed, or come in, after `since`: what a page that is open doesn't show yet. */
export async function countNews(actor: StaffActor, query: InboxQuery, since: Date, now: Date): Promise<number> {
  const asked = await ask(actor, query, now);
  return asked ? countWhere(sql`${asked.where} AND c."updatedAt" > ${since}`) : 0;
}

/**
 * How many of this person's complaints each ready-made filter of their role holds, as of `now`; `all` is never counted.
 * Those of work that goes on are counted in one look at it.
 */
export async function countInbox(actor: StaffActor, now: Date): Promise<Partial<Record<View, number>>> {
  const views = viewsOf(actor).filter((view) => view !== "all");
  const counts: Partial<Record<View, number>> = {};
  const together = views.flatMap((view) => {
    const states = statesOf(view, actor);
    return states ? [{ view, states }] : [];
  });
  if (together.length > 0) {
    const states = [...new Set(together.flatMap((each) => each.states))];
    const columns = together.map(
      (each) =>
        sql`COUNT(*) FILTER (WHERE ${inStates(each.states)} AND ${viewSql(each.view, actor, now)}) AS ${Prisma.raw(`"${each.view}"`)}`,
    );
    const [row] = await db.$queryRaw<Record<string, bigint>[]>(
      sql`SELECT ${Prisma.join(columns)} FROM "Complaint" c WHERE ${statesWhere(states, actor)}`,
    );
    for (const { view } of together) counts[view] = Number(row?.[view] ?? 0);
  }
  for (const view of views) {
    if (counts[view] === undefined) counts[view] = await countWhere(viewWhere(view, actor, now));
  }
  return counts;
}

/** What a bulk action takes hold of: the complaint, and the version at which it was taken. */
export type Picked = { trackingId: string; version: number };

/** What matches a query, in its order, at most `limit`; with the number of all that do. */
export async function pickMatching(
  actor: StaffActor,
  query: InboxQuery,
  now: Date,
  limit: number,
): Promise<{ picked: Picked[]; total: number }> {
  const asked = await ask(actor, query, now);
  if (!asked) return { picked: [], total: 0 };
  const order = orderOf(asked.view, query);
  const { ids } = await pageOf({ where: asked.where, order, view: asked.view, actor, take: limit });
  const rows = await findSeen(actor, ids);
  return {
    picked: rows.map(({ row, facts }) => ({ trackingId: row.trackingId, version: facts.version })),
    total: await countWhere(asked.where),
  };
}

/** Rows of a query from one place on, `take` at a time, for an export: as many looks as it takes, none of them long. */
export async function listFrom(
  actor: StaffActor,
  query: InboxQuery,
  now: Date,
  take: number,
): Promise<{ rows: InboxRow[]; next: string | null }> {
  const asked = await ask(actor, query, now);
  if (!asked) return { rows: [], next: null };
  const order = orderOf(asked.view, query);
  const page = await pageOf({ where: asked.where, order, view: asked.view, actor, after: query.after, take });
  return { rows: await readRows(actor, page.ids), next: page.next };
}

const ROW_INCLUDE = {
  ...CASE_INCLUDE,
  service: { select: { ...CASE_INCLUDE.service.select, nameEn: true, nameUr: true } },
  district: { select: NAMES },
  department: { select: NAMES },
  desk: { select: NAMES },
  content: true,
} satisfies Prisma.ComplaintInclude;

/** SQLite takes so many values in one list; an export or a bulk action asks for more. */
const AT_ONCE = 500;

/** The rows of those ids that this person may see, in the order of the ids. The condition of the query is the sieve; the domain's is the lock. */
async function findSeen(actor: StaffActor, ids: readonly string[]) {
  const found = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    found.push(...(await db.complaint.findMany({ where: { id: { in: some } }, include: ROW_INCLUDE })));
  }
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const facts = row && toFacts(row);
    const sight = facts && sightOf(facts, actor);
    return row && facts && sight?.text ? [{ row, facts, sight }] : [];
  });
}

async function readRows(actor: StaffActor, ids: readonly string[]): Promise<InboxRow[]> {
  const seen = await findSeen(actor, ids);
  const [people, tags] = [
    await findPeople(seen.map(({ row }) => row.officerId)),
    await listTagsOf(seen.map(({ row }) => row.id)),
  ];
  return seen.map(({ row, facts, sight }) => ({
    trackingId: row.trackingId,
    facts,
    updatedAt: row.updatedAt,
    service: named(row.service),
    district: named(row.district),
    department: row.department && named(row.department),
    desk: row.desk && named(row.desk),
    officer: people.get(row.officerId ?? "") ?? null,
    tags: tags.get(row.id) ?? [],
    language: row.language === "ur" ? "ur" : "en",
    landmark: row.content && !isGuarded(facts, sight) ? (fromContentRow(row.content).location?.landmark ?? null) : null,
  }));
}

/** A place can be the home of whom a protected service hides, and a recorded look is one at the case, not at a list. */
function isGuarded({ sensitive, sealed }: CaseFacts, { recorded }: Sight): boolean {
  return sensitive || sealed || recorded;
}
