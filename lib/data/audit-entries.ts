import { createHash, randomUUID } from "node:crypto";
import { db, type Tx } from "./db";
import type { Prisma } from "./generated/client";

/** What a change was made of: the fields by name. Never a password, its hash, or a session's token. */
export type Picture = { [field: string]: Prisma.JsonValue };
/** `id` null for whoever has the machine itself. `name` is the account's e-mail, which no later renaming touches. */
export type AuditActor = { id: string | null; name: string };
export type Change = {
  /** What kind of thing: `service`, `desk`, `officer`, … */
  what: string;
  subject: string | null;
  actor: AuditActor;
  /** Null where it wasn't there before. */
  before: Picture | null;
  /** Null where it is gone. */
  after: Picture | null;
  at: Date;
};

/** Writes down who changed what, from what, into what: in the transaction of the change itself, so that neither is ever there alone. */
export async function recordChange(tx: Tx, { what, subject, actor, before, after, at }: Change): Promise<string> {
  const id = randomUUID();
  const data = { id, at, what, subject, actorId: actor.id, actor: actor.name };
  await tx.auditEntry.create({ data: { ...data, before: json(before), after: json(after) }, select: { id: true } });
  return id;
}

/** Both columns are required; "nothing" is JSON's own null, which a filter by null wouldn't find anyway. */
function json(picture: Picture | null): Prisma.InputJsonValue {
  return (picture ?? {}) as Prisma.InputJsonValue;
}

export type AuditEntry = Awaited<ReturnType<typeof listAuditEntries>>["rows"][number];
type Wanted = { what?: string; subject?: string; actor?: string; after?: string | null; take?: number };

/**
 * Changes of the set-up and of the mode, newest first, by keyset: `after` is the `next` of the page before. `actor` finds
 * in the e-mail of who made them. An empty picture says that the thing wasn't there before, or is gone.
 */
export async function listAuditEntries({ what, subject, actor, after, take = 30 }: Wanted) {
  const [moment, last] = (after ?? "").split("~");
  const at = new Date(moment ?? "");
  const older =
    after && last && !Number.isNaN(at.getTime()) ? { OR: [{ at: { lt: at } }, { at, id: { lt: last } }] } : {};
  const found = await db.auditEntry.findMany({
    where: {
      ...(what && { what }),
      ...(subject && { subject }),
      ...(actor && { actor: { contains: actor } }),
      ...older,
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: take + 1,
  });
  const rows = found.slice(0, take).map(({ before, after, ...row }) => ({
    ...row,
    before: pictureOf(before),
    after: pictureOf(after),
  }));
  const end = rows.at(-1);
  return { rows, next: found.length > take && end ? `${end.at.toISOString()}~${end.id}` : null };
}

/** One change, for who wants to put it back; null where there is none by that id. */
export async function findAuditEntry(id: string): Promise<AuditEntry | null> {
  const row = await db.auditEntry.findUnique({ where: { id } });
  return row && { ...row, before: pictureOf(row.before), after: pictureOf(row.after) };
}

function pictureOf(value: Prisma.JsonValue): Picture | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.keys(value).length > 0 ? (value as Picture) : null;
}

/** What tells two pictures apart: whoever saves says by it which one they have seen. */
export function hashOfPicture(picture: Picture | null): string {
  if (!picture) return "new";
  const fields = Object.keys(picture).toSorted();
  return createHash("sha256")
    .update(JSON.stringify(fields.map((field) => [field, picture[field]])))
    .digest("hex")
    .slice(0, 32);
}
