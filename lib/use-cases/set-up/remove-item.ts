import { hashOfPicture, recordChange } from "@/lib/data/audit-entries";
import { transact } from "@/lib/data/db";
import { err, ok, type Result } from "@/lib/domain/result";
import type { SetupSection } from "@/lib/schemas/setup";
import { FOR_SUPERVISORS, findSetupActor } from "./find-setup-actor";
import { renewReference, type SaveRefusal, sealOf } from "./save-item";
import { sectionOf } from "./sections";

type Request = {
  section: SetupSection;
  id: string;
  expected: string;
  seen?: string | null;
  actorId: string;
  now: Date;
};

/** Takes away what may be taken away: a holiday, a rule, a notice, a number, an absence to come. Audited; told first what follows. */
export function removeItem(request: Request): Promise<Result<{ entryId: string }, SaveRefusal>> {
  const { id, now } = request;
  const section = sectionOf(request.section);
  return transact(async (tx) => {
    const by = await findSetupActor(tx, request.actorId);
    const before = await section.read(tx, id);
    const isAdmin = by?.actor.role === "admin";
    const maySection = isAdmin || (by?.actor.role === "supervisor" && FOR_SUPERVISORS.includes(request.section));
    if (!by || !maySection) return err({ code: "not-yours" });
    if (!isAdmin && !(before && (await section.mayTouch?.({ tx, id, before, after: null, by, now }))))
      return err({ code: "not-yours" });
    if (!section.remove) return err({ code: "not-yours" });
    if (!before) return err({ code: "gone" });
    const hash = hashOfPicture(before);
    if (hash !== request.expected) return err({ code: "changed", now: section.toForm(before), hash });
    const situation = { tx, id, before, by, now };
    const refused = await section.remove.refuse?.(situation);
    if (refused) return err({ code: "fields", problems: [{ field: "", code: refused }] });
    const foreseen = (await section.remove.foresee?.(situation)) ?? [];
    const seen = sealOf(null, foreseen);
    if (foreseen.length > 0 && request.seen !== seen) return err({ code: "foreseen", foreseen, seen });
    await section.remove.run(tx, id);
    const actor = { id: by.id, name: by.name };
    const entryId = await recordChange(tx, { what: section.what, subject: id, actor, before, after: null, at: now });
    if (section.isReference) await renewReference(tx);
    return ok({ entryId });
  });
}
