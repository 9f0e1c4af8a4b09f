import { recordChange } from "@/lib/data/audit-entries";
import { db, transact } from "@/lib/data/db";
import { searchKeysOf } from "@/lib/data/find-keys";
import { countMatching, type InboxPage, type InboxRow, listFrom, listInbox } from "@/lib/data/inbox";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { formatInboxQuery, type InboxQuery, withoutPlace } from "@/lib/schemas/inbox-query";

type Request = { actor: StaffActor; query: InboxQuery; now: Date };

/**
 * A page of the inbox. An auditor's looks are recorded, and searching what citizens wrote is one: under keyed hashes of the
 * words, since words may be a person's. Throws `READ_ONLY` where that can't be written, and then nothing is shown.
 */
export async function readInbox({ actor, query, now }: Request): Promise<InboxPage | null> {
  const page = await listInbox(actor, query, now);
  if (page && actor.role === "auditor" && page.sought.by === "words") {
    await record(
      actor,
      "search",
      { words: searchKeysOf(query.q ?? "").map(([key]) => key ?? ""), found: page.total },
      now,
    );
  }
  return page;
}

const AT_ONCE = 200;

/**
 * What a filter finds, to be taken out of the portal: stretch by stretch, so that a long list neither fills the memory nor
 * holds the database. That it was taken, by whom and how much, is recorded before the first row is given out.
 */
export async function* exportInbox({ actor, query, now }: Request): AsyncGenerator<InboxRow[]> {
  const asked = withoutPlace(query);
  const total = await countMatching(actor, asked, now);
  const narrowed = Object.fromEntries(formatInboxQuery({ ...asked, q: null }));
  const words = searchKeysOf(asked.q ?? "").map(([key]) => key ?? "");
  await record(actor, "export", { query: narrowed, words, found: total }, now);
  let after: string | null = null;
  do {
    const { rows, next }: Awaited<ReturnType<typeof listFrom>> = await listFrom(
      actor,
      { ...asked, after },
      now,
      AT_ONCE,
    );
    if (rows.length > 0) yield rows;
    after = next;
  } while (after !== null);
}

type What = { found: number; words: string[]; query?: Record<string, string> };

async function record(actor: StaffActor, what: "search" | "export", after: What, at: Date): Promise<void> {
  const person = await db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true } });
  await transact((tx) =>
    recordChange(tx, { what, subject: null, actor: { id: actor.id, name: person.email }, before: null, after, at }),
  );
}
