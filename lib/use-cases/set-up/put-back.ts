import { findAuditEntry, hashOfPicture } from "@/lib/data/audit-entries";
import { db } from "@/lib/data/db";
import { err, type Result } from "@/lib/domain/result";
import { removeItem } from "./remove-item";
import { type SaveRefusal, saveItem } from "./save-item";
import { sectionNamed, sectionOf } from "./sections";

type Request = { entryId: string; seen?: string | null; actorId: string; now: Date };

/**
 * Makes a thing what it was before a change: a new change with the old values, by the same checks and with the same
 * warnings. Refused as `changed` where somebody has changed it since, for then it would undo their work too.
 */
export async function putBack({
  entryId,
  seen,
  actorId,
  now,
}: Request): Promise<Result<{ entryId: string }, SaveRefusal>> {
  const entry = await findAuditEntry(entryId);
  const name = entry && sectionNamed(entry.what);
  if (!name || !entry.subject) return err({ code: "gone" });
  const section = sectionOf(name);
  const id = entry.subject;
  const common = { section: name, seen, actorId, now };
  const expected = hashOfPicture(entry.after);
  if (entry.before === null) return removeItem({ ...common, id, expected });
  const form = section.toForm(entry.before);
  if (entry.after !== null) return saveItem({ ...common, id, form, expected });
  const isBack = (await section.read(db, id)) !== null;
  if (isBack) return err({ code: "changed", now: form, hash: expected });
  return saveItem({ ...common, id: null, form, expected, revives: id });
}
