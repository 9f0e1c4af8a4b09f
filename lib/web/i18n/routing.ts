/** English has no prefix, Urdu is `/ur` (next.config.ts). Nothing is detected and no cookie is set, so that pages stay static. */
export const LOCALES = ["en", "ur"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";
