import type { Typed } from "@/components/complaint/action-field";

/** Files of the form; a browser sends an empty one where none was chosen. */
export function readEvidence(form: FormData): File[] {
  return form.getAll("evidence").filter((value): value is File => value instanceof File && value.size > 0);
}

/** What comes back with a refusal: everything that was typed or chosen, files and our own hidden fields left out. */
export function readTyped(form: FormData): Typed {
  const typed: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$") || OURS.has(name)) continue;
    const texts = form.getAll(name).filter((value) => typeof value === "string");
    if (texts.length > 0) typed[name] = MANY.has(name) ? texts : (texts[0] ?? "");
  }
  return typed;
}

const OURS = new Set(["action", "version", "actionId", "seen", "fill", "accusedIdsAsked"]);
const MANY = new Set(["accusedIds"]);
