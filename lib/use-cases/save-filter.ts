import { isUniqueViolation } from "@/lib/data/db";
import {
  countSavedFilters,
  createSavedFilter,
  deleteSavedFilter,
  findSavedFilter,
  renameSavedFilter,
  type SavedFilter,
} from "@/lib/data/saved-filters";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import { type InboxQuery, withoutPlace } from "@/lib/schemas/inbox-query";

/** Each is counted on every visit, and a longer list nobody reads. */
export const MOST_FILTERS = 20;

type Saving = { actor: StaffActor; name: string; query: InboxQuery; now: Date };

/** Keeps a query of the inbox under one's own name for it. */
export async function saveFilter({ actor, name, query, now }: Saving): Promise<Result<string, "taken" | "too-many">> {
  if ((await countSavedFilters(actor.id)) >= MOST_FILTERS) return err("too-many");
  return unlessTaken(async () => ok(await createSavedFilter(actor.id, name, withoutPlace(query), now)));
}

type Named = { actor: StaffActor; id: string; name: string };

/** Gives it another name; answers with the one before, so that it can be put back. */
export async function renameFilter({ actor, id, name }: Named): Promise<Result<string, "taken" | "unknown">> {
  const before = await findSavedFilter(actor.id, id);
  if (!before) return err("unknown");
  return unlessTaken(async () => ((await renameSavedFilter(actor.id, id, name)) ? ok(before.name) : err("unknown")));
}

/** Removes it; answers with what it was, so that it can be put back. */
export async function removeFilter({
  actor,
  id,
}: Pick<Named, "actor" | "id">): Promise<Result<SavedFilter, "unknown">> {
  const before = await findSavedFilter(actor.id, id);
  return before && (await deleteSavedFilter(actor.id, id)) ? ok(before) : err("unknown");
}

async function unlessTaken<T, E extends string>(work: () => Promise<Result<T, E>>): Promise<Result<T, E | "taken">> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error)) return err("taken");
    throw error;
  }
}
