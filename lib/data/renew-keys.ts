import { fromContentRow } from "./complaint-content";
import { db, type Tx, transact } from "./db";
import { INDEX_VERSION, renewFindKeys } from "./find-keys";

/**
 * Indexes one complaint anew, after its words, contact or service changed. What a pressed citizen's withdrawal has opened is
 * found by its words alone, which only its desk may search: under the contact or near the place it would stand beside the
 * complaint that was withdrawn, and tell whoever pressed.
 */
export async function renewKeysOf(tx: Tx, complaintId: string): Promise<void> {
  const row = await tx.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    select: { serviceCode: true, sealed: true, content: true },
  });
  if (!row.content) return;
  const content = fromContentRow(row.content);
  const shown = row.sealed ? { ...content, contact: null, location: null } : content;
  await renewFindKeys(tx, { id: complaintId, serviceCode: row.serviceCode, content: shown });
}

/** Indexes up to `count` complaints whose index is older than ours. Answers with how many there were. */
export async function renewOldKeys(count: number): Promise<number> {
  const old = await db.complaint.findMany({
    where: { indexed: { lt: INDEX_VERSION }, content: { isNot: null } },
    take: count,
    select: { id: true },
  });
  if (old.length > 0)
    await transact(async (tx) => {
      for (const { id } of old) await renewKeysOf(tx, id);
    });
  return old.length;
}
