/** Somebody who may be named with @ in a note, by what they are called in either language. */
export type Mentionable = { id: string; labels: readonly string[] };

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * Whom a note names: `@` and the whole of a label, the longest that fits, in any case. Each once, in the order of the text.
 * `@Ayesha Khanum` doesn't name Ayesha Khan.
 */
export function findMentioned(text: string, people: readonly Mentionable[]): string[] {
  const labels = people
    .flatMap(({ id, labels }) => labels.map((label) => ({ id, label: plain(label) })))
    .filter(({ label }) => label !== "")
    .toSorted((one, other) => other.label.length - one.label.length);
  const said = plain(text);
  const found: string[] = [];
  for (let at = said.indexOf("@"); at !== -1; at = said.indexOf("@", at + 1)) {
    const before = said[at - 1] ?? "";
    if (LETTER.test(before)) continue; // an e-mail address
    const after = said.slice(at + 1);
    const longest = labels.find(({ label }) => after.startsWith(label) && !LETTER.test(after[label.length] ?? ""));
    if (!longest) continue;
    // Two people of one name: both are meant, for nobody can tell.
    for (const { id, label } of labels) if (label === longest.label && !found.includes(id)) found.push(id);
  }
  return found;
}

/** Urdu letters of either keyboard alike, case and kinds of spaces evened out. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, "")
    .replace(/[ي\u0649]/gu, "ی")
    .replace(/ك/gu, "ک")
    .replace(/\s+/gu, " ")
    .toLowerCase()
    .trim();
}
