import { createHash, randomUUID } from "node:crypto";
import { hashOfPicture, type Picture, recordChange } from "@/lib/data/audit-entries";
import { isUniqueViolation, type Tx, transact } from "@/lib/data/db";
import { REFERENCE_VERSION } from "@/lib/data/reference";
import { err, ok, type Result } from "@/lib/domain/result";
import { type FormValues, problemsOf, type SetupProblem, type SetupSection } from "@/lib/schemas/setup";
import { FOR_SUPERVISORS, findSetupActor } from "./find-setup-actor";
import type { Foreseen, Section, SetupActor, Situation } from "./section";
import { sectionOf } from "./sections";

export type SaveRequest = {
  section: SetupSection;
  /** Null: a new one. */
  id: string | null;
  form: FormValues;
  /** The hash of what its author had before them (`hashOfPicture`); `new` for what is new. */
  expected: string;
  /** What a first answer has shown of the consequences, and its author has seen (`Saved.seen`). */
  seen?: string | null;
  actorId: string;
  now: Date;
  /** Put back from the audit: it gets its old id again. */
  revives?: string | null;
};
export type SaveRefusal =
  | { code: "not-yours" | "gone" | "nothing-changed" }
  | { code: "fields"; problems: SetupProblem[] }
  /** Somebody has changed it meanwhile: into what, and in which fields it differs from what was seen. */
  | { code: "changed"; now: FormValues; hash: string }
  /** To be shown first; the same again with `seen` is done. */
  | { code: "foreseen"; foreseen: Foreseen[]; seen: string };
export type Saved = { id: string; created: boolean; entryId: string };

/**
 * Makes or changes one thing of the set-up, in one transaction with its entry in the audit and, where lodging reads it, with
 * a new version of the reference data. Refused where somebody else was faster, and the first time where something follows
 * from it that its author has to see. Source: issue 4, point 7.
 */
export async function saveItem(request: SaveRequest): Promise<Result<Saved, SaveRefusal>> {
  try {
    return await transact((tx) => save(tx, request));
  } catch (error) {
    if (isUniqueViolation(error)) return err({ code: "fields", problems: [{ field: "", code: "taken" }] });
    throw error;
  }
}

async function save(tx: Tx, request: SaveRequest): Promise<Result<Saved, SaveRefusal>> {
  const { id, now } = request;
  const section = sectionOf(request.section);
  const by = await findSetupActor(tx, request.actorId);
  if (!by) return err({ code: "not-yours" });
  const before = id === null ? null : await section.read(tx, id);
  if (!(await mayBegin(tx, request, section, by, before))) return err({ code: "not-yours" });
  if (id !== null && !before) return err({ code: "gone" });

  const kept = before ? section.toForm(before) : {};
  const fixed = before ? Object.fromEntries(section.fixed.map((name) => [name, kept[name] ?? ""])) : {};
  const parsed = section.schema.safeParse({ ...request.form, ...fixed });
  // A stale form is told before a wrong one: its author looks at the new words first.
  if (before && hashOfPicture(before) !== request.expected)
    return err({ code: "changed", now: kept, hash: hashOfPicture(before) });
  if (!parsed.success) return err({ code: "fields", problems: problemsOf(parsed.error) });

  const after = parsed.data;
  const situation: Situation<Picture> = { tx, id, before, after, by, now };
  if (!isAdmin(by) && !(await section.mayTouch?.(situation))) return err({ code: "not-yours" });
  if (before && hashOfPicture(before) === hashOfPicture(after)) return err({ code: "nothing-changed" });
  const problems = (await section.check?.(situation)) ?? [];
  if (problems.length > 0) return err({ code: "fields", problems });
  const foreseen = (await section.foresee?.(situation)) ?? [];
  const seen = sealOf(after, foreseen);
  if (foreseen.length > 0 && request.seen !== seen) return err({ code: "foreseen", foreseen, seen });

  const savedId = await write(tx, section, { id, before, after, by, now, revives: request.revives ?? null });
  // What was really kept, which is what the next one will have before them.
  const kind = { what: section.what, subject: savedId, actor: { id: by.id, name: by.name } };
  const entryId = await recordChange(tx, { ...kind, before, after: await section.read(tx, savedId), at: now });
  if (section.isReference) await renewReference(tx);
  return ok({ id: savedId, created: id === null, entryId });
}

async function mayBegin(
  tx: Tx,
  { section: name, id, now }: SaveRequest,
  section: Section,
  by: SetupActor,
  before: Picture | null,
): Promise<boolean> {
  if (isAdmin(by)) return true;
  if (by.actor.role !== "supervisor" || !FOR_SUPERVISORS.includes(name)) return false;
  // Of what they may not touch they don't learn whether it is there.
  return (
    id === null || (before !== null && Boolean(await section.mayTouch?.({ tx, id, before, after: null, by, now })))
  );
}

function isAdmin({ actor }: SetupActor): boolean {
  return actor.role === "admin";
}

type Write = {
  id: string | null;
  before: Picture | null;
  after: Picture;
  by: SetupActor;
  now: Date;
  revives: string | null;
};

async function write(tx: Tx, section: Section, { id, before, after, by, now, revives }: Write): Promise<string> {
  if (id === null || before === null) return section.insert(tx, after, { id: revives, by, now });
  await section.update(tx, id, after, { before, by, now });
  return id;
}

/** By it one who presses again is known to have seen just these consequences of just this change. */
export function sealOf(after: Picture | null, foreseen: readonly Foreseen[]): string {
  return createHash("sha256")
    .update(`${hashOfPicture(after)} ${JSON.stringify(foreseen)}`)
    .digest("hex")
    .slice(0, 32);
}

/** Decision 004: whoever reads by version reads anew. Never a value that was there before. */
export async function renewReference(tx: Tx): Promise<void> {
  const data = { key: REFERENCE_VERSION, value: `r${randomUUID().replaceAll("-", "").slice(0, 20)}` };
  await tx.setting.upsert({ where: { key: data.key }, create: data, update: data });
}
