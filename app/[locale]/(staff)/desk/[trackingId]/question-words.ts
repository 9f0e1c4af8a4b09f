import { getTranslations } from "next-intl/server";
import type { Action } from "@/lib/domain/complaint/workflow";
import type { Locale } from "@/lib/web/i18n/routing";

export type DeskWords = Awaited<ReturnType<typeof getTranslations<"desk">>>;

/** A field's label in one action's form: its own ("START_publicText"), or else the field's. */
export function labelOf(action: Action, field: string, t: DeskWords): string {
  const own = `labels.${action}_${field}`;
  const general = `labels.${field}`;
  if (has(t, own)) return t(own);
  return has(t, general) ? t(general) : field;
}

function has(t: DeskWords, key: string): key is "labels.text" {
  return t.has(key as "labels.text");
}

/** That a text still has a place in it where the officer's own words belong. */
export async function gapSentence(action: Action, field: string, locale: Locale): Promise<string> {
  const [desk, work] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "caseWork.template" }),
  ]);
  return work("gap", { label: labelOf(action, field, desk) });
}
