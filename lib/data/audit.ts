import { listModeChanges } from "./audit-log";
import { db, transact } from "./db";

/** Enters the lines that the table doesn't have yet. Answers with how many. Throws while nothing can be written. */
export async function enterModeChanges(): Promise<number> {
  const changes = listModeChanges();
  const known = await db.auditEntry.findMany({ where: { what: "mode" }, select: { id: true } });
  const ids = new Set(known.map(({ id }) => id));
  const missing = changes.filter(({ id }) => !ids.has(id));
  if (missing.length === 0) return 0;
  return transact(async (tx) => {
    let entered = 0;
    for (const { id, at, actor, before, after } of missing) {
      // Another process may have entered it meanwhile.
      if (await tx.auditEntry.findUnique({ where: { id }, select: { id: true } })) continue;
      const data = { id, at: new Date(at), what: "mode", actorId: actor.id, actor: actor.name, before, after };
      await tx.auditEntry.create({ data, select: { id: true } });
      entered += 1;
    }
    return entered;
  });
}
