import type { getTranslations } from "next-intl/server";
import type { Action } from "@/lib/domain/complaint/workflow";

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
