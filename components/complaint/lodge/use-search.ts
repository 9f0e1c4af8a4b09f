import { useEffect, useMemo, useState } from "react";
import type { WordSearch } from "@/lib/search/word-search";

type Which = "services" | "districts";

/** Ids for what is typed, best first; null while nothing is asked, or while the words are still on their way. */
export function useSearch(which: Which, query: string, limit: number): string[] | null {
  const [search, setSearch] = useState<WordSearch | null>(null);

  useEffect(() => {
    import("./search-data").then(
      ({ searchServices, searchDistricts }) =>
        setSearch(() => (which === "services" ? searchServices : searchDistricts)),
      (error: unknown) => console.warn("The search did not load; the lists below do without.", error),
    );
  }, [which]);

  return useMemo(() => (search && query.trim().length > 1 ? search(query, limit) : null), [search, query, limit]);
}
