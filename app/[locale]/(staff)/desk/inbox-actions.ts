"use server";

import { notFound, redirect } from "next/navigation";
import { writeColumns } from "@/lib/data/desk-preferences";
import { COLUMNS } from "@/lib/domain/inbox";
import { formatInboxQuery, parseInboxQuery, SaveFilterSchema } from "@/lib/schemas/inbox-query";
import { removeFilter, renameFilter, saveFilter } from "@/lib/use-cases/save-filter";
import { isLocale } from "@/lib/web/i18n/locale";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";

/** Which columns this person wants to see. */
export async function chooseColumns(form: FormData): Promise<void> {
  const { actor, back } = await open(form);
  const chosen = form.getAll("column");
  await writeColumns(
    actor.id,
    COLUMNS.filter((name) => chosen.includes(name)),
  );
  back({ said: "columns" });
}

/** Keeps the present query under a name; also puts a removed one back. */
export async function keepFilter(form: FormData): Promise<void> {
  const { actor, back, query } = await open(form);
  const fields = SaveFilterSchema.safeParse({ name: form.get("name") });
  if (!fields.success) return back({ said: "name" });
  const saved = await saveFilter({ actor, name: fields.data.name, query, now: new Date() });
  back(saved.ok ? { said: "kept", own: saved.value } : { said: saved.error });
}

/** Gives one's own filter another name, and says how to undo it. */
export async function renameOwnFilter(form: FormData): Promise<void> {
  const { actor, back } = await open(form);
  const id = String(form.get("id"));
  const fields = SaveFilterSchema.safeParse({ name: form.get("name") });
  if (!fields.success) return back({ said: "name" });
  const renamed = await renameFilter({ actor, id, name: fields.data.name });
  back(renamed.ok ? { said: "renamed", own: id, before: renamed.value } : { said: renamed.error });
}

/** Removes one's own filter, and says how to undo it. */
export async function removeOwnFilter(form: FormData): Promise<void> {
  const { actor, back } = await open(form);
  const removed = await removeFilter({ actor, id: String(form.get("id")) });
  if (!removed.ok) return back({ said: removed.error });
  back({ said: "removed", before: removed.value.name }, removed.value.query);
}

/** Who asks, and the way back to the list that they came from. */
async function open(form: FormData) {
  const actor = await findActor();
  if (!actor) notFound();
  const language = String(form.get("locale"));
  const locale = isLocale(language) ? language : "en";
  const query = parseInboxQuery(new URLSearchParams(String(form.get("query") ?? "")));
  function back(words: Record<string, string>, other?: Record<string, string>): never {
    const where = formatInboxQuery(other ? parseInboxQuery(other) : query);
    for (const [name, value] of Object.entries(words)) where.set(name, value);
    redirect(`${paths.desk(locale)}?${where}`);
  }
  return { actor, back, query };
}
