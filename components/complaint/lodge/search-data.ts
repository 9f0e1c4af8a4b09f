import { districtEntries, serviceEntries } from "@/lib/search/reference-entries";
import { createWordSearch } from "@/lib/search/word-search";
import districts from "@/prisma/seed/districts.json";
import taxonomy from "@/prisma/seed/taxonomy.json";

/** A chunk of its own: all words in three scripts are fetched only where somebody can type into a search box. */
export const searchServices = createWordSearch(serviceEntries(taxonomy.categories));
export const searchDistricts = createWordSearch(districtEntries(districts.jurisdictions));
