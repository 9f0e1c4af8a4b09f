import type { FieldWords } from "@/components/complaint/action-field";

/** The fixed words around an action's form, in the page's language. */
export type ActionWords = FieldWords &
  Record<
    | "title"
    | "kept"
    | "lost"
    | "files"
    | "staleBody"
    | "staleGone"
    | "staleOnTop"
    | "instead"
    | "nothingElse"
    | "reload"
    | "more"
    | "none"
    | "templateLabel"
    | "templateNone"
    | "templateUse"
    | "templateHint"
    | "seenCaption"
    | "seenWhat"
    | "seenBefore"
    | "seenNow"
    | "seenChanged",
    string
  >;
