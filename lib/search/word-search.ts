import MiniSearch, { type SearchOptions } from "minisearch";
import { foldWords, isFiller, isNegation } from "./fold";

/** One thing that can be found. `titles` in each language; `keywords` as people say it; `group` what it belongs to. */
export type SearchEntry = { id: string; titles: readonly string[]; keywords: readonly string[]; group: string };
export type WordSearch = (query: string, limit: number) => string[];

/** From so many letters on, one in four may differ. */
const LOOSE_FROM = 5;
const LOOSENESS = 0.25;
/** What somebody typed word for word as a keyword stands before what merely holds the same words more often. */
const SAID_EXACTLY = 5;

const LOOSE: SearchOptions = { fuzzy: (word) => (word.length >= LOOSE_FROM ? LOOSENESS : false) };
/** One word for "not" in every language and spelling. */
const NOT = "nahi";
/** From strict to forgiving; the first that finds anything answers. */
const ATTEMPTS: SearchOptions[] = [
  { combineWith: "AND" },
  { combineWith: "AND", ...LOOSE },
  { combineWith: "OR" },
  { combineWith: "OR", ...LOOSE },
];

/**
 * A search over a few hundred entries that answers at each key stroke. It gives ids, best first, and none for a query
 * that names nothing (only filler words).
 */
export function createWordSearch(entries: readonly SearchEntry[]): WordSearch {
  const sayings = new Map(
    entries.map(({ id, titles, keywords }) => [id, new Set([...titles, ...keywords].map(saying))]),
  );
  const index = new MiniSearch<SearchEntry>({
    fields: ["titles", "keywords", "group"],
    extractField: (entry, field) => [entry[field as keyof SearchEntry]].flat().join(" "),
    tokenize: foldWords,
    processTerm: (word) => (isFiller(word) ? null : isNegation(word) ? NOT : word),
    searchOptions: {
      boost: { titles: 2, keywords: 2, group: 0.5 },
      tokenize: (folded) => folded.split(" "),
      prefix: (word) => word.length > 1,
      weights: { prefix: 0.5, fuzzy: 0.2 },
    },
  });
  index.addAll(entries);

  return (query, limit) => {
    const words = foldWords(query).filter((word) => !isFiller(word));
    const telling = words.filter((word) => !isNegation(word)).join(" ");
    const exact = saying(query);
    const boostDocument = (id: string) => (sayings.get(id)?.has(exact) ? SAID_EXACTLY : 1);
    if (telling === "") return [];
    for (const attempt of ATTEMPTS) {
      const found = new Set(index.search(telling, { ...attempt, boostDocument }).map(({ id }) => String(id)));
      if (found.size === 0) continue;
      // A second time with "not", which orders them but finds nothing by itself.
      const ordered = index.search(words.join(" "), {
        ...attempt,
        combineWith: "OR",
        boostDocument,
        filter: ({ id }) => found.has(id),
      });
      return ordered.slice(0, limit).map(({ id }) => String(id));
    }
    return [];
  };
}

/** A phrase as it is compared whole. */
function saying(text: string): string {
  return foldWords(text).join(" ");
}
