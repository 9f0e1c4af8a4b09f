import { type Draft, openPhone } from "./database";

const KEY = "lodge";

/** What was begun on this phone, or null. */
export async function findDraft(): Promise<Draft | null> {
  return (await (await openPhone()).get("drafts", KEY)) ?? null;
}

export async function saveDraft(draft: Draft): Promise<void> {
  await (await openPhone()).put("drafts", draft, KEY);
}

export async function clearDraft(): Promise<void> {
  await (await openPhone()).delete("drafts", KEY);
}
