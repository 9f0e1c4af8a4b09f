import type { z } from "zod";

/** One refused field: `contact.phone` and a code whose words are in messages, namespace `fields`. */
export type FieldError = { field: string; code: string };

/** zod's own code names → ours; everything else is already one of ours, given as the schema's message. */
const UNNAMED: Record<string, string> = { unrecognized_keys: "unknown-member", invalid_type: "required" };

/** One entry a field, the first refusal of each, in the schema's order. */
export function fieldErrors(error: Pick<z.core.$ZodError, "issues">): FieldError[] {
  const byField = new Map<string, string>();
  for (const issue of error.issues) {
    const fields = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of fields) {
      const field = path.map(String).join(".");
      if (!byField.has(field)) byField.set(field, codeOf(issue));
    }
  }
  return Array.from(byField, ([field, code]) => ({ field, code }));
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z]+(-[a-z]+)*$/.test(issue.message)) return issue.message;
  return UNNAMED[issue.code] ?? "not-valid";
}
