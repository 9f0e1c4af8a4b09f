import { useTranslations } from "next-intl";
import type { FieldProblem } from "@/components/ui/error-summary";
import type { FieldError } from "@/lib/schemas/field-errors";
import { idOf } from "./bind";

/** Where saying what is missing helps more than "This is needed". */
const OWN_WORDS = {
  serviceCode: "serviceCode",
  districtId: "districtId",
  country: "country",
  "location.landmark": "landmark",
  text: "text",
} as const;
const MISSING: ReadonlySet<string> = new Set(["required", "empty", "too-short"]);

/** The sentence for each refused field, in the page's language. A code without words reads as "cannot be read". */
export function useFieldWords() {
  const words = useTranslations("fields");
  const own = useTranslations("lodge.problems");

  function sentence({ field, code }: FieldError): string {
    if (MISSING.has(code) && field in OWN_WORDS) return own(OWN_WORDS[field as keyof typeof OWN_WORDS]);
    const key = code as Parameters<typeof words>[0];
    return words(words.has(key) ? key : "not-valid");
  }

  function problems(errors: readonly FieldError[]): FieldProblem[] {
    const byControl = new Map(errors.map((error) => [idOf(error.field), sentence(error)] as const).reverse());
    return [...byControl].reverse().map(([fieldId, message]) => ({ fieldId, message }));
  }
  return { sentence, problems };
}
