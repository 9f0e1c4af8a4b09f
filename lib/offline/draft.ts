import { type Draft, type DraftKey, type FileFacts, openPhone } from "./database";
import { hasFacts, readAnswers } from "./read-record";
import { whole } from "./whole";

/** What was begun on this phone, or null. Written by whatever build: files without bytes are left out. */
export async function findDraft(key: DraftKey = "lodge"): Promise<Draft | null> {
  const phone = await openPhone();
  const kept = await phone.get("drafts", key);
  if (!kept) return null;
  const facts: FileFacts[] = Array.isArray(kept.files) ? kept.files.filter(hasFacts) : [];
  const found = await Promise.all(facts.map(({ sha256 }) => phone.get("files", [ownerOf(key), sha256])));
  const files = facts.flatMap((fact, index) => {
    const content = found[index]?.content;
    return content ? [{ ...fact, name: fact.name ?? "", content }] : [];
  });
  return {
    step: typeof kept.step === "string" ? kept.step : "",
    answers: readAnswers(kept.answers),
    files,
    changedAt: typeof kept.changedAt === "string" ? kept.changedAt : new Date().toISOString(),
    mends: kept.mends ?? null,
  };
}

/** Bytes that are there already aren't written again. Rejects with a `QuotaExceededError` where the phone is full. */
export async function saveDraft(draft: Draft, key: DraftKey = "lodge"): Promise<void> {
  const owner = ownerOf(key);
  const write = (await openPhone()).transaction(["drafts", "files"], "readwrite");
  const kept = new Set((await write.objectStore("files").getAllKeys(filesOf(key))).map(([, sha256]) => sha256));
  const added = draft.files.filter(({ sha256 }) => !kept.delete(sha256));
  const files = draft.files.map(({ content: _, ...facts }) => facts);
  await whole(write, [
    ...added.map(({ sha256, content }) => write.objectStore("files").put({ owner, sha256, content })),
    ...Array.from(kept, (sha256) => write.objectStore("files").delete([owner, sha256])),
    write.objectStore("drafts").put({ ...draft, files }, key),
  ]);
}

export async function clearDraft(key: DraftKey = "lodge"): Promise<void> {
  const write = (await openPhone()).transaction(["drafts", "files"], "readwrite");
  await whole(write, [write.objectStore("drafts").delete(key), write.objectStore("files").delete(filesOf(key))]);
}

/** The draft's name among the owners of files. */
export function ownerOf(key: DraftKey): string {
  return `draft:${key}`;
}

/** The keys of the draft's files. */
export function filesOf(key: DraftKey): IDBKeyRange {
  return IDBKeyRange.bound([ownerOf(key)], [ownerOf(key), []]);
}
