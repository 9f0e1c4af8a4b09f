import type { StaffActor } from "@/lib/domain/complaint/actor";
import { clockOf, type Direction, type Sort, type View } from "@/lib/domain/inbox";
import { db } from "./db";
import { Prisma } from "./generated/client";
import { column } from "./inbox-filter";

const { sql } = Prisma;

type Asked = {
  where: Prisma.Sql;
  order: { sort: Sort; dir: Direction };
  view: View;
  actor: StaffActor;
  after?: string | null;
  before?: string | null;
  take: number;
};
/** Ids in order; `next` and `previous` are null at the ends. */
export type Page = { ids: string[]; next: string | null; previous: string | null };
type Kind = "date" | "number" | "text";
type Place = { value: string | null; id: string };

/**
 * A stretch of a list by keyset: no offset, so that it costs the same on every page, and rows that change meanwhile neither
 * repeat nor hide those that don't. A place is what the list is sorted by and the id there; what has no such value (no due
 * date) comes last.
 */
export async function pageOf({ where, order, view, actor, after, before, take }: Asked): Promise<Page> {
  const { name, kind, nullable } = sortedBy(order.sort, view, actor);
  const by = column(name);
  const backward = before ? readPlace(before, kind) : null;
  const place = backward ?? (after ? readPlace(after, kind) : null);
  const up = (order.dir === "asc") !== (backward !== null);
  const direction = up ? sql`ASC` : sql`DESC`;
  const beyond = place ? beyondSql(by, place, { kind, up, nullable, backward: backward !== null }) : sql`1 = 1`;
  const nulls = nullable ? sql`(${by} IS NULL) ${backward ? sql`DESC` : sql`ASC`}, ` : Prisma.empty;
  const found = await db.$queryRaw<{ id: string; at: unknown }[]>(sql`
    SELECT c."id" AS "id", ${by} AS "at" FROM "Complaint" c WHERE ${where} AND ${beyond}
    ORDER BY ${nulls}${by} ${direction}, c."id" ${direction} LIMIT ${take + 1}`);
  const page = found.slice(0, take);
  if (backward) page.reverse();
  const more = found.length > take;
  const [first, last] = [page[0], page.at(-1)];
  return {
    ids: page.map(({ id }) => id),
    next: last && (backward || more) ? writePlace(last, kind) : null,
    previous: first && (backward ? more : place !== null) ? writePlace(first, kind) : null,
  };
}

function sortedBy(sort: Sort, view: View, actor: StaffActor): { name: string; kind: Kind; nullable: boolean } {
  switch (sort) {
    case "due":
      return { name: clockOf(actor, view), kind: "date", nullable: true };
    case "received":
      return { name: "receivedAt", kind: "date", nullable: false };
    case "updated":
      return { name: "updatedAt", kind: "date", nullable: false };
    case "level":
      return { name: "level", kind: "number", nullable: false };
    case "service":
      return { name: "serviceCode", kind: "text", nullable: false };
    case "district":
      return { name: "districtId", kind: "text", nullable: false };
    case "state":
      return { name: "state", kind: "text", nullable: false };
  }
}

type Way = { kind: Kind; up: boolean; nullable: boolean; backward: boolean };

function beyondSql(by: Prisma.Sql, { value, id }: Place, { kind, up, nullable, backward }: Way): Prisma.Sql {
  const than = up ? sql`>` : sql`<`;
  if (value === null) {
    const within = sql`(${by} IS NULL AND c."id" ${than} ${id})`;
    return backward ? sql`(${by} IS NOT NULL OR ${within})` : within;
  }
  const at = kind === "date" ? new Date(value) : kind === "number" ? Number(value) : value;
  const beyond = sql`(${by}, c."id") ${than} (${at}, ${id})`;
  return nullable && !backward ? sql`(${beyond} OR ${by} IS NULL)` : beyond;
}

function writePlace({ id, at }: { id: string; at: unknown }, kind: Kind): string {
  if (at === null) return `~${id}`;
  const value = kind === "date" ? new Date(at as string | Date).toISOString() : String(at);
  return `${value}~${id}`;
}

/** Null for what no page of ours has written: the list then begins at its beginning. */
function readPlace(text: string, kind: Kind): Place | null {
  const [value, id, ...rest] = text.split("~");
  if (value === undefined || !id || rest.length > 0) return null;
  if (value === "") return { value: null, id };
  if (kind === "date" && Number.isNaN(Date.parse(value))) return null;
  if (kind === "number" && !Number.isFinite(Number(value))) return null;
  return { value, id };
}
