import { readdirSync, readFileSync } from "node:fs";
import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/web/i18n/routing";

/** A sentence of the portal by namespace and key: `t("lodge.submit")`. A key that doesn't exist is an error. */
export type Words = {
  (key: string, values?: Record<string, string | number | Date>): string;
  has(key: string): boolean;
};

function readMessages(language: Locale): Record<string, unknown> {
  const folder = `messages/${language}`;
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(".json", ""),
      JSON.parse(readFileSync(`${folder}/${file}`, "utf8")),
    ]),
  );
}

/** The words of the pages, so that tests say what people read, in either language. */
export function wordsIn(language: Locale): Words {
  const translate = createTranslator({
    locale: language,
    messages: readMessages(language),
    timeZone: "Asia/Karachi",
    onError(error) {
      throw error;
    },
  });
  return translate as unknown as Words;
}
